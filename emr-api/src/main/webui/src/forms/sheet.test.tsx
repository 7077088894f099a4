import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { elsewhere, resetSheets } from "../../testing/fake/sheets.mjs";
import { banner, healthy, openHospital, uuid, visit } from "../testing/hospital";
import { RECORD, DONE, pass, drafts, answersOf, field, write, press, edit, network, REASON } from "../testing/desk";

beforeEach(() => {
  resetSheets();
  vi.useFakeTimers({ shouldAdvanceTime: true });
});
afterEach(() => vi.useRealTimers());

describe("a sheet", () => {
  it("is read first, under the patient's banner, with its versions", async () => {
    openHospital();
    visit(RECORD);
    await banner();
    expect(await screen.findByText("Mẫu chưa xác nhận.")).toBeTruthy();
    expect(screen.queryByRole("textbox", { name: REASON })).toBeNull();
    fireEvent.click(screen.getByText("Các phiên bản (2)"));
    await press("Xem phiên bản 1");
    await screen.findByText(/Đang xem phiên bản 1/);
    expect(screen.getByText("Khó thở")).toBeTruthy();
    await press("Về bản hiện tại");
    await screen.findByText("Khó thở khi nằm, phù hai chân");
    await healthy();
  });

  it("gives nobody a button that cannot work", async () => {
    openHospital("hoso");
    visit(RECORD);
    await screen.findByText("Khó thở khi nằm, phù hai chân");
    for (const name of ["Ghi tiếp", "Hoàn thành", "Hủy tờ", "In tờ"]) expect(screen.queryByText(name)).toBeNull();
  });

  it("is printed as it is kept, and what is typed is seen before that", async () => {
    const made = vi.spyOn(URL, "createObjectURL").mockReturnValue("blob:x");
    const hospital = await edit(RECORD);
    await write(REASON, "Đau ngực");
    await press("Xem trước bản in");
    await waitFor(() => expect(made).toHaveBeenCalled());
    const asked = hospital.asked.find((one) => one.path.endsWith(".pdf"))!;
    expect(answersOf(asked)["ly-do"]).toEqual([{ text: "Đau ngực" }]);
    await press("Thôi sửa");
    expect((await screen.findByRole("link", { name: "In tờ" })).getAttribute("href")).toBe(`/api/v1${RECORD}.pdf`);
    made.mockRestore();
  });

  it("shows what was written, not the draft, to who stopped writing, and the draft to who writes on", async () => {
    await edit(RECORD);
    await write(REASON, "Chưa ghi vào tờ");
    await pass(2000);
    await press("Thôi sửa");
    expect(await screen.findByText(/Bản nháp của bạn đã giữ trên máy chủ/)).toBeTruthy();
    expect(screen.getByText("Khó thở khi nằm, phù hai chân")).toBeTruthy();
    expect(screen.queryByDisplayValue("Chưa ghi vào tờ")).toBeNull();
    expect(screen.queryByText("Chưa ghi vào tờ")).toBeNull();
    await press("Ghi tiếp");
    expect((await field(REASON)).value).toBe("Chưa ghi vào tờ");
    expect(screen.queryByText(/Bản nháp của bạn đã giữ trên máy chủ/)).toBeNull();
  });

  it("saves a draft a moment after the last key, as one change", async () => {
    const hospital = await edit(RECORD);
    await write(REASON, "Đau");
    await write(REASON, "Đau ngực");
    expect(screen.getByText("Đang lưu…")).toBeTruthy();
    expect(drafts(hospital)).toEqual([]);
    await pass(1300);
    expect(drafts(hospital)).toHaveLength(1);
    expect(answersOf(drafts(hospital)[0])["ly-do"]).toEqual([{ text: "Đau ngực" }]);
    expect(screen.getByText(/^Đã lưu nháp lúc \d\d:\d\d$/)).toBeTruthy();
    await healthy();
  });

  it("saves whoever types without a pause too", async () => {
    const hospital = await edit(RECORD);
    for (let i = 0; i < 16; i += 1) {
      await write(REASON, `Đau ngực ${i}`);
      await pass(500);
    }
    expect(drafts(hospital).length).toBeGreaterThan(0);
  });

  it("keeps what is typed while the network is away, and saves it when it is back", async () => {
    const hospital = await edit(RECORD);
    const net = network();
    net.down = true;
    await write(REASON, "Đau ngực trái");
    await pass(1300);
    expect(screen.getByText(/^Mất kết nối/)).toBeTruthy();
    await write(REASON, "Đau ngực trái, vã mồ hôi");
    await pass(60_000);
    expect((await field(REASON)).value).toBe("Đau ngực trái, vã mồ hôi");
    expect(drafts(hospital)).toEqual([]);
    net.down = false;
    await pass(31_000);
    expect(answersOf(drafts(hospital).at(-1))["ly-do"]).toEqual([{ text: "Đau ngực trái, vã mồ hôi" }]);
    expect(screen.getByText(/^Đã lưu nháp/)).toBeTruthy();
  });

  it("tries again while the server starts anew, and at once when the browser is online", async () => {
    const hospital = await edit(RECORD);
    const net = network();
    net.down = 503;
    await write(REASON, "Ngất");
    await pass(5000);
    expect(screen.getByText(/^Mất kết nối/)).toBeTruthy();
    net.down = false;
    window.dispatchEvent(new Event("online"));
    await pass(50);
    expect(answersOf(drafts(hospital).at(-1))["ly-do"]).toEqual([{ text: "Ngất" }]);
  });

  it("outlives a session that ends: the page waits behind the sign-in and goes on", async () => {
    const hospital = await edit(RECORD);
    hospital.cookie = "";
    await write(REASON, "Khó thở đột ngột");
    await pass(1300);
    await screen.findByText(/Phiên làm việc đã hết/);
    expect(document.body.innerHTML).not.toContain("Khó thở đột ngột");
    const before = hospital.asked.length;
    await pass(120_000);
    expect(hospital.asked.slice(before).filter((one) => one.path.includes("/sheets/"))).toEqual([]);
    fireEvent.change(screen.getByLabelText("Tên đăng nhập"), { target: { value: "bacsi" } });
    fireEvent.change(screen.getByLabelText("Mật khẩu"), { target: { value: "minh-hoa" } });
    fireEvent.click(screen.getAllByRole("button", { name: "Đăng nhập" })[0]!);
    expect((await field(REASON)).value).toBe("Khó thở đột ngột");
    await pass(2000);
    expect(answersOf(drafts(hospital).at(-1))["ly-do"]).toEqual([{ text: "Khó thở đột ngột" }]);
    expect(screen.getByText(/^Đã lưu nháp/)).toBeTruthy();
  });

  it("outlives a locked screen with what was typed last", async () => {
    const hospital = await edit(RECORD);
    await write(REASON, "Hồi hộp");
    await pass(16 * 60_000);
    screen.getByText(/Màn hình đã khóa/);
    expect(answersOf(drafts(hospital).at(-1))["ly-do"]).toEqual([{ text: "Hồi hộp" }]);
    fireEvent.change(screen.getByLabelText("Tên đăng nhập"), { target: { value: "bacsi" } });
    fireEvent.change(screen.getByLabelText("Mật khẩu"), { target: { value: "minh-hoa" } });
    fireEvent.click(screen.getAllByRole("button", { name: "Đăng nhập" })[0]!);
    expect((await field(REASON)).value).toBe("Hồi hộp");
  });

  it("that somebody changed meanwhile shows both sides and writes over nothing", async () => {
    const hospital = await edit(RECORD);
    elsewhere(uuid(9801), { "ly-do": [{ text: "Phù hai chân" }], "di-nguyen": [{ text: "Tôm" }] });
    await write(REASON, "Đau ngực");
    await write("Chiều cao", "155");
    await pass(1300);
    const choice = await screen.findByRole("region", { name: "Tờ này đã được sửa ở nơi khác" });
    const side = (name: string) => within(within(choice).getByRole("group", { name })).getAllByRole<HTMLInputElement>("radio").map((one) => one.checked);
    // One of both changed these: proposed. Both changed the reason: not.
    expect(side("Chiều cao")).toEqual([true, false]);
    expect(side("Dị nguyên")).toEqual([false, true]);
    expect(side("Lý do vào viện")).toEqual([false, false]);
    const take = within(choice).getByRole<HTMLButtonElement>("button", { name: "Dùng các bản đã chọn" });
    expect(take.disabled).toBe(true);
    await healthy();
    await pass(60_000);
    expect(drafts(hospital)).toHaveLength(1);
    fireEvent.click(within(choice).getByRole("radio", { name: /Bạn đang gõ.*Đau ngực/ }));
    fireEvent.click(take);
    await pass(1300);
    expect(drafts(hospital).at(-1)!.body).toMatchObject({ version: 3, answers: { "ly-do": [{ text: "Đau ngực" }], "di-nguyen": [{ text: "Tôm" }], "chieu-cao": [{ number: 155 }] } });
  });

  it("is completed with what was typed last, and then is read", async () => {
    const hospital = await edit(RECORD);
    await write(REASON, "Đau ngực");
    await press("Hoàn thành");
    await screen.findByRole("button", { name: "Sửa tờ" });
    const put = hospital.asked.find((one) => one.method === "PUT" && one.path.endsWith(uuid(9801)))!;
    expect(put.body).toMatchObject({ version: 2, complete: true, answers: { "ly-do": [{ text: "Đau ngực" }] } });
    expect(drafts(hospital)).toHaveLength(1);
    expect(screen.queryByRole("textbox", { name: REASON })).toBeNull();
    expect(hospital.asked.some((one) => one.method === "DELETE" && one.path.endsWith("/editor"))).toBe(true);
  });

  it("is not saved with what cannot be read, or changed without a reason", async () => {
    const hospital = await edit(RECORD);
    await write("Chiều cao", "cao");
    await press("Lưu");
    await screen.findByText(/Có chỗ ghi chưa đọc được/);
    await press("Tới chỗ đó");
    expect(document.activeElement).toBe(await field("Chiều cao"));
    await write("Chiều cao", "150");
    await write("Nhiệt độ", "38");
    await press("Lưu");
    await screen.findByText(/chưa ghi lý do/);
    expect(hospital.asked.some((one) => one.method === "PUT" && one.path.endsWith(uuid(9801)))).toBe(false);
    await write(/Lý do sửa khác.*: Nhiệt độ/, "Đo lại");
    await press("Lưu");
    await waitFor(() => expect(hospital.asked.some((one) => one.method === "PUT" && one.path.endsWith(uuid(9801)))).toBe(true));
  });

  it("that is complete is changed by a new version with a reason", async () => {
    const hospital = await edit(DONE);
    await write("Mạch, dòng 1", "98");
    await press("Lưu");
    const layer = await screen.findByRole("dialog", { name: "Ghi phiên bản mới" });
    expect(within(layer).getByRole<HTMLButtonElement>("button", { name: "Lưu" }).disabled).toBe(true);
    fireEvent.change(within(layer).getByLabelText("Lý do"), { target: { value: "Ghi nhầm mạch" } });
    fireEvent.click(within(layer).getByRole("button", { name: "Lưu" }));
    await screen.findByRole("button", { name: "Sửa tờ" });
    expect(hospital.asked.find((one) => one.method === "PUT" && one.path.endsWith(uuid(9803)))!.body).toMatchObject({ version: 2, reason: "Ghi nhầm mạch" });
  });

  it("is cancelled and restored with a reason", async () => {
    const hospital = openHospital();
    visit(RECORD);
    await press("Hủy tờ");
    const layer = await screen.findByRole("dialog", { name: "Hủy tờ" });
    fireEvent.change(within(layer).getByLabelText("Lý do"), { target: { value: "Nhầm người bệnh" } });
    fireEvent.click(within(layer).getByRole("button", { name: "Hủy tờ này" }));
    await press("Khôi phục tờ");
    const back = await screen.findByRole("dialog", { name: "Khôi phục tờ" });
    fireEvent.change(within(back).getByLabelText("Lý do"), { target: { value: "Hủy nhầm" } });
    fireEvent.click(within(back).getByRole("button", { name: "Khôi phục tờ này" }));
    await screen.findByRole("button", { name: "Ghi tiếp" });
    expect(hospital.asked.filter((one) => /cancel|restore/.test(one.path)).map((one) => one.body)).toEqual([{ version: 2, reason: "Nhầm người bệnh" }, { version: 3, reason: "Hủy nhầm" }]);
  });

  it("takes newer values of the record only where they are chosen", async () => {
    await edit(RECORD);
    await press("Làm mới");
    await screen.findByText("đang ghi: 96 lần/ph → mới: 78 lần/ph");
    await press("Lấy 1 mục");
    expect((await field("Mạch")).value).toBe("78");
  });
});

describe("the catalogue of forms", () => {
  it("shows what is there, confirmed or not, and what is missing", async () => {
    openHospital();
    visit("/forms");
    const papers = await screen.findByRole("region", { name: "Giấy, phiếu trong bệnh án" });
    expect(within(papers).getByRole("row", { name: /13\/BV2.*Chưa có/ })).toBeTruthy();
    fireEvent.change(screen.getByLabelText("Tìm mẫu"), { target: { value: "benh an noi" } });
    expect(screen.getAllByRole("row").filter((row) => row.textContent!.includes("BV"))).toHaveLength(1);
    await healthy();
  });
});
