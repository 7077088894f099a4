import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";
import { PIN, resetSigning } from "../../testing/fake/signing.mjs";
import { resetSheets } from "../../testing/fake/sheets.mjs";
import { FIRST, healthy, leaks, openHospital, sent, uuid, visit } from "../testing/hospital";
import { words } from "./words";

const press = async (name: string | RegExp) => fireEvent.click(await screen.findByRole("button", { name }));
const SHEET = `/patients/${FIRST.id}/sheets/${uuid(9807)}`;
const COURSE = `/patients/${FIRST.id}/sheets/${uuid(9802)}`;
const KEY = uuid(9701);

beforeEach(() => {
  resetSigning();
  resetSheets();
});

/** Chooses a key that may sign, and gives its PIN. */
async function signWith(pin: string, key = KEY) {
  const dialog = await screen.findByRole("dialog");
  fireEvent.change(await within(dialog).findByRole("combobox"), { target: { value: key } });
  await within(dialog).findByText(/^Chứng thư còn hiệu lực/);
  fireEvent.change(within(dialog).getByLabelText(/^Mã PIN/), { target: { value: pin } });
  fireEvent.click(await within(dialog).findByRole("button", { name: "Ký" }));
  return dialog;
}

const tick = async (name: RegExp, n: number) => {
  const boxes = await screen.findAllByRole("checkbox", { name });
  boxes.slice(0, n).forEach((box) => fireEvent.click(box));
};

describe("what waits", () => {
  it("is listed with its patient, found without accents, and counted in the menu", async () => {
    openHospital();
    visit("/signing");
    expect(await screen.findAllByRole("row")).toHaveLength(16);
    expect((await screen.findByLabelText("15 chữ ký chờ bạn ký")).textContent).toBe("15");
    fireEvent.change(screen.getByRole("searchbox"), { target: { value: "ho van dung benh an" } });
    expect(screen.getAllByRole("row")).toHaveLength(2);
    expect(document.title).toBe("Chờ ký – EMR");
    expect(leaks()).toEqual([]);
    await healthy();
  });

  it("has no page in the menu of who signs nothing", async () => {
    openHospital("hocvien");
    visit("/");
    await screen.findByRole("link", { name: "Người bệnh" });
    expect(screen.queryByRole("link", { name: /^Chờ ký/ })).toBeNull();
  });

  it("can be read as the very file before it is signed", async () => {
    openHospital();
    visit("/signing");
    fireEvent.click((await screen.findAllByRole("button", { name: /^Xem: / }))[1]!);
    const frame = await screen.findByTitle("Văn bản sẽ ký");
    expect(frame.getAttribute("src")).toMatch(/\/sheets\/[^/]+\/signed\.pdf\?version=2$/);
    expect(screen.getByRole("dialog").textContent).toContain("Hồ Văn Dũng");
    fireEvent.click((await screen.findAllByRole("button", { name: /^Xem: / }))[0]!);
    expect((await screen.findByTitle("Văn bản sẽ ký")).getAttribute("src")).toMatch(/signed\.pdf\?entry=/);
  });

  it("is sent back with a reason by who will not sign it", async () => {
    const hospital = openHospital();
    visit("/signing");
    fireEvent.click((await screen.findAllByRole("button", { name: /^Xem: / }))[1]!);
    await press("Từ chối ký");
    const reason = await screen.findByLabelText(/Lý do/);
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "Trả lại" }).disabled).toBe(true);
    fireEvent.change(reason, { target: { value: "Thiếu kết quả siêu âm" } });
    await press("Trả lại");
    await waitFor(() => expect(sent(hospital, "/signatures/refusal")).toBeTruthy());
    expect(sent(hospital, "/signatures/refusal").body).toEqual({ version: 2, place: 0, reason: "Thiếu kết quả siêu âm" });
  });

  it("tells who wrote it why it came back, and leads to the sheet", async () => {
    openHospital();
    visit("/signing");
    await press(/^Bị trả lại/);
    await screen.findByText(/Thiếu kết quả siêu âm tim/);
    expect(screen.getByRole("link", { name: "Mở để sửa" }).getAttribute("href")).toContain(`/sheets/${uuid(9622)}`);
  });
});

