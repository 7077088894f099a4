import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, it, vi } from "vitest";
import { PIN, resetSigning } from "../../testing/fake/signing.mjs";
import { FIRST, healthy, openHospital, sent, uuid, visit } from "../testing/hospital";

const CLOSED = `/patients/${FIRST.id}/folder/${uuid(7702)}`;
const OPEN = `/patients/${FIRST.id}/folder/${uuid(7701)}`;

let saved: string[];

beforeEach(() => {
  resetSigning();
  saved = [];
  URL.createObjectURL = () => "blob:here";
  URL.revokeObjectURL = () => undefined;
  vi.spyOn(HTMLAnchorElement.prototype, "click").mockImplementation(function (this: HTMLAnchorElement) {
    saved.push(this.download);
  });
});

describe("one record as data", () => {
  it("is saved as XML or JSON under a name that tells nothing about the person", async () => {
    const hospital = openHospital("luutru");
    visit(CLOSED);
    fireEvent.click(await screen.findByRole("button", { name: "Xuất dữ liệu" }));
    await healthy();
    const sheet = within(screen.getByRole("dialog"));
    fireEvent.click(sheet.getByRole("button", { name: "Tải XML" }));
    await vi.waitFor(() => expect(saved).toEqual([`HoSoBenhAn-${uuid(7702)}.xml`]));
    fireEvent.click(sheet.getByRole("button", { name: "Tải JSON" }));
    await vi.waitFor(() => expect(saved).toHaveLength(2));
    expect(hospital.asked.filter((one) => one.path.includes("/exchange/")).map((one) => one.path.split("/").at(-1))).toEqual(["xml", "json"]);
  });

  it("is refused in plain words, and nothing is saved", async () => {
    openHospital("luutru");
    visit(CLOSED);
    fireEvent.click(await screen.findByRole("button", { name: "Xuất dữ liệu" }));
    globalThis.fetch = async () =>
      new Response(JSON.stringify({ status: 403, code: "FORBIDDEN", detail: "labels hide a part of this record from you; who sees all of it can take it out" }), { status: 403, headers: { "Content-Type": "application/problem+json" } });
    const sheet = within(screen.getByRole("dialog"));
    fireEvent.click(sheet.getByRole("button", { name: "Tải XML" }));
    expect((await sheet.findByRole("alert")).textContent).toContain("Nhãn hạn chế đang che một phần hồ sơ này với bạn");
    expect(saved).toEqual([]);
  });

  it("is signed by who holds a key at hand, and by nobody else", async () => {
    const hospital = openHospital("vanthu");
    visit(CLOSED);
    fireEvent.click(await screen.findByRole("button", { name: "Xuất dữ liệu" }));
    const sheet = within(screen.getByRole("dialog"));
    fireEvent.click(sheet.getByText("Ký số tệp"));
    fireEvent.change(await sheet.findByLabelText("Chứng thư số"), { target: { value: uuid(9704) } });
    await sheet.findByText(/^Chứng thư còn hiệu lực/);
    const save = sheet.getByRole<HTMLButtonElement>("button", { name: "Tải tệp có chữ ký số" });
    const type = async (pin: string) => {
      fireEvent.change(await sheet.findByLabelText(/^Mã PIN của chứng thư/), { target: { value: pin } });
      await waitFor(() => expect(save.disabled).toBe(false));
      fireEvent.click(save);
    };
    await type("000000");
    await sheet.findByText("Mã PIN không đúng.");
    expect(saved).toEqual([]);
    await type(PIN);
    await waitFor(() => expect(saved).toEqual([`HoSoBenhAn-${uuid(7702)}.xml`]));
    expect(sent(hospital, "/exchange/xml/signature").body).toMatchObject({ pin: PIN });
    for (const [form, path, ending] of [["JSON đặt trong chữ ký (JAdES)", "json/signature", "jws.json"], ["JSON trong tệp .p7m (CAdES)", "json/p7m", "json.p7m"]] as const) {
      fireEvent.change(sheet.getByLabelText("Dạng tệp"), { target: { value: sheet.getByRole<HTMLOptionElement>("option", { name: form }).value } });
      await type(PIN);
      await waitFor(() => expect(saved.at(-1)).toBe(`HoSoBenhAn-${uuid(7702)}.${ending}`));
      expect(sent(hospital, `/exchange/${path}`).body).toMatchObject({ pin: PIN });
    }
    await healthy();
  });

  it("is not signed without a right to sign", async () => {
    openHospital("luutru");
    visit(CLOSED);
    fireEvent.click(await screen.findByRole("button", { name: "Xuất dữ liệu" }));
    expect(within(screen.getByRole("dialog")).queryByText("Ký số tệp")).toBeNull();
  });

  it("has no button where it may not be taken out", async () => {
    openHospital("luutru");
    visit(OPEN);
    await screen.findByRole("heading", { name: /^Hồ sơ bệnh án 26/ });
    expect(screen.queryByRole("button", { name: "Xuất dữ liệu" })).toBeNull();
  });
});

