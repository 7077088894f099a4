import { dictionaries, type Key, type Language } from ".";
import { remarksVi } from "./remarks.vi";

const HOLE = /\\\{(\w+)\\\}/g;
/** The counts of a sender's faults stand for all messages with the same fault: a number alone is a `#` there. */
const NUMBER = /(?<![\w.\/-])\d+(?![\w.\/])/g;

interface Pattern {
  matches: RegExp;
  vi: string;
}

const patterns: Pattern[] = Object.entries(remarksVi).map(([english, vi]) => ({
  matches: new RegExp(
    `^${english
      .replace(/[.*+?^${}()|[\]\\]/g, "\\$&")
      .replace(NUMBER, "(?:$&|#)")
      .replace(HOLE, "(?<$1>.+?)")}$`,
    "s",
  ),
  vi,
}));

const exact = new Map(Object.entries(remarksVi));

/** A sentence the dictionary has, or undefined. */
function known(sentence: string): string | undefined {
  const same = exact.get(sentence);
  if (same) return same;
  for (const { matches, vi } of patterns) {
    const found = matches.exec(sentence);
    if (found) return vi.replace(/\{(\w+)\}/g, (whole, name: string) => (found.groups?.[name] === undefined ? whole : word(found.groups[name])));
  }
  return undefined;
}

/** What stands in a hole: a reason, a kind of number, words of their own, or a value as it is. */
function word(text: string): string {
  return dictionaries.vi[`code.${text}` as Key] ?? dictionaries.vi[`identifier.${text}` as Key] ?? known(text) ?? text;
}

/**
 * What the server says about a message, in the language of the screen. Before the sentence may stand the place or the reason it is about
 * (`/patient/birth: …`, `XML2[3]/SO_LUONG: …`, `MALFORMED_FIELD: …`). What nobody has put in words here is shown as it came.
 */
export function told(sentence: string, language: Language): string {
  if (language === "en") return sentence;
  const whole = known(sentence);
  if (whole) return whole;
  const [, about, rest] = /^(\/\S*|XML\d+\S*|[A-Z_]+): (.+)$/s.exec(sentence) ?? [];
  return about && rest ? `${word(about)}: ${known(rest) ?? rest}` : sentence;
}
