import { fireEvent, screen, waitFor } from "@testing-library/react";
import axe from "axe-core";
import { describe, expect, it } from "vitest";
import { openHospital, visit } from "../testing/hospital";

const type = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });
const click = (name: string) => fireEvent.click(screen.getByRole("button", { name }));
const flawless = async () => expect((await axe.run(document.body, { rules: { "color-contrast": { enabled: false } } })).violations.map((v) => v.id)).toEqual([]);

describe("the second step of signing in", () => {
  it("asks for the code before anything else is shown, and says when it is wrong", async () => {
    const hospital = openHospital("themma");
    visit("/health");
    await screen.findByRole("heading", { name: "Bước xác thực thứ hai" });
    expect(document.title).toContain("Bước xác thực thứ hai");
    expect(hospital.asked.map((a) => a.path)).not.toContain("/health");
    await flawless();
    type("Mã xác thực", "000000");
    click("Tiếp tục");
    await screen.findByText(/Mã không đúng hoặc đã dùng/);
    type("Mã xác thực", " 123456 ");
    click("Tiếp tục");
    await screen.findByText("Cổng nhận");
  });

  it("is set up with a picture or a key, and shows recovery codes until the person has kept them", async () => {
    openHospital("chuama");
    visit("/health");
    await screen.findByRole("heading", { name: "Thiết lập bước xác thực thứ hai" });
    click("Bắt đầu thiết lập");
    await screen.findByRole("img", { name: "Mã QR của khóa xác thực" });
    expect(screen.getByText(/^([A-Z2-7]{4} ){7}[A-Z2-7]{4}$/)).toBeTruthy();
    await flawless();
    expect((screen.getByRole("button", { name: "Xác nhận" }) as HTMLButtonElement).disabled).toBe(true);
    type("Mã xác thực", "123456");
    click("Xác nhận");
    await screen.findByRole("heading", { name: "Mã dự phòng" });
    await waitFor(() => expect(document.title).not.toContain("Thiết lập"));
    expect(screen.getAllByText(/^([A-Z2-7]{4}-){3}[A-Z2-7]{4}$/)).toHaveLength(10);
    await flawless();
    click("Tôi đã cất các mã");
    await screen.findByText("Cổng nhận");
    expect(document.body.textContent).not.toMatch(/([A-Z2-7]{4}-){3}[A-Z2-7]{4}/);
  });

  it("tells somebody outside the hospital where to set it up", async () => {
    openHospital("ngoaimang");
    visit("/");
    await screen.findByText(/Hãy thiết lập bước này khi ở trong bệnh viện/);
    expect(screen.queryByLabelText("Mã xác thực")).toBeNull();
    click("Đăng xuất");
    await screen.findByText("Đã đăng xuất.");
  });
});