describe("many records", () => {
  it("are taken out from the list of folders, to a receiver and on a ground", async () => {
    const hospital = openHospital("luutru");
    visit("/folders");
    fireEvent.click(await screen.findByRole("link", { name: "Xuất nhiều hồ sơ" }));
    fireEvent.click(await screen.findByRole("button", { name: "Xuất mới" }));
    const sheet = within(screen.getByRole("dialog"));
    await healthy();
    const start = sheet.getByRole<HTMLButtonElement>("button", { name: "Bắt đầu xuất" });
    fireEvent.change(sheet.getByLabelText("Bên nhận"), { target: { value: "Sở Y tế" } });
    expect(start.disabled).toBe(true);
    fireEvent.change(sheet.getByLabelText("Điều luật hoặc số hợp đồng"), { target: { value: "Điều 69" } });
    fireEvent.change(sheet.getByLabelText("Vào viện từ ngày"), { target: { value: "01/01/2026" } });
    fireEvent.click(start);
    await screen.findByRole("progressbar");
    expect(sent(hospital, "/record-exports").body).toEqual({ from: "2026-01-01", pdf: true, purpose: "REPORTING", ground: "legal-duty", basis: "Điều 69", receiver: "Sở Y tế" });
  });

  it("are seen with how far it is, and are stopped", async () => {
    const hospital = openHospital("luutru");
    visit(`/exports/${uuid(7811)}`);
    expect(await screen.findByText(/Đã xử lý 612 \/ 1.240 hồ sơ, 1 bị từ chối/)).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: "Dừng và xóa tệp" }));
    await screen.findByText(/^Đã dừng/);
    expect(sent(hospital, "/cancel")).toBeTruthy();
    expect(screen.queryByRole("progressbar")).toBeNull();
  });

  it("have files with their digests, and what was refused with the reason, a hidden one without a way to it", async () => {
    openHospital("luutru");
    visit(`/exports/${uuid(7810)}`);
    const file = await screen.findByRole("link", { name: "Tải phần 2" });
    expect(file.getAttribute("href")).toBe(`/api/v1/record-exports/${uuid(7810)}/parts/2`);
    expect(screen.getByText("2e".repeat(32))).toBeTruthy();
    expect(screen.getByText("Nhãn hạn chế che một phần hồ sơ với người yêu cầu")).toBeTruthy();
    expect(screen.getAllByRole("link", { name: "Mở hồ sơ" })).toHaveLength(2);
    await healthy();
  });

  it("are no page of who may not export", async () => {
    openHospital("bacsi");
    visit("/folders");
    await screen.findByRole("search", { name: "Danh sách hồ sơ bệnh án" }, { timeout: 5000 });
    expect(screen.queryByRole("link", { name: "Xuất nhiều hồ sơ" })).toBeNull();
  });
});