describe("signing", () => {
  it("signs those that were chosen ten at a time, says of each what became of it, and the menu counts fewer", async () => {
    const hospital = openHospital();
    visit("/signing");
    await tick(/^Chọn /, 14);
    await press("Ký (14)");
    const dialog = await signWith(PIN);
    await within(dialog).findByText("Đã ký 11, chưa ký 3.");
    const asked = hospital.asked.filter(({ path }) => path === "/signing/signatures").map(({ body }) => body as { keyId: string; pin: string; items: object[] });
    expect(asked.map(({ items }) => items.length)).toEqual([10, 4]);
    expect(asked[0]).toMatchObject({ keyId: KEY, pin: PIN });
    expect(Object.keys(asked[0]!.items[1]!).sort()).toEqual(["patientId", "place", "sheetId", "version"]);
    within(dialog).getByText("Nội dung vừa thay đổi hoặc đã có người ký.");
    within(dialog).getByText("Còn người phải ký trước.");
    within(dialog).getByText("Không lấy được dấu thời gian: chỉ có giờ máy chủ.");
    await healthy();
    fireEvent.click(within(dialog).getAllByRole("button", { name: "Đóng" }).at(-1)!);
    expect((await screen.findByLabelText("4 chữ ký chờ bạn ký")).textContent).toBe("4");
  });

  it("tries again only what may pass as it is", async () => {
    const hospital = openHospital();
    visit("/signing");
    await tick(/^Chọn /, 14);
    await press("Ký (14)");
    await signWith(PIN);
    await press("Thử lại phần chưa ký (1)");
    await signWith(PIN);
    await waitFor(() => expect(hospital.asked.filter(({ path }) => path === "/signing/signatures")).toHaveLength(3));
    expect((sent(hospital, "/signing/signatures").body as { items: unknown[] }).items).toHaveLength(1);
  });

  it("tells of a wrong PIN without ending the session, and keeps no PIN", async () => {
    const hospital = openHospital();
    visit("/signing");
    await tick(/^Chọn /, 1);
    await press("Ký (1)");
    const dialog = await signWith("000000");
    await within(dialog).findByText("Mã PIN không đúng.");
    expect(within(dialog).getByLabelText<HTMLInputElement>(/^Mã PIN/).value).toBe("");
    expect(hospital.asked.filter(({ path }) => path === "/session/refresh")).toHaveLength(1);
    expect(screen.queryByLabelText("Tên đăng nhập")).toBeNull();
    expect(JSON.stringify({ ...localStorage, ...sessionStorage })).not.toContain("000000");
  });

  it("tells that the certificate is locked after wrong PINs", async () => {
    openHospital();
    visit("/signing");
    await tick(/^Chọn /, 1);
    await press("Ký (1)");
    const dialog = await signWith("999999");
    await within(dialog).findByText("Chứng thư đang bị khóa do nhập sai mã PIN.");
  });

  it("is not offered with a certificate that may not sign, and warned of with one whose authority is silent", async () => {
    openHospital();
    visit("/signing");
    await tick(/^Chọn /, 1);
    await press("Ký (1)");
    const dialog = await screen.findByRole("dialog");
    fireEvent.change(await within(dialog).findByRole("combobox"), { target: { value: uuid(9703) } });
    await within(dialog).findByText("Chứng thư đã hết hạn.");
    fireEvent.change(within(dialog).getByLabelText(/^Mã PIN/), { target: { value: PIN } });
    expect(within(dialog).getByRole<HTMLButtonElement>("button", { name: "Ký" }).disabled).toBe(true);
    fireEvent.change(within(dialog).getByRole("combobox"), { target: { value: uuid(9702) } });
    await within(dialog).findByText(/chưa biết chứng thư có bị thu hồi hay không/);
    fireEvent.change(within(dialog).getByLabelText(/^Mã PIN/), { target: { value: PIN } });
    await waitFor(() => expect(within(dialog).getByRole<HTMLButtonElement>("button", { name: "Ký" }).disabled).toBe(false));
  });

  it("asks for the seal of the facility where the seal signs, and says when there is none", async () => {
    openHospital();
    visit("/signing");
    const boxes = await screen.findAllByRole("checkbox");
    fireEvent.click(boxes.at(-1)!);
    await press("Ký (1)");
    await within(await screen.findByRole("dialog")).findByText(/Chưa có chứng thư số của cơ sở/);
  });

  it("says that nobody knows what became of it when the connection breaks", async () => {
    const hospital = openHospital();
    visit("/signing");
    await tick(/^Chọn /, 2);
    await press("Ký (2)");
    const answering = globalThis.fetch;
    globalThis.fetch = (input, init) => (String(input).endsWith("/signing/signatures") ? Promise.reject(new TypeError("broken")) : answering(input, init));
    const dialog = await signWith(PIN);
    expect(await within(dialog).findAllByText(/không rõ đã ký hay chưa/)).toHaveLength(2);
    expect(within(dialog).queryByRole("button", { name: /^Thử lại phần/ })).toBeNull();
    expect(hospital.asked.some(({ path }) => path === "/signing/signatures")).toBe(false);
  });
});

