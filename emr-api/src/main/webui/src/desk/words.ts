import { dictionaries } from "../lang";

/** By what a message can be looked for; WAITING is what a person must still help with. */
export const OUTCOMES = ["WAITING", "APPLIED", "PARKED", "REFUSED"] as const;

/** Reasons a message can have, from the dictionary; those of sign-in and of the page itself are none. */
const NOT_OF_MESSAGES = ["WRONG_CREDENTIALS", "ACCOUNT_LOCKED", "FORBIDDEN", "NOT_FOUND", "NO_CONNECTION", "INTERNAL", "TEMPORARY", "OVERLOADED"];
export const CODES = Object.keys(dictionaries.vi)
  .filter((key) => key.startsWith("code."))
  .map((key) => key.slice("code.".length))
  .filter((code) => !NOT_OF_MESSAGES.includes(code));

const TIME = /^(\d{1,2})\/(\d{1,2})\/(\d{4})(?:\s+(\d{1,2}):(\d{2}))?$/;

/**
 * dd/MM/yyyy HH:mm by the hospital's clock (UTC+7, no summer time) as an instant; a day alone is its midnight. Undefined for what is
 * empty or no time: a field of the browser would show month and day in the order of the browser's language.
 */
export function instant(typed: string): string | undefined {
  const [, day, month, year, hour = "0", minute = "00"] = TIME.exec(typed.trim()) ?? [];
  if (!day || !month || !year) return undefined;
  const two = (text: string) => text.padStart(2, "0");
  const clock = `${year}-${two(month)}-${two(day)}T${two(hour)}:${minute}:00`;
  const at = Date.parse(`${clock}Z`);
  // The 31st of a short month, or 25 o'clock, is another time or none.
  if (Number.isNaN(at) || !new Date(at).toISOString().startsWith(clock)) return undefined;
  return new Date(`${clock}+07:00`).toISOString();
}

export function percent(rate: number | undefined, language: string): string {
  if (rate === undefined) return "";
  return new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 }).format(rate);
}
