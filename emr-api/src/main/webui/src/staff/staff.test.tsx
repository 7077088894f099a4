import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { openHospital, uuid, visit } from "../testing/hospital";
import { hoursSent, hoursShown } from "./words";

const type = (label: string | RegExp, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });
const bacsi = `/staff/${uuid(1)}`;

describe("who has what", () => {
  it("is listed page by page and found by name, role and department", async () => {
    const hospital = openHospital("nhansu");
    visit("/staff");
    const first = await screen.findByRole("link", { name: "BS. Phan Quốc Bảo" });
    expect(first.closest("tr")!.textContent).toMatch(/bacsi.*Bác sĩ.*Khoa Nội tổng hợp, Khoa Hồi sức cấp cứu.*Đang dùng/);
    screen.getByText("Đang bị khóa tạm thời");
    fireEvent.click(screen.getByRole("button", { name: "Tải thêm" }));
    await screen.findByText("Nhân sự Minh Họa", { selector: "a" });
    expect(hospital.asked.at(-1)!.query).toContain("after=");
    type(/^Tên hoặc tên đăng nhập/, "đỗ");
    type("Vai trò", "NURSE");
    type("Khoa", "d3");
    await screen.findByText("ĐD. Đỗ Thị Lan");
    await expect.poll(() => hospital.asked.at(-1)!.query).toMatch(/text=.*role=NURSE&department=d3/);
  });

  it("shows all roles of a person, today and before, with who gave and took them", async () => {
    openHospital("nhansu");
    visit(bacsi);
    const now = within(await screen.findByRole("table", { name: "Vai trò hiện có" }));
    expect(now.getAllByRole("row")[1]!.textContent).toMatch(/Bác sĩ.*T2-CN 06:00-22:00.*Nhân sự Minh Họa.*Quyết định phân công/);
    now.getByText("chưa có hiệu lực");
    const before = within(screen.getByRole("table", { name: "Vai trò trước đây" }));
    before.getByText("Chuyển việc");
    before.getByText(/^hết hạn/);
  });

  it("gives a role with its place, end, hours and reason, and takes one back with a reason", async () => {
    const hospital = openHospital("nhansu");
    visit(bacsi);
    fireEvent.click(await screen.findByRole("button", { name: "Giao vai trò" }));
    const sheet = within(screen.getByRole("dialog"));
    const give = sheet.getByRole<HTMLButtonElement>("button", { name: "Giao vai trò" });
    expect(give.disabled).toBe(true);
    fireEvent.change(sheet.getByLabelText("Vai trò"), { target: { value: "NURSE" } });
    expect(sheet.queryByText("Thanh tra, cơ quan có thẩm quyền")).toBeNull();
    fireEvent.click(sheet.getByLabelText("Khoa Ngoại"));
    fireEvent.change(sheet.getByLabelText(/^Đến hết lúc/), { target: { value: "31/12/2026 17:00" } });
    fireEvent.change(sheet.getByLabelText(/^Khung giờ/), { target: { value: "T2-T6 07:00-17:00" } });
    fireEvent.change(sheet.getByLabelText("Lý do"), { target: { value: "Tăng cường" } });
    fireEvent.click(give);
    await screen.findByText("Tăng cường");
    expect(hospital.asked.at(-1)).toMatchObject({
      path: `/staff/${uuid(1)}/roles`,
      body: { role: "NURSE", facilityId: "f1", departments: ["d3"], validUntil: "2026-12-31T10:00:00.000Z", hours: "MO-FR 07:00-17:00", reason: "Tăng cường" },
    });
    fireEvent.click(screen.getByRole("button", { name: "Thu hồi vai trò Bác sĩ" }));
    const take = within(screen.getByRole("dialog"));
    expect(take.getByRole<HTMLButtonElement>("button", { name: "Thu hồi" }).disabled).toBe(true);
    fireEvent.change(take.getByLabelText("Lý do"), { target: { value: "Nghỉ phép" } });
    fireEvent.click(take.getByRole("button", { name: "Thu hồi" }));
    await screen.findByText("Nghỉ phép");
  });

  it("offers neither to those who may only look, nor for oneself", async () => {
    openHospital("raquyen");
    const { unmount } = visit(bacsi);
    await screen.findByRole("table", { name: "Vai trò hiện có" });
    expect(screen.queryByRole("button", { name: /Giao|Thu hồi/ })).toBeNull();
    unmount();
    openHospital("nhansu");
    visit(`/staff/${uuid(6)}`);
    await screen.findByText("Vai trò của chính bạn do người khác giao và thu hồi.");
    expect(screen.queryByRole("button", { name: /Giao|Thu hồi/ })).toBeNull();
  });

  it("is not in the menu of those without a right to it", async () => {
    openHospital("hoso");
    visit("/");
    await screen.findAllByRole("link");
    expect(screen.queryByRole("link", { name: "Nhân sự" })).toBeNull();
  });
});

