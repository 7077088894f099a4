import { fireEvent, screen, within } from "@testing-library/react";
import { describe, expect, it } from "vitest";
import type { Condition } from "../api";
import { diagnoses, namedOnce } from "../chart/visits";
import { chartPath, openHospital, visit } from "../testing/hospital";

const VISIT = { id: "v1", otherIds: ["v1b"], class: "INPATIENT", status: "FINISHED" };
const told = (id: string, more: Partial<Condition>): Condition => ({ id, active: true, ...more });

describe("a visit that several systems tell", () => {
  it("says in its head what differs, and shows side by side who says what", async () => {
    openHospital();
    visit(chartPath());
    const one = (await screen.findByText("Khác nhau: trạng thái, khoa")).closest("li")!;
    const table = within(one).getByRole("table");
    expect(within(table).getAllByRole("columnheader").map((th) => th.textContent)).toEqual(["HIS Bình Minh", "Hồ sơ BHYT"]);
    const state = within(table).getByRole("row", { name: /^Trạng thái \(các hệ thống nói khác nhau\)/ });
    expect(state.textContent).toContain("≠ Đã kết thúc");
    const number = within(table).getByRole("row", { name: /^Số lượt/ });
    expect(number.textContent).toContain("DT26-00917");
    expect(number.textContent).not.toContain("≠");
  });

  it("is folded when they agree, and no chip is drawn", async () => {
    openHospital();
    visit(chartPath());
    const folded = (await screen.findAllByText("Các hệ thống nói gì (2)")).map((s) => s.closest("details")!);
    expect(folded.map((d) => d.open)).toEqual([true, false]);
    expect(screen.getAllByText(/^Khác nhau:/)).toHaveLength(1);
    expect(folded[1]!.querySelector(".differs")).toBeNull();
  });

  it("stands once on the timeline, with every number it has", async () => {
    openHospital();
    visit(chartPath("timeline"));
    fireEvent.click(await screen.findByRole("button", { name: "Toàn bộ" }));
    const events = screen.getAllByText(/Khó thở tăng dần/, { selector: "li *" });
    expect(events.map((e) => e.textContent)).toEqual([expect.stringContaining("DT26-00917")]);
  });
});

describe("a diagnosis of one visit", () => {
  it("told by several systems is one line that names them all", async () => {
    openHospital();
    visit(chartPath());
    const lines = (await screen.findAllByText("I50.0", { selector: ".items *" })).map((code) => code.closest("li")!);
    expect(lines).toHaveLength(1);
    expect(lines[0]!.textContent).toMatch(/Bệnh chính · Lúc vào viện.*HIS Bình Minh.*Hồ sơ BHYT/);
    expect(screen.queryByText("J189")).toBeNull();
  });

  it("is not one with the same code of another visit or list, nor with words without a code", () => {
    const all = [
      told("a", { code: "I10", encounterId: "v1" }),
      told("b", { code: "i10", encounterId: "v1b", text: "Tăng huyết áp" }),
      told("c", { code: "I10", encounterId: "v2" }),
      told("g", { code: "I10", system: "ICD-10", encounterId: "v1" }),
      told("h", { code: "I10", system: "YHCT", encounterId: "v1" }),
      told("d", { code: "I10" }),
      told("e", { text: "Đau đầu", encounterId: "v1" }),
      told("f", { text: "Đau đầu", encounterId: "v1b" }),
    ];
    const lines = diagnoses(all, [VISIT]);
    expect(lines.map((d) => d.key)).toEqual(["v1 I10", "v2 I10", "v1 I10 YHCT", "d", "e", "f"]);
    expect(lines[0]!.text).toBe("Tăng huyết áp");
  });

  it("told without a code in the words of a coded one of the same visit is that one, with both systems", () => {
    const from = (sourceName: string) => ({ sourceName, recordedAt: "2026-03-01T00:00:00Z" });
    const lines = diagnoses(
      [
        told("a", { text: "Viêm phế quản  cấp", encounterId: "v1b", rank: "admission", origin: from("Claims") }),
        told("b", { code: "J20.9", text: "Viêm phế quản cấp", encounterId: "v1", rank: "primary", origin: from("HIS") }),
        told("c", { text: "Viêm phế quản cấp", encounterId: "v2" }),
        told("d", { text: "Theo dõi viêm phế quản", encounterId: "v1b" }),
        told("e", { text: "Viêm phế quản cấp" }),
      ],
      [VISIT],
    );
    expect(lines.map((d) => [d.key, d.code])).toEqual([["v1 J209", "J20.9"], ["c", undefined], ["d", undefined], ["e", undefined]]);
    expect(lines[0]!.origins.map((o) => o.sourceName)).toEqual(["Claims", "HIS"]);
    expect(lines[0]!.ranks).toEqual(["admission", "primary"]);
  });

  it("is named in the words that any visit has for its code; a code repeated as words is none", () => {
    const lines = diagnoses(
      [
        told("a", { code: "E87.6", text: "E87.6", encounterId: "v1" }),
        told("b", { code: "E87.6", text: "Hạ kali máu", encounterId: "v2" }),
        told("c", { text: "Đau đầu" }),
      ],
      [VISIT],
    );
    expect(lines.map((d) => d.text)).toEqual([undefined, "Hạ kali máu", "Đau đầu"]);
    expect(namedOnce(lines).map((d) => `${d.code ?? ""} ${d.text}`)).toEqual(["E87.6 Hạ kali máu", " Đau đầu"]);
  });

  it("stands as long as one system lets it stand, and names each system once with its newest telling", () => {
    const from = (sourceName: string, recordedAt: string) => ({ sourceName, recordedAt });
    const [line] = diagnoses(
      [
        told("a", { code: "I10", encounterId: "v1", active: false, rank: "primary", origin: from("HIS", "2026-03-01T00:00:00Z") }),
        told("b", { code: "I10", encounterId: "v1b", rank: "primary", origin: from("Claims", "2026-03-02T00:00:00Z") }),
        told("c", { code: "I10", encounterId: "v1", active: false, rank: "admission", origin: from("HIS", "2026-03-03T00:00:00Z") }),
      ],
      [VISIT],
    );
    expect(line!.active).toBe(true);
    expect(line!.ranks).toEqual(["primary", "admission"]);
    expect(line!.origins).toEqual([from("HIS", "2026-03-03T00:00:00Z"), from("Claims", "2026-03-02T00:00:00Z")]);
  });
});
