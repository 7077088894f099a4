import type { Precision, When } from "../api";
import type { Language } from "../lang";

/** Screens show the hospital's clock, wherever the browser is. */
export const ZONE = "Asia/Ho_Chi_Minh";

const parts = new Intl.DateTimeFormat("en-GB", {
  timeZone: ZONE,
  year: "numeric",
  month: "2-digit",
  day: "2-digit",
  hour: "2-digit",
  minute: "2-digit",
  hourCycle: "h23",
});

interface Clock {
  year: string;
  month: string;
  day: string;
  hour: string;
  minute: string;
}

function clock(instant: Date): Clock {
  const found = { year: "", month: "", day: "", hour: "", minute: "" };
  for (const part of parts.formatToParts(instant)) {
    if (part.type in found) found[part.type as keyof Clock] = part.value;
  }
  return found;
}

const EXACT: readonly Precision[] = ["HOUR", "MINUTE", "SECOND"];

/** The first instant a time can mean, in milliseconds; undefined when it cannot be placed. */
export function millis(when: When | undefined): number | undefined {
  if (!when) return undefined;
  const text = typeof when === "string" ? when : when.from;
  const value = text ? Date.parse(text) : Number.NaN;
  if (!Number.isNaN(value)) return value;
  const digits = typeof when === "string" ? null : dateDigits(when.sent);
  return digits ? Date.parse(`${digits[0]}-${digits[1] ?? "01"}-${digits[2] ?? "01"}T00:00:00+07:00`) : undefined;
}

function dateDigits(sent: string): [string, string?, string?] | null {
  const found = /^(\d{4})(?:-?(\d{2})(?:-?(\d{2}))?)?/.exec(sent.trim());
  return found ? [found[1]!, found[2], found[3]] : null;
}

/** dd/MM/yyyy, or less when less is known: a birth year stays "1958". A day without a time is the same day here. */
export function day(when: When | undefined): string {
  if (!when) return "";
  if (typeof when !== "string" && !EXACT.includes(when.precision)) {
    const digits = dateDigits(when.sent);
    if (!digits) return when.sent;
    const wanted = when.precision === "YEAR" ? 1 : when.precision === "MONTH" ? 2 : 3;
    return digits.slice(0, wanted).filter(Boolean).reverse().join("/");
  }
  const at = millis(when);
  if (at === undefined) return typeof when === "string" ? when : when.sent;
  const c = clock(new Date(at));
  return `${c.day}/${c.month}/${c.year}`;
}

/** A date yyyy-MM-dd as dd/MM/yyyy, or the month or year that is all that is known of it. */
export const dated = (date: string) => date.split("-").reverse().join("/");

/** HH:mm, empty when the sender gave only a date. */
export function time(when: When | undefined): string {
  if (!when || (typeof when !== "string" && !EXACT.includes(when.precision))) return "";
  const at = millis(when);
  if (at === undefined) return "";
  const c = clock(new Date(at));
  return `${c.hour}:${c.minute}`;
}

/** dd/MM/yyyy HH:mm, by precision. */
export function moment(when: When | undefined): string {
  return [day(when), time(when)].filter(Boolean).join(" ");
}

/** The same words, not parted where a column is narrow. */
export const unbroken = (words: string) => words.replaceAll(" ", "\u00a0");

/** yyyy-MM-dd in the hospital's zone, to group by day. */
export function dayKey(at: number): string {
  const c = clock(new Date(at));
  return `${c.year}-${c.month}-${c.day}`;
}

/** "5 phút trước", "2 days ago". */
export function ago(instant: string, language: Language, now: number = Date.now()): string {
  const seconds = Math.round((Date.parse(instant) - now) / 1000);
  const say = new Intl.RelativeTimeFormat(language, { numeric: "auto" });
  const size = Math.abs(seconds);
  if (size < 60) return say.format(0, "minute");
  if (size < 3600) return say.format(Math.trunc(seconds / 60), "minute");
  if (size < 86_400) return say.format(Math.trunc(seconds / 3600), "hour");
  return say.format(Math.trunc(seconds / 86_400), "day");
}

/**
 * Age in words, at `until`: days under one month, months under six years (the age the statutory forms count in months),
 * then years. A birth year alone gives the difference of years.
 */
export function age(birth: When | undefined, language: Language, until: number = Date.now()): string {
  const born = millis(birth);
  if (born === undefined || born > until) return "";
  const from = clock(new Date(born));
  const to = clock(new Date(until));
  const precision = typeof birth === "string" ? "DAY" : birth!.precision;
  const yearOnly = precision === "YEAR";
  const sentYear = typeof birth === "string" ? from.year : (dateDigits(birth!.sent)?.[0] ?? from.year);
  if (yearOnly) return years(Number(to.year) - Number(sentYear), language);
  let months = (Number(to.year) - Number(from.year)) * 12 + Number(to.month) - Number(from.month);
  if (precision !== "MONTH" && Number(to.day) < Number(from.day)) months -= 1;
  if (months >= 72) return years(Math.floor(months / 12), language);
  if (months >= 1 || precision === "MONTH") return count(months, language, "tháng", "month");
  return count(Math.floor((until - born) / 86_400_000), language, "ngày", "day");
}

function years(n: number, language: Language): string {
  return count(n, language, "tuổi", "year");
}

function count(n: number, language: Language, vi: string, en: string): string {
  return language === "vi" ? `${n} ${vi}` : `${n} ${en}${n === 1 ? "" : "s"}`;
}
