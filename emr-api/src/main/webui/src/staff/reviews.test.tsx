import { fireEvent, screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { openHospital, uuid, visit } from "../testing/hospital";

describe("the review of accounts", () => {
  it("says by when the next one is due, and lists those that were closed", async () => {
    openHospital("raquyen");
    visit("/staff/reviews");
    expect((await screen.findByRole("alert")).textContent).toBe("Quá hạn: kỳ rà soát phải hoàn tất chậm nhất ngày 19/11/2026.");
    const row = within((await screen.findByText("Đã rà soát; thu hồi hai vai trò, khóa một tài khoản.")).closest("tr")!);
    row.getByText("Rà soát Minh Họa");
    row.getByText("5");
  });

  it("is closed when each account that stands out has a word", async () => {
    const hospital = openHospital("raquyen");
    visit("/staff/reviews/next");
    const close = await screen.findByRole<HTMLButtonElement>("button", { name: "Hoàn tất rà soát" });
    fireEvent.change(screen.getByLabelText("Kết luận"), { target: { value: "Đã rà soát" } });
    expect(close.disabled).toBe(true);
    screen.getByText("Còn 3 tài khoản chưa có ý kiến.");
    expect(screen.queryByText("BS. Phan Quốc Bảo")).toBeNull();
    for (const box of screen.getAllByLabelText(/^Vì sao giữ nguyên tài khoản/)) fireEvent.change(box, { target: { value: "Cần cho trực" } });
    fireEvent.click(close);
    await screen.findByText(/do Rà soát Minh Họa rà soát/);
    expect(hospital.asked.find((one) => one.method === "POST" && one.path === "/account-reviews")!.body).toEqual({
      conclusion: "Đã rà soát",
      remarks: { [uuid(6)]: "Cần cho trực", [uuid(7610)]: "Cần cho trực", [uuid(2)]: "Cần cho trực" },
    });
  });

  it("shows what changed and everybody, and what was typed stays", async () => {
    openHospital("raquyen");
    visit("/staff/reviews/next");
    fireEvent.change(await screen.findByLabelText("Vì sao giữ nguyên tài khoản của HIS bệnh viện"), { target: { value: "Dự phòng" } });
    fireEvent.click(screen.getByRole("button", { name: "Có thay đổi (3)" }));
    screen.getByText("BS. Phan Quốc Bảo");
    expect(screen.queryByText("HIS bệnh viện")).toBeNull();
    fireEvent.click(screen.getByRole("button", { name: "Tất cả (5)" }));
    expect(screen.getByLabelText<HTMLTextAreaElement>("Vì sao giữ nguyên tài khoản của HIS bệnh viện").value).toBe("Dự phòng");
    screen.getByText("Gửi dữ liệu hồ sơ", { exact: false });
  });

  it("finds what was typed again after a look at an account, and nothing once it is closed", async () => {
    openHospital("raquyen");
    visit("/staff/reviews/next");
    const words = "Vì sao giữ nguyên tài khoản của HIS bệnh viện";
    fireEvent.change(await screen.findByLabelText(words), { target: { value: "Dự phòng" } });
    fireEvent.change(screen.getByLabelText("Kết luận"), { target: { value: "Đã rà soát" } });
    fireEvent.click(screen.getByRole("link", { name: "Các kỳ rà soát" }));
    fireEvent.click(await screen.findByRole("link", { name: "Rà soát kỳ này" }));
    expect((await screen.findByLabelText<HTMLTextAreaElement>(words)).value).toBe("Dự phòng");
    expect(screen.getByLabelText<HTMLTextAreaElement>("Kết luận").value).toBe("Đã rà soát");
    for (const box of screen.getAllByLabelText(/^Vì sao giữ nguyên tài khoản/)) fireEvent.change(box, { target: { value: "Cần cho trực" } });
    fireEvent.click(screen.getByRole("button", { name: "Hoàn tất rà soát" }));
    await screen.findByText(/do Rà soát Minh Họa rà soát/);
    fireEvent.click(screen.getByRole("link", { name: "Các kỳ rà soát" }));
    fireEvent.click(await screen.findByRole("link", { name: "Rà soát kỳ này" }));
    expect((await screen.findByLabelText<HTMLTextAreaElement>("Kết luận")).value).toBe("");
  });

  it("is in the menu and on the page of staff while it is due, for those who do it", async () => {
    openHospital("raquyen");
    visit("/staff");
    const said = "Quá hạn: kỳ rà soát phải hoàn tất chậm nhất ngày 19/11/2026.";
    expect(await screen.findByRole("status", { name: said })).toBeTruthy();
    expect(await screen.findByRole("link", { name: said })).toBeTruthy();
  });

  it("stays as it was, to be printed", async () => {
    openHospital("raquyen");
    visit(`/staff/reviews/${uuid(7601)}`);
    await screen.findByText("Nghỉ thai sản đến tháng sau");
    screen.getByRole("button", { name: "In" });
    expect(screen.queryByRole("textbox")).toBeNull();
    expect(screen.queryByRole("button", { name: "Hoàn tất rà soát" })).toBeNull();
  });
});
