import { fireEvent, screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { healthy, openHospital, sent, uuid, visit } from "../testing/hospital";

const round = (n: number) => `/destructions/${uuid(7830 + n)}`;

describe("destroying records", () => {
  it("is found from the folders by who keeps them, and a list is made of chosen ones, with what could not be listed", async () => {
    const hospital = openHospital("luutru");
    visit("/folders");
    fireEvent.click(await screen.findByRole("link", { name: "Tiêu hủy hồ sơ" }));
    fireEvent.click(await screen.findByRole("button", { name: "Lập danh mục" }));
    const layer = within(screen.getByRole("dialog"));
    fireEvent.click(await layer.findByRole("checkbox", { name: "LT/2014/000017" }));
    fireEvent.click(layer.getByRole("checkbox", { name: "LT/2014/000018" }));
    const list = layer.getByRole<HTMLButtonElement>("button", { name: "Lập danh mục đã chọn" });
    expect(list.disabled).toBe(true);
    fireEvent.change(layer.getByLabelText(/^Căn cứ/), { target: { value: "Kế hoạch 12/KH-BV" } });
    await healthy();
    fireEvent.click(list);
    expect(await layer.findByText("Có lệnh giữ")).toBeTruthy();
    expect(sent(hospital, "/destructions").body).toEqual({ ground: "Kế hoạch 12/KH-BV", folders: [uuid(7841), uuid(7842)] });
    expect(layer.getByRole("link", { name: "Mở danh mục" }).getAttribute("href")).toBe(round(1));
  });

  it("needs an appraisal of every record by three members", async () => {
    const hospital = openHospital("luutru");
    visit(round(1));
    fireEvent.click(await screen.findByRole("button", { name: "Ghi kết quả thẩm định" }));
    const layer = within(screen.getByRole("dialog"));
    const save = layer.getByRole<HTMLButtonElement>("button", { name: "Lưu kết quả thẩm định" });
    for (const n of [1, 2, 3]) {
      fireEvent.change(layer.getByLabelText(`Họ tên thành viên ${n}`), { target: { value: `Người ${n}` } });
      expect(save.disabled).toBe(true);
      fireEvent.change(layer.getByLabelText(`Chức vụ thành viên ${n}`), { target: { value: "Ủy viên" } });
    }
    expect(save.disabled).toBe(false);
    fireEvent.click(layer.getAllByRole("checkbox", { name: "Tiêu hủy" })[3]!);
    expect(save.disabled).toBe(true);
    fireEvent.change(layer.getByLabelText("Giữ tiếp đến ngày"), { target: { value: "31/12/2036" } });
    fireEvent.change(layer.getByLabelText("Lý do"), { target: { value: "Ca bệnh hiếm" } });
    await healthy();
    fireEvent.click(save);
    await screen.findByText(/^Đã thẩm định, chờ hai người phê duyệt/);
    const body = sent(hospital, "/appraise").body as { version: number; members: unknown[]; results: unknown[] };
    expect(body.version).toBe(0);
    expect(body.members).toHaveLength(3);
    expect(body.results).toEqual([
      ...[1, 2, 3].map((n) => ({ folder: uuid(7840 + n), destroy: true })),
      { folder: uuid(7844), destroy: false, keepUntil: "2036-12-31", reason: "Ca bệnh hiếm" },
    ]);
  });

  it("is approved by others, who have no other button, and refused for a reason", async () => {
    const hospital = openHospital("lanhdao");
    visit(round(2));
    fireEvent.click(await screen.findByRole("button", { name: "Phê duyệt" }));
    expect(screen.queryByRole("button", { name: "Ghi kết quả thẩm định" })).toBeNull();
    const layer = within(screen.getByRole("dialog"));
    fireEvent.click(layer.getByRole("button", { name: "Phê duyệt" }));
    await screen.findByText(/^Một người đã phê duyệt/);
    expect(sent(hospital, "/approve").body).toEqual({ version: 1 });
    fireEvent.click(screen.getByRole("button", { name: "Không phê duyệt" }));
    const refusal = within(screen.getByRole("dialog"));
    expect(refusal.getByRole<HTMLButtonElement>("button", { name: "Không phê duyệt" }).disabled).toBe(true);
    fireEvent.change(refusal.getByLabelText("Lý do"), { target: { value: "Cần cho nghiên cứu" } });
    fireEvent.click(refusal.getByRole("button", { name: "Không phê duyệt" }));
    await screen.findByText(/^Không được phê duyệt/);
  });

  it("is begun only by typing its number", async () => {
    const hospital = openHospital("luutru");
    visit(round(4));
    fireEvent.click(await screen.findByRole("button", { name: "Thực hiện tiêu hủy" }));
    const layer = within(screen.getByRole("dialog"));
    const begin = layer.getByRole<HTMLButtonElement>("button", { name: "Thực hiện tiêu hủy" });
    fireEvent.change(layer.getByLabelText(/^Gõ số 5\/2026/), { target: { value: "4/2026" } });
    expect(begin.disabled).toBe(true);
    fireEvent.change(layer.getByLabelText(/^Gõ số 5\/2026/), { target: { value: "5/2026" } });
    fireEvent.click(begin);
    await screen.findByRole("progressbar");
    expect(sent(hospital, "/start").body).toEqual({ version: 3 });
  });

  it("tells what is gone, what was kept and why, and has its minutes", async () => {
    openHospital("luutru");
    visit(round(0));
    expect(await screen.findByText("Giữ lại: Có lệnh giữ")).toBeTruthy();
    expect(screen.getByText(/^Giữ đến 31\/12\/2036: Ca bệnh hiếm/)).toBeTruthy();
    expect(screen.getByRole("link", { name: "Biên bản (PDF)" }).getAttribute("href")).toBe(`/api/v1${round(0)}/minutes.pdf`);
    expect(screen.queryByRole("button", { name: "Rút danh mục" })).toBeNull();
    await healthy();
  });

  it("is no page of who may neither list nor approve", async () => {
    openHospital("bacsi");
    visit("/folders");
    await screen.findByRole("search", { name: "Danh sách hồ sơ bệnh án" }, { timeout: 5000 });
    expect(screen.queryByRole("link", { name: "Tiêu hủy hồ sơ" })).toBeNull();
  });
});
