import { describe, expect, it } from "vitest";
import type { Laboratory } from "../api";
import { axisMarks } from "./axis";
import { overlaps, shift, within, zoom, type Happening } from "./events";
import { bandPaths, fit, linePath, ticks } from "./geometry";
import { asTsv, decimate, filterGrid, points, type Point } from "./laboratory";

const point = (at: number, value: number, low?: number, high?: number): Point => ({ at, value, level: "N", low, high });
const BOX = { left: 0, top: 0, width: 100, height: 20 };

describe("a sparkline", () => {
  it("places the lowest at the bottom, the highest at the top, time from left to right", () => {
    const all = [point(0, 1), point(50, 3), point(100, 2)];
    expect(linePath(all, fit(all, BOX))).toBe("M0 20L50 0L100 10");
  });

  it("leaves room for the range and draws it behind", () => {
    const all = [point(0, 5, 0, 10), point(100, 5, 0, 10)];
    const scale = fit(all, BOX);
    expect(scale.y(5)).toBe(10);
    expect(bandPaths(all, scale, BOX)).toEqual(["M0 0H100V20H0Z"]);
  });

  it("steps where the range changed and leaves a gap where none was given", () => {
    const all = [point(0, 5, 0, 10), point(50, 5), point(100, 5, 2, 8)];
    expect(bandPaths(all, fit(all, BOX), BOX)).toEqual(["M0 0H25V20H0Z", "M75 4H100V16H75Z"]);
  });

  it("draws a flat line in the middle and one point in the middle", () => {
    const flat = [point(0, 5), point(10, 5)];
    expect(fit(flat, BOX).y(5)).toBe(10);
    expect(fit([point(7, 5)], BOX).x(7)).toBe(50);
  });

  it("shows an upper limit from zero, so its band has a height", () => {
    const all = [point(0, 20, undefined, 5), point(1, 30, undefined, 5)];
    expect(fit(all, BOX).lowest).toBe(0);
  });
});

describe("decimation", () => {
  const many = Array.from({ length: 5000 }, (_, i) => point(i, i === 3333 ? 900 : i === 1234 ? -900 : Math.sin(i)));

  it("keeps the first, the last, the peak and the dip", () => {
    const few = decimate(many, 50);
    expect(few.length).toBeLessThanOrEqual(102);
    expect(few[0]).toBe(many[0]);
    expect(few[few.length - 1]).toBe(many[4999]);
    expect(few).toContain(many[3333]);
    expect(few).toContain(many[1234]);
  });

  it("changes nothing when there is room", () => {
    const some = many.slice(0, 60);
    expect(decimate(some, 50)).toBe(some);
  });
});

const NOW = Date.parse("2026-03-12T05:00:00Z");
const laboratory: Laboratory = {
  dates: [{ at: "2026-03-12T01:00:00Z" }, { at: "2026-03-08T01:00:00Z" }, { at: "2025-01-01T01:00:00Z" }],
  reports: [{ id: "a" }, { id: "b" }, { id: "c" }],
  rows: [
    { code: "K", text: "Kali", unit: "mmol/L", panel: "Sinh hóa", range: { low: 3.5, high: 5 }, cells: [
      { date: 0, report: 0, number: 5.4, text: "5.4", level: "H" },
      { date: 2, report: 2, number: 4, text: "4", level: "N", range: { low: 3, high: 6 } },
    ] },
    { code: "WBC", text: "Bạch cầu", panel: "Huyết học", cells: [{ date: 1, report: 1, number: 8, text: "8", level: "N" }] },
  ],
};

describe("the laboratory grid", () => {
  const shown = (filter: Partial<Parameters<typeof filterGrid>[1]>) => {
    const grid = filterGrid(laboratory, { panel: "", abnormalOnly: false, days: undefined, ...filter }, NOW);
    return [grid.rows.map((r) => r.row.code).join(), grid.dates.join()];
  };

  it("filters by period, panel and abnormal values, and drops empty dates", () => {
    expect(shown({})).toEqual(["K,WBC", "0,1,2"]);
    expect(shown({ days: 7 })).toEqual(["K,WBC", "0,1"]);
    expect(shown({ panel: "=Huyết học" })).toEqual(["WBC", "1"]);
    expect(shown({ abnormalOnly: true })).toEqual(["K", "0,2"]);
  });

  it("takes each point's own range before the range of the row", () => {
    const row = laboratory.rows[0]!;
    expect(points(laboratory, row, row.cells).map((p) => [p.value, p.low, p.high])).toEqual([[4, 3, 6], [5.4, 3.5, 5]]);
  });

  it("draws no value that was taken back, and does not call it abnormal", () => {
    const row = laboratory.rows[0]!;
    const taken = row.cells.map((cell) => (cell.date === 0 ? { ...cell, status: "ENTERED_IN_ERROR" } : cell));
    expect(points(laboratory, row, taken).map((p) => p.value)).toEqual([4]);
    const grid = filterGrid({ ...laboratory, rows: [{ ...row, cells: taken }] }, { panel: "", abnormalOnly: true, days: undefined }, NOW);
    expect(grid.rows).toEqual([]);
  });

  it("copies as tab-separated text without breaking a line", () => {
    const grid = filterGrid(laboratory, { panel: "", abnormalOnly: false, days: 7 }, NOW);
    const text = asTsv(grid, ["Chỉ số"], (d) => `ngày ${d}`, ({ row }) => [`${row.text}\n`], (c) => `${c.text} ${c.level}`);
    expect(text).toBe("Chỉ số\tngày 0\tngày 1\nKali \t5.4 H\t\nBạch cầu \t\t8 N");
  });
});

describe("the time axis", () => {
  const whole = { from: 0, to: 1000 * 86_400_000 };

  it("zooms about a point and never leaves the whole", () => {
    const half = zoom(whole, 0.5, whole.to, whole);
    expect(half).toEqual({ from: whole.to / 2, to: whole.to });
    expect(shift(half, 1, whole)).toEqual(half);
    expect(zoom(half, 10, whole.to, whole)).toEqual(whole);
    expect(within({ from: -50, to: 50 }, whole)).toEqual({ from: 0, to: 100 });
  });

  it("marks midnights, months and years of the hospital's calendar", () => {
    const span = { from: Date.parse("2026-03-01T00:00:00+07:00"), to: Date.parse("2026-03-05T00:00:00+07:00") };
    expect(axisMarks(span, 400).map((m) => m.label)).toContain("02/03");
    const years = { from: Date.parse("2020-01-01T00:00:00+07:00"), to: Date.parse("2026-01-01T00:00:00+07:00") };
    expect(axisMarks(years, 700).map((m) => m.label)).toEqual(["2020", "2021", "2022", "2023", "2024", "2025", "2026"]);
  });

  it("shows a bar that began before and ends after the span", () => {
    const bar = { at: 0, until: 100 } as Happening;
    expect(overlaps(bar, { from: 40, to: 60 }, 500)).toBe(true);
    expect(overlaps({ ...bar, until: 30 }, { from: 40, to: 60 }, 500)).toBe(false);
    expect(overlaps({ ...bar, until: undefined, open: true }, { from: 400, to: 450 }, 500)).toBe(true);
  });

  it("chooses round numbers", () => {
    expect(ticks(0, 47)).toEqual([0, 20, 40]);
    expect(ticks(3.4, 5.1)).toEqual([4, 5]);
  });
});
