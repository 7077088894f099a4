import type { LabCell, LabRow, Laboratory, Level, Range } from "../api";
import { millis } from "../format/time";
import { isAbnormal, isWithdrawn } from "../format/values";

export const DAY_MS = 86_400_000;

export interface Filter {
  panel: string;
  abnormalOnly: boolean;
  /** Days back from now; undefined for everything. */
  days: number | undefined;
}

/** One analyte with its cells by date index, newest first. */
export interface GridRow {
  key: string;
  row: LabRow;
  byDate: Map<number, LabCell[]>;
  cells: LabCell[];
}

export interface Grid {
  /** Indexes into the dates of the laboratory, newest first; only dates that have a value shown. */
  dates: number[];
  rows: GridRow[];
}

const rowKey = (row: LabRow) => `${row.system ?? ""}|${row.code}|${row.unit ?? ""}`;

export function panels(laboratory: Laboratory): string[] {
  return [...new Set(laboratory.rows.map((row) => row.panel ?? ""))];
}

export function filterGrid(laboratory: Laboratory, filter: Filter, now: number = Date.now()): Grid {
  const since = filter.days === undefined ? Number.NEGATIVE_INFINITY : now - filter.days * DAY_MS;
  const inTime = laboratory.dates.map((date) => (millis(date.at) ?? 0) >= since);
  const used = new Set<number>();
  const rows: GridRow[] = [];
  const seen = new Map<string, number>();
  for (const row of laboratory.rows) {
    // The same analyte and unit may come twice, for two specimens of one report.
    const base = rowKey(row);
    const nth = (seen.get(base) ?? 0) + 1;
    seen.set(base, nth);
    if (filter.panel !== "" && (row.panel ?? "") !== filter.panel.slice(1)) continue;
    const cells = row.cells.filter((cell) => inTime[cell.date]).sort((a, b) => a.date - b.date);
    if (cells.length === 0 || (filter.abnormalOnly && !cells.some((cell) => isAbnormal(cell.level) && !isWithdrawn(cell.status)))) continue;
    const byDate = new Map<number, LabCell[]>();
    for (const cell of cells) {
      used.add(cell.date);
      byDate.set(cell.date, [...(byDate.get(cell.date) ?? []), cell]);
    }
    rows.push({ key: nth === 1 ? base : `${base}|${nth}`, row, byDate, cells });
  }
  return { dates: [...used].sort((a, b) => a - b), rows };
}

export interface Point {
  at: number;
  value: number;
  level: Level | undefined;
  low: number | undefined;
  high: number | undefined;
}

const usable = (range: Range | undefined) => range && (range.low !== undefined || range.high !== undefined);

/** Numeric values, oldest first, each with the range that was valid for it. */
export function points(laboratory: Laboratory, row: LabRow, cells: LabCell[]): Point[] {
  const found: Point[] = [];
  for (const cell of cells) {
    const at = millis(laboratory.dates[cell.date]?.at);
    if (cell.number === undefined || at === undefined || isWithdrawn(cell.status)) continue;
    const range = usable(cell.range) ? cell.range : row.range;
    found.push({ at, value: cell.number, level: cell.level, low: range?.low, high: range?.high });
  }
  return found.sort((a, b) => a.at - b.at);
}

/**
 * Fewer points for few pixels without losing a peak: of each bucket of time the lowest and the highest stay, first and
 * last always. Never shortens the history.
 */
export function decimate(all: Point[], buckets: number): Point[] {
  if (all.length <= buckets * 2 || all.length < 3) return all;
  const first = all[0]!.at;
  const width = (all[all.length - 1]!.at - first) / buckets || 1;
  const kept = new Set<Point>([all[0]!, all[all.length - 1]!]);
  let bucket = -1;
  let low: Point | undefined;
  let high: Point | undefined;
  const close = () => {
    if (low) kept.add(low);
    if (high) kept.add(high);
  };
  for (const point of all) {
    const at = Math.min(buckets - 1, Math.floor((point.at - first) / width));
    if (at !== bucket) {
      close();
      [bucket, low, high] = [at, point, point];
    }
    if (point.value < low!.value) low = point;
    if (point.value > high!.value) high = point;
  }
  close();
  return all.filter((point) => kept.has(point));
}

/** Tab-separated copy of what is shown; the header row names the dates. */
export function asTsv(grid: Grid, head: string[], dateText: (date: number) => string, line: (row: GridRow) => string[], cell: (cell: LabCell) => string): string {
  const clean = (text: string) => text.replace(/[\t\r\n]+/g, " ");
  const lines = [[...head, ...grid.dates.map(dateText)]];
  for (const row of grid.rows) {
    lines.push([...line(row), ...grid.dates.map((date) => (row.byDate.get(date) ?? []).map(cell).join("; "))]);
  }
  return lines.map((parts) => parts.map(clean).join("\t")).join("\n");
}
