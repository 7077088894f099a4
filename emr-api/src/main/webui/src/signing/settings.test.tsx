import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";
import { CARD, STRANGER } from "../../testing/fake/remote.mjs";
import { PIN, resetSigning } from "../../testing/fake/signing.mjs";
import { healthy, leaks, openHospital, sent, uuid, visit } from "../testing/hospital";

const press = async (name: string | RegExp) => fireEvent.click(await screen.findByRole("button", { name }));
const type = (label: string | RegExp, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });

beforeEach(resetSigning);

/** Looks for the keys of a number at one of the services. */
async function lookFor(userId: string, service = uuid(9760)) {
  await press("Đăng ký từ dịch vụ ký số");
  fireEvent.change(await screen.findByLabelText("Dịch vụ"), { target: { value: service } });
  type(/^Mã người dùng tại dịch vụ/, userId);
}

describe("a key at a service", () => {
  it("is chosen from what its owner has there, and registered", async () => {
    const hospital = openHospital();
    visit("/signing/keys");
    await lookFor(CARD);
    await press("Tìm chứng thư");
    expect(await screen.findAllByRole("radio")).toHaveLength(2);
    await healthy();
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "Đăng ký" }).disabled).toBe(true);
    fireEvent.click(screen.getAllByRole("radio")[1]!);
    await press("Đăng ký");
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(sent(hospital, `/services/${uuid(9760)}/keys`).body).toEqual({ userId: CARD, credentialId: "c-2" });
    expect(leaks()).toEqual([]);
    expect(hospital.asked.map(({ path, query }) => path + query).join(" ")).not.toContain(CARD);
  });

  it("wants the password of the person where the service does", async () => {
    const hospital = openHospital();
    visit("/signing/keys");
    await lookFor(CARD, uuid(9761));
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "Tìm chứng thư" }).disabled).toBe(true);
    type(/^Mật khẩu tại dịch vụ/, "mat-khau");
    await press("Tìm chứng thư");
    await screen.findAllByRole("radio");
    expect(sent(hospital, "/credentials").body).toEqual({ userId: CARD, password: "mat-khau" });
  });

  it("that nobody has there is said so", async () => {
    openHospital();
    visit("/signing/keys");
    await lookFor(STRANGER);
    await press("Tìm chứng thư");
    await screen.findByText("Dịch vụ không có chứng thư nào cho mã này.");
  });

  it("is not registered while the service does not answer, and other keys sign meanwhile", async () => {
    openHospital();
    visit("/signing/keys");
    await lookFor("001085000777");
    await press("Tìm chứng thư");
    await screen.findByText(/vẫn ký được bằng chứng thư khác/);
  });
});

describe("a key in the device", () => {
  it("gets the PIN that its owner says twice", async () => {
    const hospital = openHospital();
    visit("/signing/keys");
    await screen.findByText("chưa đặt PIN");
    await press(/^Đ(ặt|ổi) mã PIN: /);
    expect(screen.queryByLabelText("Mã PIN hiện nay")).toBeNull();
    type("Mã PIN mới", "135790");
    type("Nhập lại mã PIN mới", "135791");
    await screen.findByText("Hai lần nhập mã PIN mới không giống nhau.");
    expect(within(screen.getByRole("dialog")).getByRole<HTMLButtonElement>("button", { name: "Đặt mã PIN" }).disabled).toBe(true);
    type("Nhập lại mã PIN mới", "135790");
    await healthy();
    fireEvent.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Đặt mã PIN" }));
    await waitFor(() => expect(screen.queryByText("chưa đặt PIN")).toBeNull());
    expect(hospital.asked.find(({ method }) => method === "PUT")).toMatchObject({ path: `/signing/keys/${uuid(9706)}/pin`, body: { pin: "135790" } });
  });

  it("keeps its PIN when the one before is wrong", async () => {
    openHospital();
    visit("/signing/keys");
    await press(/^Đ(ặt|ổi) mã PIN: /);
    type("Mã PIN mới", PIN);
    type("Nhập lại mã PIN mới", PIN);
    fireEvent.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Đặt mã PIN" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    await waitFor(() => expect(screen.getByRole("button", { name: /^Đ(ặt|ổi) mã PIN: / }).textContent).toBe("Đổi mã PIN"));
    await press(/^Đ(ặt|ổi) mã PIN: /);
    type("Mã PIN hiện nay", "000000");
    type("Mã PIN mới", "135790");
    type("Nhập lại mã PIN mới", "135790");
    fireEvent.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Đổi mã PIN" }));
    await screen.findByText("Mã PIN không đúng.");
    expect(screen.getByLabelText<HTMLInputElement>("Mã PIN hiện nay").value).toBe("");
  });
});