describe("a sheet", () => {
  it("shows every place in its order, and is signed where it is one's turn", async () => {
    const hospital = openHospital();
    visit(SHEET);
    const panel = await screen.findByRole("region", { name: "Chữ ký" });
    expect(within(panel).getAllByRole("rowheader").map((one) => one.firstChild?.textContent)).toEqual(["Bác sỹ làm bệnh án", "Bác sỹ điều trị", "Trưởng khoa", "Người nhận hồ sơ", "Giám đốc bệnh viện"]);
    screen.getByText("Đã ký 1/4.");
    await healthy();
    fireEvent.click(within(panel).getByRole("button", { name: "Ký: Bác sỹ điều trị" }));
    await signWith(PIN);
    await screen.findByText("Đã ký 1 mục.");
    expect(sent(hospital, "/signing/signatures").body).toMatchObject({ items: [{ patientId: FIRST.id, sheetId: uuid(9807), version: 3, place: 3 }] });
    await screen.findByText("Đã ký 2/4.");
    expect(within(panel).queryByRole("button", { name: "Ký: Bác sỹ điều trị" })).toBeNull();
  });

  it("offers nothing that cannot work to who may not sign", async () => {
    openHospital("hocvien");
    visit(SHEET);
    const panel = await screen.findByRole("region", { name: "Chữ ký" });
    expect(within(panel).queryByRole("button", { name: /^Ký|Từ chối/ })).toBeNull();
    expect(screen.queryByRole("button", { name: "Hủy ký để điều chỉnh" })).toBeNull();
  });

  it("that is signed is changed only after its signatures were taken back with a reason", async () => {
    const hospital = openHospital();
    visit(SHEET);
    await press("Hủy ký để điều chỉnh");
    expect(screen.queryByRole("button", { name: "Sửa tờ" })).toBeNull();
    fireEvent.change(await screen.findByLabelText(/Lý do/), { target: { value: "Bổ sung siêu âm tim" } });
    const dialog = screen.getByRole("dialog");
    fireEvent.click(within(dialog).getByRole("button", { name: "Hủy ký để điều chỉnh" }));
    await waitFor(() => expect(sent(hospital, "/revision").body).toEqual({ version: 3, reason: "Bổ sung siêu âm tim" }));
    await screen.findByRole("button", { name: "Ghi tiếp" });
  });

  it("has its signatures verified beside it", async () => {
    openHospital();
    visit(SHEET);
    fireEvent.click((await screen.findAllByRole("button", { name: "Kiểm tra chữ ký" }))[0]!);
    await screen.findByText("2. Phan Quốc Bảo: Hợp lệ.");
  });

  it("marks each entry as signed or not, and has the own ones signed together", async () => {
    const hospital = openHospital();
    visit(COURSE);
    await screen.findByRole("button", { name: /^Đã ký: BS. Trần Văn Kiên/ });
    screen.getByText("Chưa ký");
    await press("Ký các diễn biến của tôi (1)");
    await signWith(PIN);
    await screen.findByText("Đã ký 1 mục.");
    expect(sent(hospital, "/signing/signatures").body).toMatchObject({ items: [{ sheetId: uuid(9802), entryId: uuid(9901), place: 0 }] });
    await waitFor(() => expect(screen.queryByText("Chưa ký")).toBeNull());
  });

  it("in the list of its record says how far it is signed", async () => {
    openHospital();
    visit(`/patients/${FIRST.id}/folder`);
    await screen.findByText("Đã ký 1/4");
  });
});

describe("the words of these screens", () => {
  const holes = (text: string) => [...text.matchAll(/\{(\w+)\}/g)].map((m) => m[1]).sort();
  const sources = import.meta.glob("./*.{ts,tsx}", { query: "?raw", import: "default", eager: true }) as Record<string, string>;

  it("are there in both languages, differ, and have the same blanks", () => {
    const meant = ["inbox.none", "verify.count"];
    expect(Object.keys(words.en).sort()).toEqual(Object.keys(words.vi).sort());
    for (const [key, text] of Object.entries(words.vi)) {
      const english = words.en[key as keyof typeof words.en];
      expect(holes(english), key).toEqual(holes(text));
      if (!meant.includes(key)) expect(english, key).not.toBe(text);
    }
  });

  it("are all used", () => {
    const code = Object.entries(sources).filter(([path]) => !/words\.(vi|en)|verify\.(vi|en)|(remote|settings)\.(vi|en)|test/.test(path)).map(([, text]) => text).join("\n");
    const built = /^[a-zA-Z]+\.[A-Z]|^inbox\.none\.|^service(Kind|Field|Hint|Algorithm)\.|^certificate\.(subject|issuer|period|left|holder|act)$|^outcomeDo\.other$/;
    expect(Object.keys(words.vi).filter((key) => !built.test(key) && !code.includes(`"${key}"`))).toEqual([]);
  });
});
