import { fireEvent, screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { openHospital, visit } from "../testing/hospital";
import { days } from "./periods";

describe("the numbers about records", () => {
  it("tell admissions, stays, illnesses and what is late, each also as a table", async () => {
    openHospital("luutru");
    visit("/statistics");
    const illnesses = within(await screen.findByRole("region", { name: "Bệnh chính hay gặp" }));
    expect(illnesses.getByRole("row", { name: /I10 Tăng huyết áp/ }).textContent).toContain("71");
    expect(within(screen.getByRole("region", { name: "Số ngày nằm viện" })).getByText("6,4")).toBeTruthy();
    const late = within(screen.getByRole("region", { name: "Đúng hạn" }));
    expect(late.getAllByText(/Trễ hạn/)).toHaveLength(2);
    expect(late.getByText("(9%)")).toBeTruthy();
    const flow = within(screen.getByRole("region", { name: "Vào viện và ra viện" }));
    expect(flow.getByRole("img").getAttribute("aria-label")).toMatch(/Vào viện \d+ lượt, ra viện \d+ lượt/);
    fireEvent.click(flow.getByText("Xem dạng bảng"));
    expect(flow.getAllByRole("row")).toHaveLength(31);
    expect(screen.getByRole("link", { name: "Xem danh sách hồ sơ" }).getAttribute("href")).toBe("/folders");
  });

  it("are asked by a time and a department, and say so where there is nothing", async () => {
    const hospital = openHospital("luutru");
    visit("/statistics");
    await screen.findByRole("region", { name: "Bệnh chính hay gặp" });
    fireEvent.change(screen.getByLabelText("Từ ngày"), { target: { value: "01/03/2026" } });
    fireEvent.change(screen.getByLabelText("Đến ngày"), { target: { value: "10/03/2026" } });
    fireEvent.change(screen.getByLabelText("Khoa"), { target: { value: (screen.getAllByRole("option")[2] as HTMLOptionElement).value } });
    expect(await screen.findAllByText("Không có gì trong khoảng này.")).not.toHaveLength(0);
    const last = hospital.asked.filter((one) => one.path === "/record-statistics/search").at(-1)!;
    expect(last.body).toMatchObject({ from: "2026-03-01", until: "2026-03-10" });
    expect(screen.getByRole("button", { name: "30 ngày" }).getAttribute("aria-pressed")).toBe("false");
  });

  it("are refused in words when the time is none", async () => {
    openHospital("luutru");
    visit("/statistics");
    await screen.findByRole("region", { name: "Bệnh chính hay gặp" });
    fireEvent.change(screen.getByLabelText("Từ ngày"), { target: { value: "01/03/2099" } });
    expect(await screen.findByRole("alert")).toBeTruthy();
  });

  it("are in the menu of who may see them, and of nobody else", async () => {
    openHospital("luutru");
    visit("/");
    expect(await screen.findByRole("link", { name: "Thống kê hồ sơ" })).toBeTruthy();
  });

  it("are in no menu of a doctor", async () => {
    openHospital("bacsi");
    visit("/");
    expect(await screen.findByRole("link", { name: "Hồ sơ bệnh án" })).toBeTruthy();
    expect(screen.queryByRole("link", { name: "Thống kê hồ sơ" })).toBeNull();
  });

  it("know the usual times in the days of Viet Nam", () => {
    const now = Date.parse("2026-03-04T18:30:00Z");
    expect(days("thirty", now)).toEqual({ from: "2026-02-04", until: "2026-03-05" });
    expect(days("month", now)).toEqual({ from: "2026-03-01", until: "2026-03-05" });
    expect(days("before", now)).toEqual({ from: "2026-02-01", until: "2026-02-28" });
    expect(days("quarter", now)).toEqual({ from: "2026-01-01", until: "2026-03-05" });
    expect(days("year", now)).toEqual({ from: "2026-01-01", until: "2026-03-05" });
  });
});
