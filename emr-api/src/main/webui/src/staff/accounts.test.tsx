import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { openHospital, uuid, visit } from "../testing/hospital";

const click = (name: string) => fireEvent.click(screen.getByRole("button", { name }));
const sheet = () => within(screen.getByRole("dialog"));

describe("an administrator", () => {
  it("brings a list of people, sees each bad cell, then everybody, and saves the passwords once", async () => {
    const hospital = openHospital("nhansu");
    hospital.twist = (path, body) => (path === "/accounts/file/trial" ? { people: [], faults: [{ line: 3, column: "roles", wrong: "UNKNOWN" }] } : body);
    visit("/staff");
    fireEvent.click(await screen.findByRole("button", { name: "Nạp danh sách" }));
    const choose = () => fireEvent.change(sheet().getByLabelText("Chọn tệp"), { target: { files: [new File(["username,name"], "nhan-su.csv")] } });
    choose();
    const wrong = await screen.findByRole("table", { name: "Chỗ sai" });
    expect(wrong.textContent).toContain("3rolesKhông có mã này");
    expect(sheet().queryByRole("button", { name: "Tạo các tài khoản này" })).toBeNull();
    hospital.twist = undefined;
    choose();
    const preview = await screen.findByRole("table", { name: "Xem trước" });
    expect(preview.textContent).toMatch(/BS. Phan Quốc Bảo.*bs.bao.*NOI, HSCC.*Bác sĩ.*Chưa có vai trò/);
    click("Tạo các tài khoản này");
    await screen.findByRole("button", { name: "Tải mật khẩu dùng một lần" });
    expect(hospital.asked.filter((asked) => asked.path === "/accounts/file")).toHaveLength(1);
    expect(document.body.textContent).not.toContain("ABCD-EFGH");
  });

  it("makes an account, whose password is shown once, and is told when the name is taken", async () => {
    openHospital("nhansu");
    visit("/staff");
    fireEvent.click(await screen.findByRole("button", { name: "Tạo tài khoản" }));
    fireEvent.change(sheet().getByLabelText("Họ và tên"), { target: { value: "Người Mới" } });
    fireEvent.change(sheet().getByLabelText("Tên đăng nhập"), { target: { value: "bacsi" } });
    fireEvent.click(sheet().getByRole("button", { name: "Tạo tài khoản" }));
    await screen.findByText("Đã có tài khoản mang tên đăng nhập này");
    fireEvent.change(sheet().getByLabelText("Tên đăng nhập"), { target: { value: " nguoi.moi " } });
    fireEvent.click(sheet().getByRole("button", { name: "Tạo tài khoản" }));
    await screen.findByText("mot-lan-XyZ");
    sheet().getByText(/Mật khẩu dùng một lần của nguoi\.moi/);
  });

  it("sees only what can be done with an account as it stands", async () => {
    openHospital("nhansu");
    visit(`/staff/${uuid(2)}`);
    await screen.findByRole("heading", { name: "Tài khoản" });
    click("Mở khóa đăng nhập");
    screen.getByText(/Chỉ mở khi đã chắc/);
    expect(screen.queryByRole("button", { name: "Mở lại tài khoản" })).toBeNull();
    expect(screen.queryByRole("button", { name: "Gỡ bước xác thực thứ hai" })).toBeNull();
  });

  it("switches an account off with a reason, gives a new password, removes a factor and signs out everywhere", async () => {
    const hospital = openHospital("nhansu");
    visit(`/staff/${uuid(1)}`);
    await screen.findByRole("heading", { name: "Tài khoản" });
    const asked = (end: string) => hospital.asked.find((a) => a.path === `/accounts/${uuid(1)}/${end}`);
    click("Tắt tài khoản");
    const off = sheet().getByRole<HTMLButtonElement>("button", { name: "Tắt tài khoản" });
    expect(off.disabled).toBe(true);
    fireEvent.change(sheet().getByLabelText("Lý do"), { target: { value: "Nghỉ việc" } });
    fireEvent.click(off);
    await waitFor(() => expect(asked("disable")?.body).toEqual({ reason: "Nghỉ việc" }));
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    click("Cấp lại mật khẩu");
    fireEvent.click(sheet().getByRole("button", { name: "Cấp lại mật khẩu" }));
    await screen.findByText("mot-lan-AbC");
    fireEvent.click(sheet().getByRole("button", { name: "Đóng" }));
    click("Gỡ bước xác thực thứ hai");
    fireEvent.click(sheet().getByRole("button", { name: "Gỡ bước xác thực thứ hai" }));
    await waitFor(() => expect(asked("factors/remove")).toBeTruthy());
    await waitFor(() => expect(screen.queryByRole("dialog")).toBeNull());
    click("Đăng xuất mọi nơi");
    await sheet().findByText("10.20.3.7");
    fireEvent.click(sheet().getByRole("button", { name: "Đăng xuất mọi nơi" }));
    await waitFor(() => expect(asked("sessions/end")).toBeTruthy());
  });

  it("deals with nobody's account without the right, nor with the own one", async () => {
    openHospital("raquyen");
    visit(`/staff/${uuid(1)}`);
    await screen.findByRole("heading", { name: "BS. Phan Quốc Bảo" });
    expect(screen.queryByRole("heading", { name: "Tài khoản" })).toBeNull();
  });
});
