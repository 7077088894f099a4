import { dictionaries } from "../lang";

/** By what a message can be looked for; WAITING is what a person must still help with. */
export const OUTCOMES = ["WAITING", "APPLIED", "PARKED", "REFUSED"] as const;

/** Reasons a message can have, from the dictionary; those of sign-in and of the page itself are none. */
const NOT_OF_MESSAGES = ["WRONG_CREDENTIALS", "ACCOUNT_LOCKED", "FORBIDDEN", "NOT_FOUND", "NO_CONNECTION", "INTERNAL", "TEMPORARY", "OVERLOADED"];
export const CODES = Object.keys(dictionaries.vi)
  .filter((key) => key.startsWith("code."))
  .map((key) => key.slice("code.".length))
  .filter((code) => !NOT_OF_MESSAGES.includes(code));

/** By which rule the text of a message was decoded (`DECLARED UTF-8`), in words: the character set first. */
export function decoding(rule: string | undefined, code: (group: string, name: string) => string): string {
  const [name = "", charset] = (rule ?? "").split(" ");
  return [charset, code("charset", name)].filter(Boolean).join(" – ");
}

/** With one decimal; what is there, however little, is not nothing. */
export function percent(rate: number | undefined, language: string): string {
  if (rate === undefined) return "";
  const words = new Intl.NumberFormat(language, { style: "percent", maximumFractionDigits: 1 });
  return rate > 0 && rate < 0.0005 ? `< ${words.format(0.001)}` : words.format(rate);
}
