import type { LabCell, Level, Range } from "../api";
import type { Language } from "../lang";

const PLAIN_NUMBER = /^\s*[<>≤≥]?=?\s*-?\d+(?:\.\d+)?\s*$/;

/** A number as the reader writes it: decimal comma in Vietnamese, digits kept exactly as sent. */
export function decimal(text: string, language: Language): string {
  return language === "vi" && PLAIN_NUMBER.test(text) ? text.replace(".", ",") : text;
}

export function valueText(
  cell: Pick<LabCell, "text" | "number" | "comparator">,
  language: Language,
): string {
  const sent = cell.text?.trim();
  if (sent) return cell.number === undefined ? sent : decimal(sent, language);
  if (cell.number === undefined) return "";
  return `${cell.comparator ?? ""}${decimal(String(cell.number), language)}`;
}

/** The range as sent, or built from its ends. */
export function rangeText(range: Range | undefined, language: Language): string {
  if (!range) return "";
  if (range.text) {
    return language === "vi" ? range.text.replace(/(\d)\.(\d)/g, "$1,$2") : range.text;
  }
  const show = (n: number) => decimal(String(n), language);
  if (range.low !== undefined && range.high !== undefined) return `${show(range.low)} – ${show(range.high)}`;
  if (range.low !== undefined) return `≥ ${show(range.low)}`;
  return range.high !== undefined ? `≤ ${show(range.high)}` : "";
}

/** The letter beside a value; nothing for a normal one. Colour never speaks alone. */
export function levelLetter(level: Level | undefined): string {
  return !level || level === "N" ? "" : level;
}

export function isAbnormal(level: Level | undefined): boolean {
  return levelLetter(level) !== "";
}

/** Taken back by the laboratory: still shown, struck through, but no longer a value. */
export function isWithdrawn(status: string | undefined): boolean {
  return status === "CANCELLED" || status === "ENTERED_IN_ERROR" || status === "DELETED";
}

export interface Delta {
  arrow: "↑" | "↓" | "→";
  text: string;
}

/** Newest against the one before, with as many decimals as the more exact of the two. */
export function delta(newest: number, before: number, language: Language): Delta {
  const places = Math.min(4, Math.max(decimals(newest), decimals(before)));
  const change = newest - before;
  const shown = Math.abs(change).toFixed(places);
  const arrow = Number(shown) === 0 ? "→" : change > 0 ? "↑" : "↓";
  return { arrow, text: arrow === "→" ? "" : decimal(shown, language) };
}

function decimals(value: number): number {
  const text = String(value);
  return text.includes(".") ? text.length - text.indexOf(".") - 1 : 0;
}

export function bytes(size: number | undefined, language: Language): string {
  if (size === undefined) return "";
  const units = ["B", "kB", "MB", "GB", "TB"];
  let value = size;
  let unit = 0;
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000;
    unit += 1;
  }
  return `${decimal(unit === 0 ? String(value) : value.toFixed(1), language)} ${units[unit]}`;
}

export function whole(n: number, language: Language): string {
  return n.toLocaleString(language === "vi" ? "vi-VN" : "en-GB");
}
