import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { resetFilters } from "../../testing/fake/folder.mjs";
import { dayKey } from "../format/time";
import { healthy, openHospital, PEOPLE, uuid, visit } from "../testing/hospital";

const ONE = PEOPLE[0]!.id;
const TWO = PEOPLE[1]!.id;

describe("the folder of a chart", () => {
  it("tells what is missing with what to do about it, what stands in the way first, and who did what", async () => {
    openHospital("bacsi");
    visit(`/patients/${ONE}/folder`);
    const findings = await screen.findAllByText("Phải có");
    expect(findings).toHaveLength(6);
    expect(screen.getByText("6 mục phải có trước khi đóng hồ sơ")).toBeTruthy();
    expect(screen.getByText("Kết thúc lượt điều trị ở HIS để HIS gửi tin ra viện.")).toBeTruthy();
    expect(screen.getByText("Theo tin nhận được")).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Đóng hồ sơ" })).toBeNull();
  });

  it("leads from what is missing to the sheet, or to the forms by which it is made, and does not name a hidden one", async () => {
    openHospital("bacsi");
    visit(`/patients/${ONE}/folder`);
    const there = await screen.findByRole("link", { name: /Tóm tắt bệnh án; 23/ });
    expect(there.getAttribute("href")).toBe(`/patients/${ONE}/sheets/${uuid(9801)}`);
    expect(screen.getByRole("link", { name: "Lập 10/BV1" }).getAttribute("href")).toBe(`/patients/${ONE}/record-folders/${uuid(7701)}/sheets/new/10-BV1`);
    expect(screen.getByText(/Tờ chưa hoàn tất – ở tờ mà bạn không được xem/)).toBeTruthy();
  });

  it("tells who completes it what will keep it from being closed, without what is said now", async () => {
    openHospital("bacsi");
    visit(`/patients/${ONE}/folder`);
    fireEvent.click(await screen.findByRole("button", { name: "Hoàn thành" }));
    const sheet = within(screen.getByRole("dialog"));
    expect(sheet.getByText(/thì chưa đóng được/)).toBeTruthy();
    expect(sheet.getByText("Chưa có bệnh án")).toBeTruthy();
    expect(sheet.queryByText("Chưa ghi loại ra viện")).toBeNull();
  });

  it("is completed by a doctor with how the treatment ended, naming the version that was seen", async () => {
    const hospital = openHospital("bacsi");
    visit(`/patients/${ONE}/folder`);
    fireEvent.click(await screen.findByRole("button", { name: "Hoàn thành" }));
    const sheet = within(screen.getByRole("dialog"));
    fireEvent.change(sheet.getByLabelText("Loại ra viện"), { target: { value: "1" } });
    fireEvent.change(sheet.getByLabelText("Kết quả điều trị"), { target: { value: "2" } });
    fireEvent.click(sheet.getByRole("button", { name: "Hoàn thành" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    const asked = hospital.asked.find((one) => one.path.endsWith("/complete"));
    expect(asked?.body).toEqual({ version: 1, dischargeKind: "1", outcome: "2" });
    expect(screen.getAllByText("Đã hoàn thành").length).toBeGreaterThan(0);
  });

  it("goes back only with a reason", async () => {
    const hospital = openHospital("luutru");
    visit(`/patients/${ONE}/folder/${uuid(7702)}`);
    fireEvent.click(await screen.findByRole("button", { name: "Mở lại" }));
    const sheet = within(screen.getByRole("dialog"));
    expect(sheet.getByRole<HTMLButtonElement>("button", { name: "Mở lại" }).disabled).toBe(true);
    fireEvent.change(sheet.getByLabelText(/^Lý do/), { target: { value: "Thiếu phiếu gây mê" } });
    fireEvent.click(sheet.getByRole("button", { name: "Mở lại" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(hospital.asked.find((one) => one.path.endsWith("/reopen"))?.body).toEqual({ version: 5, reason: "Thiếu phiếu gây mê" });
  });

  it("says in words why it cannot be closed", async () => {
    openHospital("luutru");
    visit(`/patients/${TWO}/folder`);
    fireEvent.click(await screen.findByRole("button", { name: "Đóng hồ sơ" }));
    fireEvent.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Đóng hồ sơ" }));
    const alert = await within(screen.getByRole("dialog")).findByRole("alert");
    expect(alert.textContent).toContain("Chưa có bệnh chính");
    expect(alert.textContent).toContain("Chưa cấp giấy bắt buộc – Giấy ra viện");
  });

  it("tells what came after it was closed and why it must not be destroyed", async () => {
    openHospital("luutru");
    visit(`/patients/${ONE}/folder/${uuid(7702)}`);
    expect(await screen.findByText("Đến sau khi đóng hồ sơ")).toBeTruthy();
    expect(screen.getByText("Cấy máu")).toBeTruthy();
    expect(screen.getByText(/^Không được tiêu hủy: Công văn/)).toBeTruthy();
  });
});

describe("the list of folders", () => {
  it("counts by state, up to what is counted, and asks for what was chosen", async () => {
    const hospital = openHospital("luutru");
    visit("/folders");
    expect(await screen.findByRole("button", { name: "Đã lưu trữ hơn 499" })).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: /^Quá hạn/ }));
    fireEvent.change(screen.getByLabelText("Mã bệnh"), { target: { value: "I1" } });
    await waitFor(() => expect(hospital.asked.filter((one) => one.path === "/record-folders/search").at(-1)?.body).toEqual({ overdue: true, diagnosis: "I1" }));
  });

  it("keeps what is asked under a name, asks it again on one press, and lets it go", async () => {
    resetFilters();
    const hospital = openHospital("luutru");
    const last = (method: string) => hospital.asked.filter((one) => one.path.startsWith("/record-folders/filters") && one.method === method).at(-1)?.body;
    visit("/folders");
    await screen.findByRole("button", { name: "Đã lưu trữ hơn 499" });
    expect(screen.queryByRole("group", { name: "Bộ lọc đã lưu" })).toBeNull();
    fireEvent.click(screen.getByRole("button", { name: /^Quá hạn/ }));
    fireEvent.change(screen.getByLabelText("Vào viện"), { target: { value: "7" } });
    expect(screen.queryByLabelText("Đến hết ngày")).toBeNull();
    fireEvent.change(screen.getByLabelText("Số vào viện hoặc số lưu trữ"), { target: { value: "26.000412" } });
    expect(screen.queryByRole("button", { name: "Lưu bộ lọc…" })).toBeNull();
    fireEvent.change(screen.getByLabelText("Số vào viện hoặc số lưu trữ"), { target: { value: "" } });
    fireEvent.click(screen.getByRole("button", { name: "Lưu bộ lọc…" }));
    const sheet = within(screen.getByRole("dialog"));
    fireEvent.change(sheet.getByLabelText("Tên bộ lọc"), { target: { value: "Quá hạn tuần này" } });
    fireEvent.click(sheet.getByRole("button", { name: "Lưu" }));
    const chosen = await screen.findByRole("button", { name: "Quá hạn tuần này" });
    expect(last("PUT")).toEqual({ name: "Quá hạn tuần này", asked: { overdue: true, days: 7 } });
    expect(chosen.getAttribute("aria-pressed")).toBe("true");
    await healthy();
    fireEvent.click(screen.getByRole("button", { name: /^Tất cả/ }));
    fireEvent.change(screen.getByLabelText("Vào viện"), { target: { value: "" } });
    expect(chosen.getAttribute("aria-pressed")).toBe("false");
    fireEvent.click(chosen);
    await waitFor(() => expect(hospital.asked.filter((one) => one.path === "/record-folders/search").at(-1)?.body).toEqual({ overdue: true, from: dayKey(Date.now() - 6 * 86_400_000) }));
    fireEvent.click(screen.getByRole("button", { name: "Bỏ bộ lọc “Quá hạn tuần này”" }));
    await waitFor(() => expect(screen.queryByRole("button", { name: "Quá hạn tuần này" })).toBeNull());
    expect(last("POST")).toEqual({ name: "Quá hạn tuần này" });
  });

  it("is not in the menu of who takes no folder on", async () => {
    openHospital("hocvien");
    visit("/");
    await screen.findByRole("navigation", { name: "Trang" });
    expect(screen.queryByRole("link", { name: "Hồ sơ bệnh án" })).toBeNull();
  });
});

describe("the rules of facilities", () => {
  it("tell what counts today and every version, and are decided anew from a day on", async () => {
    const hospital = openHospital("quantri");
    visit("/rules");
    expect(await screen.findByText("đang áp dụng")).toBeTruthy();
    expect(screen.getByText("Chưa ai quy định; dùng mặc định.")).toBeTruthy();
    fireEvent.click(screen.getByRole("button", { name: "Bệnh viện Đa khoa Minh Họa" }));
    const sheet = within(screen.getByRole("dialog"));
    fireEvent.change(sheet.getByLabelText(/^Hoàn thành trong/), { target: { value: "36" } });
    fireEvent.change(sheet.getByLabelText("Có hiệu lực từ ngày"), { target: { value: "01/02/2099" } });
    fireEvent.change(sheet.getByLabelText("Căn cứ, lý do"), { target: { value: "Quyết định 46/QĐ-BV" } });
    fireEvent.click(sheet.getByRole("button", { name: "Lưu quy định" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(hospital.asked.find((one) => one.method === "PUT")?.body).toEqual({ version: 2, validFrom: "2099-02-01", completeHours: 36, closeHours: 72, archivePrefix: "BVMH-", archiveByYear: true, archiveDigits: 6, reason: "Quyết định 46/QĐ-BV" });
  });
});

describe("the volume of a closed folder", () => {
  it("tells who has it, is overdue, and is taken back with what is wrong with it", async () => {
    const hospital = openHospital("luutru");
    visit(`/patients/${ONE}/folder/${uuid(7702)}`);
    expect(await screen.findByText("BS. Lê Văn Mượn, Khoa Nội tim mạch")).toBeTruthy();
    expect(screen.getByText(/^quá hạn trả/)).toBeTruthy();
    expect(screen.queryByRole("button", { name: "Cho mượn" })).toBeNull();
    fireEvent.click(screen.getByRole("button", { name: "Nhận trả" }));
    const sheet = within(screen.getByRole("dialog"));
    fireEvent.change(sheet.getByLabelText(/^Tình trạng khi trả/), { target: { value: "Thiếu phim" } });
    fireEvent.click(sheet.getByRole("button", { name: "Nhận trả" }));
    expect(await screen.findByRole("button", { name: "Cho mượn" })).toBeTruthy();
    expect(hospital.asked.find((one) => one.path.endsWith("/return"))?.body).toEqual({ note: "Thiếu phim" });
  });

  it("is lent to somebody for a purpose until a day", async () => {
    const hospital = openHospital("luutru");
    visit(`/patients/${ONE}/folder/${uuid(7702)}`);
    fireEvent.click(await screen.findByRole("button", { name: "Nhận trả" }));
    fireEvent.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Nhận trả" }));
    fireEvent.click(await screen.findByRole("button", { name: "Cho mượn" }));
    const sheet = within(screen.getByRole("dialog"));
    fireEvent.change(sheet.getByLabelText("Người mượn"), { target: { value: "ThS. Vũ Thị Xem" } });
    fireEvent.change(sheet.getByLabelText("Khoa, đơn vị"), { target: { value: "Phòng KHTH" } });
    fireEvent.change(sheet.getByLabelText("Mục đích"), { target: { value: "QUALITY" } });
    fireEvent.change(sheet.getByLabelText("Hạn trả"), { target: { value: "01/02/2099" } });
    fireEvent.click(sheet.getByRole("button", { name: "Cho mượn" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    expect(hospital.asked.find((one) => one.path.endsWith("/lendings"))?.body).toEqual({ borrower: "ThS. Vũ Thị Xem", unit: "Phòng KHTH", purpose: "QUALITY", dueOn: "2099-02-01" });
  });

  it("is nothing to whom it does not concern", async () => {
    openHospital("bacsi");
    visit(`/patients/${ONE}/folder`);
    await screen.findByText("Theo tin nhận được");
    expect(screen.queryByText("Mượn, trả hồ sơ")).toBeNull();
  });
});
