import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { banner, chartPath, healthy, openHospital, visit } from "../testing/hospital";

describe("orders", () => {
  it("are placed by a doctor with a service of the catalogue, and the chart is read again", async () => {
    const hospital = openHospital();
    visit(chartPath());
    await banner();
    fireEvent.click(screen.getByRole("button", { name: "Chỉ định mới" }));
    const what = await screen.findByLabelText(/^Dịch vụ/);
    fireEvent.change(what, { target: { value: "Công thức máu" } });
    expect((screen.getByLabelText("Bệnh phẩm") as HTMLInputElement).value).toBe("Máu");
    fireEvent.change(screen.getByLabelText("Mức độ"), { target: { value: "S" } });
    fireEvent.change(screen.getByLabelText("Thông tin lâm sàng"), { target: { value: "Sốt ngày thứ ba" } });
    const before = hospital.asked.length;
    fireEvent.click(screen.getByRole("button", { name: "Gửi chỉ định" }));
    await waitFor(() => expect(screen.queryByRole("button", { name: "Gửi chỉ định" })).toBeNull());
    const placed = hospital.asked.slice(before).find((a) => a.path.endsWith("/orders"))!;
    expect(placed.body).toMatchObject({ code: "HH01", text: "Công thức máu", priority: "S", specimen: "Máu", clinicalInfo: "Sốt ngày thứ ba" });
    await waitFor(() => expect(hospital.asked.slice(before).some((a) => a.method === "GET" && /\/patients\/[^/]+$/.test(a.path))).toBe(true));
  });

  it("are not sent without saying what, and keep what was typed", async () => {
    const hospital = openHospital();
    visit(chartPath());
    await banner();
    fireEvent.click(screen.getByRole("button", { name: "Chỉ định mới" }));
    fireEvent.change(await screen.findByLabelText("Lý do, chẩn đoán"), { target: { value: "Sốt" } });
    fireEvent.click(screen.getByRole("button", { name: "Gửi chỉ định" }));
    const said = await screen.findByText(/Hãy ghi dịch vụ/);
    expect(said.closest("[role=alert]")).not.toBeNull();
    expect((screen.getByLabelText("Lý do, chẩn đoán") as HTMLInputElement).value).toBe("Sốt");
    expect(hospital.asked.some((a) => a.path.endsWith("/orders"))).toBe(false);
  });

  it("show their results, and only those placed here and not finished are cancelled, with a reason", async () => {
    const hospital = openHospital();
    visit(chartPath());
    await banner();
    expect(screen.getByRole("link", { name: /Sinh hóa máu · Kết quả chính thức/ })).toBeTruthy();
    const buttons = screen.getAllByRole("button", { name: /^Hủy: / });
    expect(buttons.length).toBe(1);
    fireEvent.click(buttons[0]!);
    const layer = within(await screen.findByRole("dialog"));
    expect((layer.getByRole("button", { name: "Hủy chỉ định này" }) as HTMLButtonElement).disabled).toBe(true);
    fireEvent.change(layer.getByLabelText("Lý do hủy"), { target: { value: "Nhầm người" } });
    await healthy();
    fireEvent.click(layer.getByRole("button", { name: "Hủy chỉ định này" }));
    await waitFor(() => expect(hospital.asked.some((a) => a.path.endsWith("/cancel"))).toBe(true));
    expect(hospital.asked.find((a) => a.path.endsWith("/cancel"))!.body).toEqual({ version: 1, reason: "Nhầm người" });
  });

  it("say how far they got on their way, until their state says it", async () => {
    openHospital();
    visit(chartPath());
    await banner();
    const line = (text: string) => screen.getByText(text, { selector: "li > span" }).closest("li")!.textContent!;
    expect(line("NT-proBNP")).toContain("Đã chỉ định · chưa gửi đi");
    expect(line("Cấy máu")).toContain("Đã chỉ định · chưa gửi được, hãy báo bộ phận công nghệ thông tin");
    expect(line("Troponin T")).toContain("Nơi thực hiện từ chối · Thiếu bệnh phẩm");
    expect(line("Troponin T")).not.toContain("chưa gửi");
    expect(line("Siêu âm tim Doppler")).not.toContain("gửi đi");
    fireEvent.click(screen.getByRole("button", { name: /Xem thêm 1/ }));
    expect(line("Công thức máu")).toContain("Đã chỉ định · đã gửi, chờ nơi thực hiện");
  });

  it("that a laboratory did not take are sent again or left by those who may", async () => {
    const hospital = openHospital("quantri");
    visit("/health");
    fireEvent.click(await screen.findByRole("button", { name: "Gửi lại" }));
    await screen.findByText("Đã xếp lại vào hàng.");
    expect(hospital.asked.some((a) => a.path.endsWith("/send"))).toBe(true);
  });
});