describe("services, as who configures names them", () => {
  async function fill(address: string) {
    await press("Thêm dịch vụ");
    type(/^Tên gọi/, "SmartCA mới");
    type(/^Địa chỉ/, address);
    type(/^Mã của bệnh viện/, "sp-1");
    type(/^Mật khẩu của bệnh viện/, "bi-mat");
    fireEvent.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Thêm dịch vụ" }));
  }

  it("are listed without what opens them, added with the settings of their kind, and ended", async () => {
    const hospital = openHospital("quantri");
    visit("/signing/services");
    expect(await screen.findAllByRole("row")).toHaveLength(3);
    await healthy();
    await press("Thêm dịch vụ");
    expect(screen.queryByLabelText(/^Profile/)).toBeNull();
    fireEvent.change(screen.getByLabelText("Loại dịch vụ"), { target: { value: "viettel-mysign" } });
    screen.getByLabelText(/^Profile/);
    expect(screen.getByLabelText<HTMLInputElement>(/^Mật khẩu của bệnh viện/).type).toBe("password");
    await healthy();
    await press("Đóng");
    await fill("https://gwsca.example/sca/sp769");
    await waitFor(() => expect(screen.getAllByRole("row")).toHaveLength(4));
    expect(sent(hospital, "/signing/services").body).toEqual({ name: "SmartCA mới", settings: { kind: "vnpt-sp769", algorithm: "rsa-pkcs1", address: "https://gwsca.example/sca/sp769", client: "sp-1", password: "bi-mat" } });
    expect(document.body.textContent).not.toContain("bi-mat");
    await press("Thôi dùng: SmartCA mới");
    fireEvent.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Thôi dùng" }));
    await waitFor(() => expect(screen.getAllByRole("row")).toHaveLength(3));
  });

  it("with a setting that cannot work are not added, and the setting is marked", async () => {
    openHospital("quantri");
    visit("/signing/services");
    await screen.findAllByRole("row");
    await fill("http://gwsca.example");
    await screen.findByText("Phải là https, trừ trên chính máy này");
    expect(screen.getByLabelText(/^Địa chỉ/).getAttribute("aria-invalid")).toBe("true");
  });

  it("are changed: what opens them stays, but never follows them to another address", async () => {
    const hospital = openHospital("quantri");
    visit("/signing/services");
    const [first] = await screen.findAllByRole("button", { name: /^Sửa: / });
    fireEvent.click(first!);
    await healthy();
    const sheet = within(screen.getByRole("dialog"));
    const address = sheet.getByLabelText<HTMLInputElement>(/^Địa chỉ/).value;
    expect(sheet.getByLabelText<HTMLSelectElement>("Loại dịch vụ").disabled).toBe(true);
    expect(sheet.getByLabelText<HTMLInputElement>(/^Mật khẩu của bệnh viện/).value).toBe("");
    const save = sheet.getByRole<HTMLButtonElement>("button", { name: "Lưu thay đổi" });
    type(/^Địa chỉ/, "https://khac.example");
    expect(save.disabled).toBe(true);
    sheet.getByText(/mật khẩu đã cất không được gửi tới nơi khác/);
    type(/^Địa chỉ/, address);
    type(/^Tên gọi/, "Tên mới");
    expect(save.disabled).toBe(false);
    fireEvent.click(save);
    await screen.findByRole("button", { name: "Sửa: Tên mới" });
    const body = hospital.asked.find(({ method }) => method === "PUT")!.body as { version: number; settings: Record<string, string> };
    expect(body.version).toBe(1);
    expect(Object.keys(body.settings)).not.toContain("password");
  });

  it("that somebody else changed meanwhile are not written over", async () => {
    openHospital("quantri");
    visit("/signing/services");
    fireEvent.click((await screen.findAllByRole("button", { name: /^Sửa: / }))[0]!);
    await fetch(`/api/v1/signing/services/${uuid(9760)}`, { method: "PUT", body: JSON.stringify({ version: 1, name: "Của người kia", settings: { kind: "viettel-mysign", address: "https://ky.example" } }) });
    type(/^Tên gọi/, "Của tôi");
    fireEvent.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Lưu thay đổi" }));
    await screen.findByText(/vừa được người khác sửa/);
    await press("Đóng");
    await screen.findByRole("button", { name: "Sửa: Của người kia" });
  });

  it("have no page in the links of who only signs", async () => {
    openHospital();
    visit("/signing/keys");
    await screen.findByRole("link", { name: "CA tin cậy" });
    expect(screen.queryByRole("link", { name: "Dịch vụ ký số" })).toBeNull();
    expect(screen.queryByRole("link", { name: "Khóa trong thiết bị" })).toBeNull();
  });
});

