import { fireEvent, screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { Report } from "../api";
import { chartPath, FIRST, healthy, openHospital, uuid, visit } from "../testing/hospital";

describe("results", () => {
  it("says on every part of the chart that a result was taken back, without what it said", async () => {
    openHospital();
    visit(chartPath("documents"));
    const alert = await screen.findByRole("alert", { name: /bị rút vì ghi nhầm/ });
    expect(within(alert).getByRole("link")).toHaveProperty("textContent", "Troponin T · Xét nghiệm máu tổng hợp");
    await healthy();
  });

  it("marks in the ward's list who has a result that was taken back", async () => {
    openHospital();
    visit("/");
    const marked = (await screen.findAllByText("Có kết quả bị rút")).map((mark) => mark.closest("tr")!);
    expect(marked.map((row) => within(row).getByRole("link").textContent)).toEqual([FIRST.name]);
    expect(screen.getAllByRole("row").length).toBeGreaterThan(2);
  });

  it("shows organisms with their susceptibilities as a table", async () => {
    const hospital = openHospital();
    const child = (n: number, of: string, flag: string) => ({
      reportId: uuid(5100 + n), text: "Kháng sinh đồ", line: n, of, status: "FINAL",
      observations: [{ line: 1, code: "AMP", name: "Ampicillin", text: String(n * 16), number: n * 16, unit: "mg/L", flag, level: flag === "R" ? "A" : "N" }],
    });
    hospital.twist = (path, body) =>
      path.includes("/reports/")
        ? { ...(body as Report), children: [child(1, "Escherichia coli", "S"), child(2, "Klebsiella pneumoniae", "R")] }
        : body;
    visit(chartPath(`reports/${uuid(5003)}`));
    const table = await screen.findByRole("region", { name: "Kháng sinh đồ" });
    expect(within(table).getAllByRole("columnheader").map((h) => h.textContent)).toEqual(["Kháng sinh", "Escherichia coli", "Klebsiella pneumoniae"]);
    const row = within(table).getByRole("row", { name: /Ampicillin/ });
    expect(within(row).getAllByRole("cell").map((c) => c.textContent)).toEqual(["S 16 mg/L", "R 32 mg/L"]);
    await healthy();
  });

  it("leads from a child to its parent and says which specimen a value is of only when there are several", async () => {
    const hospital = openHospital();
    hospital.twist = (path, body) => {
      if (!path.includes("/reports/")) return body;
      const report = body as Report;
      return {
        ...report,
        parent: { reportId: uuid(5004), text: "Cấy máu", of: "Escherichia coli" },
        observations: report.observations.map((o, i) => ({ ...o, specimen: i === 0 ? "S1" : "S2" })),
      };
    };
    visit(chartPath(`reports/${uuid(5003)}`));
    expect(await screen.findByRole("link", { name: "Escherichia coli · Cấy máu" })).toBeTruthy();
    expect(screen.getAllByText("Mẫu S2").length).toBeGreaterThan(0);
  });

  it("asks for the confirmation that a held message needs, and sends just that", async () => {
    const hospital = openHospital("quantri");
    hospital.twist = (path, body) => {
      if (path !== "/parked") return body;
      const page = body as { items: object[] };
      return { ...page, items: page.items.map((item) => ({ ...item, code: "EMPTY_OVER_FINAL", confirmable: true })) };
    };
    const sent: string[] = [];
    const server = globalThis.fetch;
    globalThis.fetch = (input, init) => {
      sent.push(String(input));
      return server(input, init);
    };
    visit("/parked");
    const [button] = await screen.findAllByRole("button", { name: "Đồng ý để trống" });
    expect(screen.queryByRole("button", { name: "Áp dụng lại" })).toBeNull();
    fireEvent.click(button!);
    await screen.findAllByRole("status");
    expect(sent.find((address) => address.includes("/apply"))).toMatch(/\/apply\?confirmed=EMPTY_OVER_FINAL$/);
  });
});
