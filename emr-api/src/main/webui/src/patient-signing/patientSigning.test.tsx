import { act, fireEvent, screen, waitFor, within } from "@testing-library/react";
import { beforeEach, describe, expect, it } from "vitest";
import { CONSENT, FAMILY, resetPatientSigning, SIGNED, signedElsewhere, TOKEN } from "../../testing/fake/patientSigning.mjs";
import { phone } from "../../testing/fake/remote.mjs";
import { PIN, resetSigning } from "../../testing/fake/signing.mjs";
import { WOKEN } from "../load";
import { FIRST, healthy, leaks, openHospital, sent, uuid, visit } from "../testing/hospital";

beforeEach(() => {
  resetPatientSigning();
  resetSigning();
});

const LINK = `/patient-signing/${TOKEN}`;
const SHEET = `/patients/${FIRST.id}/sheets/${CONSENT}`;
const click = async (name: string | RegExp) => fireEvent.click(await screen.findByRole("button", { name }));
const check = (name: string | RegExp) => fireEvent.click(screen.getByLabelText(name));
const sign = () => screen.getByRole<HTMLButtonElement>("button", { name: "Ký" });

/** All pages are on the screen, and read. */
async function read() {
  const pages = await screen.findAllByRole("img", { name: /^Trang \d trên 2$/ });
  const done = screen.getByLabelText<HTMLInputElement>(/^Tôi đã đọc/);
  expect(done.disabled).toBe(true);
  fireEvent.load(pages.at(-1)!);
  await waitFor(() => expect(done.disabled).toBe(false));
  fireEvent.click(done);
}

function draw() {
  const field = screen.getByRole("img", { name: "Ô vẽ chữ ký" });
  // jsdom gives pointer events no place.
  const pen = (type: string, x: number, y: number) => fireEvent(field, new MouseEvent(type, { bubbles: true, clientX: x, clientY: y }));
  pen("pointerdown", 20, 90);
  for (let x = 30; x <= 400; x += 10) pen("pointermove", x, 90 + (x % 40));
  pen("pointerup", 400, 90);
}