describe("the role matrix", () => {
  it("says of each right in which state of a record a role has it", async () => {
    openHospital("raquyen");
    visit("/roles");
    const row = (await screen.findByRole("rowheader", { name: "In" })).closest("tr")!;
    expect(row.cells[1]!.textContent).toMatch(/đang điều trị: có.*đã hoàn thành: có.*đã lưu trữ: không/);
    screen.getByText("T2-T6 07:00-17:00");
    expect(screen.queryByRole("button", { name: /^Sửa vai trò/ })).toBeNull();
  });

  it("is changed with a reason, and a change of somebody else meanwhile is said", async () => {
    const hospital = openHospital("nhansu");
    visit("/roles");
    fireEvent.click(await screen.findByRole("button", { name: "Sửa vai trò Bác sĩ" }));
    const sheet = within(screen.getByRole("dialog"));
    fireEvent.click(sheet.getByLabelText("Sao chụp cho người được phép, đã hoàn thành"));
    fireEvent.click(sheet.getByLabelText("Người bệnh được đồng nghiệp mời cùng chăm sóc"));
    fireEvent.change(sheet.getByLabelText(/^Khung giờ/), { target: { value: "T7 07:00-11:30" } });
    fireEvent.change(sheet.getByLabelText("Lý do"), { target: { value: "trùng" } });
    fireEvent.click(sheet.getByRole("button", { name: "Lưu vai trò" }));
    await sheet.findByText(/Có người vừa sửa vai trò này/);
    const asked = hospital.asked.find((one) => one.method === "PUT")!;
    expect(asked.body).toMatchObject({ version: 2, completed: ["PATIENT_READ", "RECORD_PRINT", "RECORD_COPY"], reaches: ["DEPARTMENT", "REFERRED"], hours: "SA 07:00-11:30", reason: "trùng" });
    hospital.twist = (path, body) => {
      if (path === "/roles") (body as { roles: { says: { version: number; idleMinutes: number } }[] }).roles[0]!.says = { ...(body as { roles: { says: object }[] }).roles[0]!.says, version: 3, idleMinutes: 5 } as never;
      return body;
    };
    fireEvent.click(sheet.getByRole("button", { name: "Xem bản mới" }));
    await expect.poll(() => screen.queryByText(/Có người vừa sửa vai trò này/)).toBeNull();
    const anew = within(await screen.findByRole("dialog"));
    expect(anew.getByLabelText<HTMLInputElement>(/^Khóa khi/).value).toBe("5");
    fireEvent.change(anew.getByLabelText("Lý do"), { target: { value: "Lần hai" } });
    fireEvent.click(anew.getByRole("button", { name: "Lưu vai trò" }));
    await expect.poll(() => screen.queryByRole("dialog")).toBeNull();
    expect(hospital.asked.filter((one) => one.method === "PUT").at(-1)!.body).toMatchObject({ version: 3 });
  });

  it("has a history that says what became different", async () => {
    openHospital("raquyen");
    visit("/roles");
    fireEvent.click(await screen.findByRole("button", { name: "Lịch sử vai trò Bác sĩ" }));
    await screen.findByText("+ In (đã hoàn thành)");
    screen.getByText("− Mọi người bệnh từng đến cơ sở");
    screen.getByText("Khung giờ: mọi lúc → T2-T6 07:00-17:00");
    screen.getByText("Bản đầu tiên");
  });
});

