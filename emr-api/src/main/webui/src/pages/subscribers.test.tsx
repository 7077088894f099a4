import { fireEvent, screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { openHospital, uuid, visit } from "../testing/hospital";

const card = () => screen.findByRole("region", { name: "Báo thay đổi cho hệ thống khác" });

describe("systems that are told of changes", () => {
  it("stand on the health page with how far they were told and what is wrong", async () => {
    openHospital("quantri");
    visit("/health");
    const rows = within(await card()).getAllByRole("row");
    expect(rows[1]!.textContent).toMatch(/HIS Bình Minh.*\d\d\/\d\d\/\d{4}.*Không kết nối được.*đã thử 3 lần/);
    expect(rows[3]!.textContent).toMatch(/Kho dữ liệu Ví Dụ Đang tắt.*chưa có/);
  });

  it("are told again what they did not take, or no more", async () => {
    const hospital = openHospital("quantri");
    visit("/health");
    const row = (await screen.findByText("Hệ thống nhận trả lời HTTP 410")).closest("tr")!;
    expect(row.textContent).toContain("Phiếu kết quả");
    fireEvent.click(within(row).getByRole("button", { name: "Báo lại" }));
    await screen.findByText("Sẽ được báo lại.");
    expect(hospital.asked.find((a) => a.method === "POST" && a.path.startsWith("/webhooks/"))!.path).toBe(`/webhooks/${uuid(700101)}/send`);
    expect(within(row).queryByRole("button")).toBeNull();
  });

  it("are decided about by those who may only, and not drawn where there are none", async () => {
    const hospital = openHospital("quantri");
    hospital.twist = (path, body) => (path === "/me" || path === "/session/refresh" ? dropped(body) : body);
    const { unmount } = visit("/health");
    await screen.findByText("Hệ thống nhận trả lời HTTP 410");
    expect(screen.queryByRole("button", { name: "Báo lại" })).toBeNull();
    unmount();
    hospital.twist = (path, body) => (path === "/webhooks" ? [] : body);
    visit("/health");
    await screen.findByText("Cổng nhận");
    expect(screen.queryByRole("region", { name: "Báo thay đổi cho hệ thống khác" })).toBeNull();
  });

  it("are set with an address; what belongs to it is asked for when there is one", async () => {
    openHospital("quantri");
    visit(`/sources/${uuid(9101)}`);
    const address = await screen.findByLabelText("Địa chỉ được báo khi hồ sơ thay đổi");
    expect(screen.queryByLabelText("Khóa ký tin báo")).toBeNull();
    fireEvent.change(address, { target: { value: "https://his.vidu.test/thay-doi" } });
    expect((screen.getByLabelText("Khóa ký tin báo") as HTMLInputElement).type).toBe("password");
    expect(screen.getByLabelText("Số lần báo trước khi cần người xử lý")).toBeTruthy();
  });

  it("may ask for themselves only with a key that is made for it", async () => {
    openHospital("quantri");
    visit(`/sources/${uuid(9100)}`);
    const keys = await screen.findByRole("region", { name: "Khóa" });
    fireEvent.click(within(keys).getByRole("button", { name: "Tạo khóa" }));
    const form = await screen.findByRole("dialog", { name: "Tạo khóa" });
    expect((within(form).getByLabelText("Hỏi những gì đã thay đổi") as HTMLInputElement).checked).toBe(false);
  });
});

/** The same person without the right to decide. */
function dropped(body: unknown): unknown {
  const person = body as { rights?: string[]; me?: { rights: string[] } };
  const without = (rights: string[]) => rights.filter((right) => right !== "PARKED_APPLY");
  return person.me ? { ...person, me: { ...person.me, rights: without(person.me.rights) } } : { ...person, rights: without(person.rights ?? []) };
}