describe("the page of who holds a link", () => {
  it("shows the document first, and nothing is signed before it was read to its end", async () => {
    const hospital = openHospital("");
    visit(LINK);
    await screen.findByRole("heading", { name: /^GIẤY CAM KẾT/ });
    expect(screen.getByRole("link", { name: "Mở văn bản dạng PDF" }).getAttribute("href")).toBe(`/api/v1/patient-signings/${TOKEN}/document.pdf`);
    check("Tôi là người bệnh");
    draw();
    expect(sign().disabled).toBe(true);
    expect(screen.getByText("Còn thiếu: đọc hết văn bản.")).toBeTruthy();
    await read();
    await healthy();
    fireEvent.click(sign());
    await screen.findByText("Cảm ơn Ông/Bà. Đã nhận chữ ký.");
    const body = sent(hospital, TOKEN).body as Record<string, unknown>;
    expect(body).toMatchObject({ signer: "PATIENT", method: "DRAWN", seen: true, sha256: "5d".repeat(32) });
    expect(body).not.toHaveProperty("name");
    expect(document.title).toBe("Ký văn bản – EMR");
    expect(leaks()).toEqual([]);
  });

  it("takes somebody who signs for the patient, with who they are and why, by six digits", async () => {
    const hospital = openHospital("");
    visit(LINK);
    await read();
    check("Tôi ký thay người bệnh");
    check(/^Nhập mã 6 số/);
    fireEvent.change(screen.getByLabelText("Mã 6 số"), { target: { value: "11 11-11" } });
    fireEvent.change(screen.getByLabelText("Họ và tên của người ký"), { target: { value: "Nguyễn Văn Con" } });
    fireEvent.change(screen.getByLabelText("Quan hệ với người bệnh"), { target: { value: "OTHER" } });
    fireEvent.change(screen.getByLabelText("Ghi rõ quan hệ"), { target: { value: "cháu" } });
    expect(sign().disabled).toBe(true);
    fireEvent.change(screen.getByLabelText("Vì sao người bệnh không tự ký"), { target: { value: "Người bệnh hôn mê" } });
    fireEvent.click(sign());
    expect((await screen.findByRole("alert")).textContent).toContain("Mã không đúng");
    fireEvent.change(screen.getByLabelText("Mã 6 số"), { target: { value: "482915" } });
    await healthy();
    fireEvent.click(sign());
    await screen.findByText("Cảm ơn Ông/Bà. Đã nhận chữ ký.");
    expect(sent(hospital, TOKEN).body).toEqual({ signer: "REPRESENTATIVE", name: "Nguyễn Văn Con", relation: "OTHER", relationWords: "cháu", because: "Người bệnh hôn mê", method: "CODE", code: "482915", seen: true, sha256: "5d".repeat(32) });
  });

  it("asks a relative without a reason where the family signs, and takes the word of a pad only", async () => {
    const hospital = openHospital("");
    visit(`/patient-signing/${FAMILY}`);
    await read();
    expect(screen.queryByLabelText("Tôi là người bệnh")).toBeNull();
    fireEvent.change(screen.getByLabelText("Họ và tên của người ký"), { target: { value: "Nguyễn Thị Vợ" } });
    fireEvent.change(screen.getByLabelText("Quan hệ với người bệnh"), { target: { value: "WIFE" } });
    // The form takes no code here, and its first way stands chosen.
    expect(screen.queryByLabelText(/^Nhập mã 6 số/)).toBeNull();
    expect(screen.getByLabelText<HTMLInputElement>(/^Điểm chỉ/).checked).toBe(true);
    fireEvent.change(screen.getByLabelText("Tên thiết bị"), { target: { value: "Pad 3" } });
    fireEvent.change(screen.getByLabelText("Số máy"), { target: { value: "SN-9" } });
    expect(sign().disabled).toBe(true);
    check(/^Thiết bị báo đúng/);
    fireEvent.click(sign());
    await screen.findByText(/Cảm ơn|Đã nhận|Ký trước/);
    await waitFor(() => expect((sent(hospital, FAMILY).body as { match: unknown }).match).toEqual({ result: "MATCH", device: "Pad 3", serial: "SN-9" }));
  });

  it("lets somebody refuse with a reason, which the staff reads", async () => {
    const hospital = openHospital("");
    visit(LINK);
    await click("Tôi không ký");
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "Gửi: không ký" }).disabled).toBe(true);
    fireEvent.change(screen.getByLabelText("Vì sao không ký?"), { target: { value: "Tôi muốn hỏi gia đình" } });
    await click("Gửi: không ký");
    await screen.findByText("Đã ghi: không ký.");
    hospital.cookie = "bacsi";
    visit(SHEET);
    await click("Người bệnh ký");
    await within(await screen.findByRole("dialog")).findByText(/Lý do không ký: Tôi muốn hỏi gia đình/);
  });

  it("says the same of every link that leads nowhere, and thanks who has signed", async () => {
    openHospital("");
    visit("/patient-signing/nowhere");
    expect((await screen.findByRole("alert")).textContent).toContain("Liên kết này không còn dùng được.");
    await healthy();
    visit(`/patient-signing/${SIGNED}`);
    await screen.findByText("Cảm ơn Ông/Bà. Đã nhận chữ ký.");
  });

  it("shows nothing of who is signed in on the tablet", async () => {
    openHospital();
    visit(LINK);
    await screen.findByRole("heading", { name: /^GIẤY CAM KẾT/ });
    expect(screen.queryByRole("navigation")).toBeNull();
    expect(screen.queryByRole("link", { name: "Đăng nhập" })).toBeNull();
  });
});