describe("the groups of the identity provider", () => {
  it("mean roles that those who give roles write down and take out", async () => {
    const hospital = openHospital("nhansu");
    visit("/roles");
    const lines = within(await screen.findByRole("table", { name: "Nhóm của hệ thống định danh" }));
    expect(lines.getAllByRole("row")[1]!.textContent).toMatch(/khoa-noi.bac-si.*Bác sĩ.*Khoa Nội tổng hợp.*Nhân sự Minh Họa/);
    fireEvent.click(await screen.findByRole("button", { name: "Thêm nhóm" }));
    const sheet = within(screen.getByRole("dialog"));
    fireEvent.change(sheet.getByLabelText(/^Nhóm/), { target: { value: " /duoc " } });
    fireEvent.change(sheet.getByLabelText("Vai trò"), { target: { value: "NURSE" } });
    fireEvent.click(sheet.getByLabelText("Khoa Ngoại"));
    fireEvent.click(sheet.getByRole("button", { name: "Thêm nhóm" }));
    await screen.findByText("/duoc");
    expect(hospital.asked.at(-1)!.body).toEqual({ group: "/duoc", role: "NURSE", facilityId: "f1", departments: ["d3"] });
    fireEvent.click(screen.getByRole("button", { name: "Bỏ nhóm /khoa-noi/bac-si" }));
    fireEvent.click(within(screen.getByRole("dialog")).getByRole("button", { name: "Bỏ" }));
    await waitFor(() => expect(screen.queryByText("/khoa-noi/bac-si")).toBeNull());
    expect(hospital.asked.at(-1)!.path).toBe(`/provider-roles/${uuid(7400)}/end`);
  });

  it("are only read by those who look through rights", async () => {
    const hospital = openHospital("raquyen");
    hospital.twist = (path, body) => (path === "/provider-roles" ? { ...(body as object), possible: false } : body);
    visit("/roles");
    await screen.findByText(/Máy chủ chưa được cấu hình hệ thống định danh/);
    expect(screen.queryByRole("button", { name: "Thêm nhóm" })).toBeNull();
  });
});

describe("why a record opens", () => {
  it("is told with each way and what was opened; the number is in no address", async () => {
    const hospital = openHospital("raquyen");
    visit("/staff/explain");
    await screen.findByRole("button", { name: "Tìm người" });
    type(/^Tên hoặc tên đăng nhập/, "phan");
    fireEvent.click(screen.getByRole("button", { name: "Tìm người" }));
    fireEvent.click(await screen.findByRole("button", { name: /Phan Quốc Bảo/ }));
    type(/^Mã người bệnh/, "BN0001");
    fireEvent.click(screen.getByRole("button", { name: "Xem vì sao" }));
    await screen.findByText("BS. Phan Quốc Bảo mở được hồ sơ này lúc này.");
    const [ways, openings] = screen.getAllByRole("table");
    expect(within(ways!).getAllByRole("row")[2]!.textContent).toMatch(/Bác sĩ.*mời cùng chăm sóc.*không.*có/);
    expect(openings!.textContent).toMatch(/Khám, chữa bệnh.*Bác sĩ: Người bệnh của khoa.*; Bác sĩ: .*Không có quyền/);
    expect(hospital.asked.at(-1)!.body).toEqual({ accountId: uuid(1), patientNumber: "BN0001" });
    expect(hospital.asked.map((one) => one.query).join()).not.toContain("BN0001");
    type(/^Mã người bệnh/, "0");
    expect(screen.queryByText(/mở được hồ sơ này/)).toBeNull();
    fireEvent.click(screen.getByRole("button", { name: "Xem vì sao" }));
    await screen.findByText("Không tìm thấy");
  });
});

describe("hours", () => {
  it("are written with the days of the reader and sent with those of the server", () => {
    expect(hoursShown("MO-FR 07:00-17:00; SU 07:00-11:30", "vi")).toBe("T2-T6 07:00-17:00; CN 07:00-11:30");
    expect(hoursShown("MO 07:00-17:00", "en")).toBe("MO 07:00-17:00");
    expect(hoursSent("t2-cn 07:00-17:00")).toBe("MO-SU 07:00-17:00");
    expect(hoursSent("FR 19:00-07:00")).toBe("FR 19:00-07:00");
    expect(hoursSent("  ")).toBeUndefined();
  });
});
