import { day, time } from "../format/time";
import type { Span } from "./events";

export interface AxisMark {
  at: number;
  label: string;
  strong: boolean;
}

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const OFFSET = 7 * HOUR;

const monthOf = (at: number) => {
  const local = new Date(at + OFFSET);
  return local.getUTCFullYear() * 12 + local.getUTCMonth();
};
const startOfMonth = (month: number) => Date.UTC(Math.floor(month / 12), month % 12, 1) - OFFSET;

function calendar(span: Span, months: number): AxisMark[] {
  const marks: AxisMark[] = [];
  let month = Math.ceil(monthOf(span.from) / months) * months;
  for (; startOfMonth(month) <= span.to; month += months) {
    const at = startOfMonth(month);
    if (at < span.from) continue;
    const year = Math.floor(month / 12);
    const label = months >= 12 ? String(year) : `${String((month % 12) + 1).padStart(2, "0")}/${year}`;
    marks.push({ at, label, strong: month % 12 === 0 });
  }
  return marks;
}

function even(span: Span, step: number): AxisMark[] {
  const marks: AxisMark[] = [];
  for (let at = Math.ceil((span.from + OFFSET) / step) * step - OFFSET; at <= span.to; at += step) {
    const midnight = (at + OFFSET) % DAY === 0;
    const iso = new Date(at).toISOString();
    marks.push({ at, label: midnight ? day(iso).slice(0, 5) : time(iso), strong: midnight && step < DAY });
  }
  return marks;
}

/** Marks at calendar steps in the hospital's zone (UTC+7 all year), about one per `room` pixels. */
export function axisMarks(span: Span, width: number, room = 90): AxisMark[] {
  const wanted = ((span.to - span.from) * room) / width;
  for (const step of [HOUR, 3 * HOUR, 6 * HOUR, 12 * HOUR, DAY, 2 * DAY, 7 * DAY, 14 * DAY]) {
    if (step >= wanted) return even(span, step);
  }
  for (const months of [1, 3, 6, 12, 24, 60, 120, 240]) {
    if (months * 30 * DAY >= wanted) return calendar(span, months);
  }
  return calendar(span, 600);
}

