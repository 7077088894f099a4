import { fireEvent, screen, waitFor } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { FIRST, healthy, openHospital, sent, uuid, visit } from "../testing/hospital";

const at = (n: number) => `/prints/${uuid(8800 + n)}`;

const FOLDER = `/patients/${FIRST.id}/folder`;
const press = async (name: string) => fireEvent.click(await screen.findByRole("button", { name }));

describe("a record", () => {
  it("is printed whole, its progress is seen, and then the file is there", async () => {
    const hospital = openHospital();
    visit(FOLDER);
    await press("In hồ sơ");
    await healthy();
    await press("Bắt đầu in");
    await screen.findByRole("progressbar");
    expect(sent(hospital, "/prints").body).toEqual({ only: [] });
    const file = await screen.findByRole("link", { name: "Mở tệp PDF" }, { timeout: 5000 });
    expect(file.getAttribute("href")).toMatch(/^\/api\/v1\/patients\/[^/]+\/record-folders\/[^/]+\/prints\/[^/]+\.pdf$/);
  });

  it("is printed as an extract of the complete sheets that were chosen", async () => {
    const hospital = openHospital();
    visit(FOLDER);
    await press("In hồ sơ");
    fireEvent.click(screen.getByLabelText(/^Trích lục/));
    expect(screen.getByRole<HTMLButtonElement>("button", { name: "Bắt đầu in" }).disabled).toBe(true);
    fireEvent.click(screen.getAllByRole("checkbox")[0]!);
    await press("Bắt đầu in");
    await screen.findByRole("progressbar");
    expect((sent(hospital, "/prints").body as { only: string[] }).only).toHaveLength(1);
  });

  it("has no button for who may not print", async () => {
    openHospital("hocvien");
    visit(FOLDER);
    await screen.findByRole("heading", { name: /^Hồ sơ bệnh án 26/ });
    expect(screen.queryByRole("button", { name: "In hồ sơ" })).toBeNull();
  });
});

describe("a paper", () => {
  it("is verified by whoever holds it, without signing in and without a word about the patient", async () => {
    openHospital("");
    visit(at(1));
    await screen.findByText("Còn giá trị hiện hành.");
    expect(screen.getByText("PHIẾU ĐIỀU TRỊ")).toBeTruthy();
    expect(screen.getByText("BS. Phan Quốc Bảo")).toBeTruthy();
    expect(document.body.textContent).not.toContain(FIRST.name);
    expect(screen.queryByRole("button", { name: "Mở trong hồ sơ" })).toBeNull();
    expect(document.title).toBe("Tra cứu bản in – EMR");
    await healthy();
    fireEvent.click(screen.getByRole("link", { name: "Đăng nhập" }));
    await screen.findByLabelText("Tên đăng nhập");
  });

  it.each([
    [2, "Đã có bản mới hơn."],
    [3, "Đã hủy."],
    [4, "Bản xem trước."],
    [5, "Hồ sơ đã thay đổi sau khi in; bản giấy không còn là bản đầy đủ, mới nhất."],
  ])("says what became of what it shows: %i", async (n, words) => {
    openHospital("");
    visit(at(n));
    await screen.findByText((text) => text.includes(words));
  });

  it("that nobody printed is not found", async () => {
    openHospital("");
    visit(at(99));
    expect((await screen.findByRole("alert")).textContent).toContain("Không có bản in nào mang mã này.");
  });

  it("leads into the record whoever may open it", async () => {
    openHospital();
    visit(at(1));
    fireEvent.click(await screen.findByRole("button", { name: "Mở trong hồ sơ" }));
    await waitFor(() => expect(window.location.pathname).toBe(`/patients/${FIRST.id}/sheets/${uuid(9801)}`));
  });

  it("is told of in English too", async () => {
    openHospital("");
    visit(at(5), "en");
    await screen.findByText("There is a newer one.");
    expect(screen.getByText("Medical record")).toBeTruthy();
  });
});
