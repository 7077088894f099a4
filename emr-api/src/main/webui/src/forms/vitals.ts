import { leaves } from "./answers";
import type { Item, Value } from "./form";

/** One degree is as high as twenty beats, as on the paper chart. */
export const BEATS = { from: 40, to: 160 };
export const DEGREES = { from: 35, to: 41 };

export interface Column {
  row: number;
  at: string;
  pulse?: number;
  temperature?: number;
  others: (number | string | undefined)[];
}

export interface VitalItems {
  time?: Item;
  pulse?: Item;
  temperature?: Item;
  others: Item[];
}

const isDegrees = ({ unitCode, unit }: Item) => (unitCode ?? unit) === "Cel" || unit === "°C";
const isPulse = ({ unitCode, linkId }: Item) => unitCode === "/min" || linkId.startsWith("mach");

/** Which items of a row are drawn, and which stand in words below. */
export function vitalItems(group: Item): VitalItems {
  const all = leaves(group.item);
  const time = all.find((item) => item.type === "dateTime");
  const temperature = all.find(isDegrees);
  const pulse = all.find((item) => item !== temperature && isPulse(item));
  return { time, pulse, temperature, others: all.filter((item) => (item.type === "integer" || item.type === "decimal") && item !== pulse && item !== temperature) };
}

/** The rows that have a time, oldest first. */
export function columns(rows: Value[], items: VitalItems): Column[] {
  const { time, pulse, temperature, others } = items;
  const number = (value: Value, item: Item | undefined) => item && value.answers?.[item.linkId]?.[0]?.number;
  return rows
    .flatMap((value, row) => {
      const at = time && value.answers?.[time.linkId]?.[0]?.dateTime;
      return at ? [{ row, at, pulse: number(value, pulse), temperature: number(value, temperature), others: others.map((item) => number(value, item)) }] : [];
    })
    .sort((a, b) => (a.at < b.at ? -1 : 1));
}

/** How far down a value stands, 0 at the top; what leaves the grid is drawn at its edge. */
export function depth(value: number, { from, to }: { from: number; to: number }): number {
  return 1 - Math.min(1, Math.max(0, (value - from) / (to - from)));
}