describe("a record of another hospital", () => {
  const open = async () => {
    const hospital = openHospital("luutru");
    visit("/exports");
    fireEvent.click(await screen.findByRole("button", { name: "Nhập hồ sơ" }));
    const layer = within(screen.getByRole("dialog"));
    const sender = await layer.findByRole("option", { name: /Phương Nam/ });
    const pick = (index: number) => {
      fireEvent.change(layer.getByLabelText("Cơ sở gửi"), { target: { value: uuid(7890 + index) } });
      fireEvent.change(layer.getByLabelText("Chọn tệp…"), { target: { files: [new File(["<HoSoBenhAn/>"], "HoSoBenhAn.xml")] } });
      fireEvent.click(layer.getByRole("button", { name: "Kiểm tra và xem trước" }));
    };
    expect(sender).toBeTruthy();
    return { hospital, layer, pick };
  };

  it("is looked at first, compared where the person here differs, and taken in by its digest", async () => {
    const { hospital, layer, pick } = await open();
    pick(0);
    expect(await layer.findByText("NGUYỄN VĂN MINH HỌA")).toBeTruthy();
    expect(layer.getByText(/Người mang số này ở đây có họ tên khác/)).toBeTruthy();
    const take = layer.getByRole<HTMLButtonElement>("button", { name: "Nhập hồ sơ này" });
    expect(take.disabled).toBe(true);
    await healthy();
    fireEvent.click(layer.getByLabelText("Tôi đã đối chiếu giấy tờ: đúng là một người"));
    fireEvent.click(take);
    await layer.findByText(/^Đã nhập\./);
    expect(hospital.asked.find((one) => one.method === "POST" && one.path.endsWith("/record-imports"))?.query).toContain(`&sha256=${"3c".repeat(32)}&compared=true`);
  });

  it("in a ZIP of many is sent, and the ZIP has a page of its own", async () => {
    const { hospital, layer } = await open();
    fireEvent.change(layer.getByLabelText("Cơ sở gửi"), { target: { value: uuid(7890) } });
    fireEvent.change(layer.getByLabelText("Chọn tệp…"), { target: { files: [new File(["PK"], "goi-1.ZIP")] } });
    fireEvent.click(layer.getByRole("button", { name: "Gửi gói và kiểm tra" }));
    await screen.findByRole("heading", { name: "Gói hồ sơ của cơ sở khác", level: 1 });
    expect(sent(hospital, "/record-imports/packs").query).toBe(`sender=${uuid(7890)}`);
  });

  it("with faults is not taken in: each is told with its place", async () => {
    const { layer, pick } = await open();
    pick(1);
    expect(await layer.findByText(/Tệp có 7 lỗi/)).toBeTruthy();
    expect(layer.getByText("ThongTinBenhNhan › ngaysinh")).toBeTruthy();
    expect(layer.getByText("KetQuaXetNghiem [1] › results [12] › machiso")).toBeTruthy();
    expect(layer.getByText("Quá nhiều ký tự (tối đa 255)")).toBeTruthy();
    expect(layer.getByText("dòng 12, cột 5")).toBeTruthy();
    expect(layer.queryByRole("button", { name: "Nhập hồ sơ này" })).toBeNull();
    await healthy();
  });
});

describe("a ZIP of records of another hospital", () => {
  it("tells what was found of each record and why one does not come in, and takes the good ones in", async () => {
    const hospital = openHospital("luutru");
    visit(`/received/${uuid(7820)}`);
    const list = within(await screen.findByRole("region", { name: "Hồ sơ trong gói" }));
    expect(list.getByText(/Khác với bảng kê của nơi gửi/)).toBeTruthy();
    expect(list.getByText(/gói nén nằm trong gói/)).toBeTruthy();
    expect(list.getByText("Các mã người bệnh trỏ tới nhiều người")).toBeTruthy();
    expect(screen.getByText(/500 tệp PDF trong gói không được nhập/)).toBeTruthy();
    await healthy();
    fireEvent.click(list.getByRole("button", { name: "Không nhập được (3)" }));
    await waitFor(() => expect(list.getAllByRole("row")).toHaveLength(4));
    fireEvent.click(screen.getByRole("button", { name: "Nhập 487 hồ sơ nhập được" }));
    await waitFor(() => expect(sent(hospital, "/take")).toBeTruthy());
  });

  it("lets what needs a person in one by one, compared first", async () => {
    const hospital = openHospital("luutru");
    visit(`/received/${uuid(7820)}`);
    const row = (await screen.findByText("NGƯỜI BỆNH MINH HỌA 3")).closest("tr")!;
    fireEvent.click(within(row).getByRole("button", { name: "Xem" }));
    const layer = within(await screen.findByRole("dialog"));
    const take = await layer.findByRole<HTMLButtonElement>("button", { name: "Nhập hồ sơ này" });
    expect(take.disabled).toBe(true);
    fireEvent.click(layer.getByLabelText("Tôi đã đối chiếu giấy tờ: đúng là một người"));
    fireEvent.click(take);
    await layer.findByText(/^Đã nhập\./);
    expect(sent(hospital, "/records/3/take").query).toBe(`sha256=${"3c".repeat(32)}&compared=true`);
  });

  it("shows how far it is while it is taken in, and is among those brought before", async () => {
    openHospital("luutru");
    visit(`/received/${uuid(7821)}`);
    expect(await screen.findByText(/Đang nhập. Đã kiểm tra 500 \/ 500 hồ sơ, đã nhập 200/)).toBeTruthy();
    expect(screen.getByRole("progressbar").getAttribute("value")).toBe("200");
    expect(screen.queryByRole("button", { name: /hồ sơ nhập được$/ })).toBeNull();
    visit("/exports");
    const before = within(await screen.findByRole("region", { name: "Gói hồ sơ đã gửi lên" }));
    expect(await before.findAllByRole("row")).toHaveLength(4);
  });
});
