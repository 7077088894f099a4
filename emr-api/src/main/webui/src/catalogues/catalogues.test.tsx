import { fireEvent, screen, waitFor, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { openHospital, visit } from "../testing/hospital";

const taking = async () => {
  fireEvent.click(await screen.findByRole("button", { name: "Bệnh tật (ICD-10)" }));
  return screen.findByRole("region", { name: "Nạp bản mới" });
};

describe("catalogues", () => {
  it("are listed with what is not taken in yet, and found in by code or words", async () => {
    const hospital = openHospital("luutru");
    visit("/catalogues");
    const row = (await screen.findByRole("button", { name: "Quốc tịch" })).closest("tr")!;
    expect(row.textContent).toContain("chưa nạp");
    fireEvent.click(screen.getByRole("button", { name: "Bệnh tật (ICD-10)" }));
    fireEvent.change(await screen.findByLabelText("Tìm theo mã hoặc tên"), { target: { value: "thuong de" } });
    await screen.findByText("Đẻ thường một thai");
    expect(screen.getByText("Không dùng làm bệnh chính · Chỉ ở nữ")).toBeTruthy();
    expect(hospital.asked.at(-1)).toMatchObject({ path: "/catalogues/icd10/search", body: { text: "thuong de" } });
  });

  it("are looked at before they are taken, with what changes, and taken as they were seen", async () => {
    const hospital = openHospital("luutru");
    visit("/catalogues");
    const region = await taking();
    const since = within(region).getByLabelText("Từ ngày");
    const file = () => within(region).getByLabelText("Chọn tệp để xem trước") as HTMLInputElement;
    fireEvent.change(since, { target: { value: "7/2026" } });
    expect(file().disabled).toBe(true);
    fireEvent.change(since, { target: { value: "1/7/2026" } });
    expect(file().disabled).toBe(false);
    fireEvent.change(file(), { target: { files: [new File(["x"], "icd10.xlsx")] } });
    const tried = await screen.findByRole("region", { name: "Thử tệp" });
    expect(hospital.asked.some((a) => a.path === "/catalogues/icd10/preview" && a.query === "from=2026-07-01")).toBe(true);
    expect(within(tried).getByText("hết hiệu lực")).toBeTruthy();
    fireEvent.click(within(tried).getByRole("button", { name: "Nạp vào máy chủ" }));
    await waitFor(() => expect(hospital.asked.find((a) => a.method === "POST" && a.path === "/catalogues/icd10/editions")?.query).toBe(`from=2026-07-01&digest=${"cd".repeat(32)}&newest=2`));
    await screen.findByText(/Đã nạp 3 dòng: 1 mới, 1 đổi, 1 hết hiệu lực/);
  });
});