describe("the staff", () => {
  it("asks a patient, shows link and digits once, and may take it back", async () => {
    const hospital = openHospital();
    visit(SHEET);
    await click("Người bệnh ký");
    await click("Mời ký");
    await screen.findByRole("img", { name: "Mã QR của trang ký" });
    expect(screen.getByText("482 915")).toBeTruthy();
    expect(screen.getByRole("link", { name: "Mở trang ký ở cửa sổ này" }).getAttribute("href")).toBe(LINK);
    expect(sent(hospital, "/patient-signings").body).toEqual({ version: 2, place: 0 });
    await healthy();
    await click("Hủy lời mời");
    await screen.findByText(/Đã hủy lời mời/);
    expect(screen.queryByText("482 915")).toBeNull();
    expect(leaks()).toEqual([]);
  });

  it("seals what was said with the own key, and the sheet never says that the patient holds one", async () => {
    const hospital = openHospital();
    signedElsewhere({ signer: "REPRESENTATIVE", name: "Nguyễn Văn Con", relation: "CHILD", because: "Run tay", method: "DRAWN" });
    visit(SHEET);
    await click("Người bệnh ký");
    const dialog = await screen.findByRole("dialog");
    expect((await within(dialog).findByText("Nguyễn Văn Con (con của người bệnh)")).textContent).toBeTruthy();
    expect(within(dialog).getByRole("img", { name: "Chữ ký vẽ tay của người ký" }).getAttribute("src")).toMatch(/\/drawing\.png$/);
    const keys = await within(dialog).findByLabelText("Chứng thư số");
    fireEvent.change(keys, { target: { value: within(keys).getAllByRole<HTMLOptionElement>("option")[1]!.value } });
    await within(dialog).findByText(/^Chứng thư còn hiệu lực/);
    const pin = within(dialog).getByLabelText(/^Mã PIN của chứng thư/);
    const confirm = within(dialog).getByRole<HTMLButtonElement>("button", { name: "Xác nhận" });
    fireEvent.change(pin, { target: { value: "000000" } });
    await waitFor(() => expect(confirm.disabled).toBe(false));
    fireEvent.click(confirm);
    await within(dialog).findByText("Mã PIN không đúng.");
    fireEvent.change(within(dialog).getByLabelText(/^Mã PIN của chứng thư/), { target: { value: PIN } });
    await waitFor(() => expect(confirm.disabled).toBe(false));
    await healthy();
    fireEvent.click(confirm);
    await screen.findByText("Xác nhận của người bệnh, do BS. Phan Quốc Bảo chứng kiến và ký số");
    expect(sent(hospital, "/confirmation").body).toMatchObject({ pin: PIN });
    expect(screen.queryByRole("button", { name: "Người bệnh ký" })).toBeNull();
  });

  /** Opens the place of a patient who signed, and asks a service to seal what they said. */
  async function askService() {
    signedElsewhere({ signer: "PATIENT", method: "DRAWN" });
    visit(SHEET);
    await click("Người bệnh ký");
    const dialog = await screen.findByRole("dialog");
    fireEvent.change(await within(dialog).findByLabelText("Chứng thư số"), { target: { value: uuid(9705) } });
    await within(dialog).findByText(/^Chứng thư còn hiệu lực/);
    fireEvent.click(within(dialog).getByRole("button", { name: "Gửi yêu cầu xác nhận" }));
    return dialog;
  }
  const look = () => act(() => void window.dispatchEvent(new Event(WOKEN)));

  it("seals with a key at a service: its owner agrees on the phone, also when the page was left meanwhile", async () => {
    const hospital = openHospital();
    phone("IS_AWAY");
    const dialog = await askService();
    await within(dialog).findByText("Mở ứng dụng Viettel MySign trên điện thoại và đồng ý.");
    expect(sent(hospital, "/job").body).toEqual({ keyId: uuid(9705) });
    await healthy();
    fireEvent.click(within(dialog).getByRole("button", { name: /^Đóng/ }));
    await click("Người bệnh ký");
    const again = await screen.findByRole("dialog");
    await within(again).findByText("Mở ứng dụng Viettel MySign trên điện thoại và đồng ý.");
    phone("AGREES");
    await look();
    await screen.findByText("Xác nhận của người bệnh, do BS. Phan Quốc Bảo chứng kiến và ký số");
  });

  it("tells that the phone said no, and seals what was said anew", async () => {
    openHospital();
    phone("SAYS_NO");
    const dialog = await askService();
    await look();
    fireEvent.click(await within(dialog).findByRole("button", { name: /^Thử lại/ }));
    expect(await within(dialog).findByRole("button", { name: "Gửi yêu cầu xác nhận" })).toBeTruthy();
    expect(within(dialog).getByRole("img", { name: "Chữ ký vẽ tay của người ký" })).toBeTruthy();
  });

  it("without the right has no button", async () => {
    openHospital("hocvien");
    visit(SHEET);
    await screen.findByRole("region", { name: "Chữ ký" });
    expect(screen.queryByRole("button", { name: "Người bệnh ký" })).toBeNull();
  });
});