describe("keys of the hospital's device", () => {
  it("are given to a person, who is told to set the PIN", async () => {
    const hospital = openHospital("quantri");
    visit("/signing/device");
    await press("Giao khóa: Đỗ Thị Lan");
    fireEvent.click((await screen.findAllByRole("radio", { name: /Đỗ Thị Lan/ }))[0]!);
    await healthy();
    fireEvent.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Giao khóa" }));
    await screen.findByText(/Đã giao khóa: ĐD. Đỗ Thị Lan/);
    expect(sent(hospital, "/signing/keys/device").body).toEqual({ sha256: "7a".repeat(32), accountId: uuid(2) });
  });

  it("are given to a facility as its seal", async () => {
    const hospital = openHospital("quantri");
    visit("/signing/device");
    await press("Giao khóa: Bệnh viện Đa khoa Minh Họa");
    await press("Con dấu của cơ sở");
    const choice = await screen.findByLabelText("Cơ sở");
    await waitFor(() => expect(within(choice).getAllByRole("option").length).toBeGreaterThan(1));
    const facility = within(choice).getAllByRole<HTMLOptionElement>("option")[1]!.value;
    fireEvent.change(choice, { target: { value: facility } });
    fireEvent.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Giao khóa" }));
    await screen.findByText(/Đã giao khóa: Con dấu của cơ sở/);
    expect(sent(hospital, "/signing/keys/device").body).toEqual({ sha256: "8b".repeat(32), facilityId: facility });
  });

  it("are not given twice", async () => {
    openHospital("quantri");
    visit("/signing/device");
    await press("Giao khóa: Đỗ Thị Lan");
    fireEvent.click((await screen.findAllByRole("radio", { name: /Nhân sự Minh Họa/ }))[0]!);
    fireEvent.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Giao khóa" }));
    await screen.findByText(/Khóa này đã được đăng ký/);
  });
});

describe("who signs for social insurance", () => {
  it("is added since a day, and taken off after one", async () => {
    const hospital = openHospital("quantri");
    visit("/insurance-signers");
    expect(await screen.findAllByRole("row")).toHaveLength(3);
    await healthy();
    await press("Thêm người ký");
    fireEvent.click((await screen.findAllByRole("radio", { name: /Đỗ Thị Lan/ }))[0]!);
    type("Từ ngày", "01/12/2026");
    fireEvent.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Thêm người ký" }));
    await waitFor(() => expect(screen.getAllByRole("row")).toHaveLength(4));
    expect(sent(hospital, "/insurance-signers").body).toEqual({ accountId: uuid(2), since: "2026-12-01" });
    await press("Thôi đăng ký: BS. Phan Quốc Bảo");
    type("Đến hết ngày", "30/06/2026");
    await screen.findByText("Ngày cuối không được trước ngày bắt đầu.");
    type("Đến hết ngày", "31/12/2026");
    fireEvent.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Thôi đăng ký" }));
    await screen.findByText("31/12/2026");
    expect(sent(hospital, "/end").body).toEqual({ until: "2026-12-31" });
  });

  it("does not stand on the list twice", async () => {
    openHospital("quantri");
    visit("/insurance-signers");
    await press("Thêm người ký");
    fireEvent.click((await screen.findAllByRole("radio", { name: /Phan Quốc Bảo/ }))[0]!);
    fireEvent.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Thêm người ký" }));
    await screen.findByText("Người này đã có trong danh sách.");
  });

  it("is seen, and not changed, by who signs for the facility", async () => {
    openHospital("lanhdao");
    visit("/insurance-signers");
    await screen.findByText("BS. Trần Văn Kiên");
    expect(screen.queryByRole("button", { name: /^Thêm người ký|^Thôi đăng ký/ })).toBeNull();
  });
});
