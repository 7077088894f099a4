import { screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import { chartPath, openHospital, visit, banner, PEOPLE } from "../testing/hospital";

describe("a person whom several systems describe", () => {
  it("has what another system says beside the value, with its time, and a mark in the banner for what identifies", async () => {
    openHospital();
    visit(chartPath());
    await banner();
    const head = screen.getByRole("region", { name: "Người bệnh" });
    expect(within(head).getByText("Các hệ thống ghi khác nhau: họ tên, ngày sinh, số định danh")).toBeTruthy();
    const name = screen.getByText("Họ tên", { selector: "dt" }).closest("div")!;
    expect(name.textContent).toMatch(/Hồ sơ BHYT ghi: Nguyễn Thị Ánh Tuyến \(\d\d\/\d\d\/\d{4}/);
    expect(screen.getByText("Ngày sinh", { selector: "dt" }).closest("div")!.textContent).toContain("ghi: 1957");
    expect(screen.getByText(/Hồ sơ BHYT ghi: 0900 000 119/)).toBeTruthy();
    expect(screen.getByText("Nghề nghiệp", { selector: "dt" }).closest("div")!.textContent).toContain("ghi: Nông dân");
    // The number stays hidden, and what both say alike is not repeated.
    expect(screen.getByText(/Hồ sơ BHYT ghi: •••••••••771/)).toBeTruthy();
    expect(screen.queryByText("Giới tính", { selector: "dt" })).toBeNull();
  });

  it("is drawn as ever when they agree", async () => {
    const hospital = openHospital();
    hospital.twist = (path, body) => {
      const chart = body as { patient?: { told?: { differs: boolean }[] } };
      if (path.startsWith("/patients/")) chart.patient?.told?.forEach((v) => (v.differs = false));
      return body;
    };
    visit(chartPath());
    await banner();
    expect(document.querySelector(".told-otherwise")).toBeNull();
    expect(screen.queryByText(/ghi khác/)).toBeNull();
  });

  it("is drawn as ever when a server tells nothing of it", async () => {
    openHospital();
    visit(`/patients/${PEOPLE[1]!.id}`);
    await screen.findByText(PEOPLE[1]!.name!.toLocaleUpperCase());
    expect(document.querySelector(".told-otherwise")).toBeNull();
  });
});

describe("a result that the laboratory and a claim tell", () => {
  it("stands once, with what the claim says otherwise beside it and nothing where it says the same", async () => {
    openHospital();
    visit(chartPath("laboratory"));
    await screen.findByRole("region", { name: /xét nghiệm/i });
    const beside = screen.getAllByText(/Hồ sơ BHYT/, { selector: ".value-beside > span" }).map((name) => name.parentElement!);
    expect(beside).toHaveLength(1);
    expect(beside[0]!.textContent).toMatch(/^≠ \d+,\d Hồ sơ BHYT$/);
    expect(beside[0]!.title).toMatch(/^Hồ sơ BHYT ghi: /);
    expect(beside[0]!.closest("tr")!.textContent).toContain("Glucose");
  });
});
