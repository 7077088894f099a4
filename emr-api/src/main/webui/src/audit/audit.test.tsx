import { fireEvent, screen, within } from "@testing-library/react";
import { describe, expect, it, vi } from "vitest";
import { openHospital, visit } from "../testing/hospital";

const type = (label: string, value: string) => fireEvent.change(screen.getByLabelText(label), { target: { value } });

describe("the access log", () => {
  it("says who opened a record, by person and day, and prints that; the number is in no address", async () => {
    const hospital = openHospital("quantri");
    const print = vi.spyOn(window, "print").mockImplementation(() => undefined);
    visit("/audit");
    await screen.findByRole("button", { name: "Xem" });
    type("Mã người bệnh, BHYT hoặc CCCD", "BN0001");
    fireEvent.click(screen.getByRole("button", { name: "Xem" }));
    const rows = within(await screen.findByRole("table")).getAllByRole("row");
    expect(rows[1]!.textContent).toMatch(/20\/11\/2026.*bs\.noi.*Bác sĩ.*08:15.*10:40.*Xét nghiệm, Hồ sơ người bệnh.*10\.0\.0\.7/);
    expect(rows[2]!.textContent).toMatch(/LIS Sao Mai.*Hệ thống gửi/);
    fireEvent.click(screen.getByRole("button", { name: "In" }));
    expect(print).toHaveBeenCalled();
    expect(hospital.asked.at(-1)!.body).toMatchObject({ number: "BN0001" });
    expect(window.location.href).not.toContain("BN0001");
  });

  it("shows what one person did page by page, and what was refused", async () => {
    openHospital("quantri");
    visit("/audit");
    fireEvent.click(await screen.findByRole("button", { name: "Một người đã làm gì" }));
    type("Tên đăng nhập", "bs.noi");
    fireEvent.click(screen.getByRole("button", { name: "Xem" }));
    await screen.findByText("In hồ sơ");
    fireEvent.click(screen.getByRole("button", { name: "Xem cũ hơn" }));
    await screen.findByText("Đăng nhập");
    screen.getByText("role: NURSE -> DOCTOR");
    fireEvent.click(screen.getByRole("button", { name: "Bị từ chối, thất bại" }));
    fireEvent.click(screen.getByRole("button", { name: "Xem" }));
    expect((await screen.findByText("Bị từ chối")).className).toBe("bad");
  });

  it("shows anomalies and offers the log as files of the time chosen", async () => {
    openHospital("quantri");
    visit("/audit");
    fireEvent.click(await screen.findByRole("button", { name: "Bất thường" }));
    type("Từ lúc", "19/11/2026");
    fireEvent.click(screen.getByRole("button", { name: "Xem" }));
    await screen.findByText("Mở nhiều hồ sơ trong một giờ");
    expect(screen.getByRole("link", { name: "FHIR" }).getAttribute("href")).toBe("/api/v1/audit/export?form=FHIR&from=2026-11-18T17%3A00%3A00.000Z");
  });

  it("is not offered to those who may not read it", async () => {
    openHospital("hoso");
    visit("/");
    await screen.findAllByRole("link");
    expect(screen.queryByRole("link", { name: "Nhật ký" })).toBeNull();
  });
});
