import { dated, moment } from "../format/time";
import { decimal } from "../format/values";
import { say, type Language } from "../lang";
import { isRows, type Answers, type Form, type Item, type Option, type Value } from "./form";

/** Answers live under "item" or, in a row of a group, "group/row/item". */
export function valuesAt(answers: Answers, path: string): Value[] {
  const [first, row, inner] = path.split("/") as [string, string?, string?];
  const values = answers[first] ?? NONE;
  return inner === undefined ? values : (values[Number(row)]?.answers?.[inner] ?? NONE);
}
const NONE: Value[] = [];

/** The answers with those of one item changed; an item without answers is left out. */
export function withValues(answers: Answers, path: string, values: Value[]): Answers {
  const [first, row, inner] = path.split("/") as [string, string?, string?];
  if (inner !== undefined) {
    const rows = [...(answers[first] ?? [])];
    const at = Number(row);
    rows[at] = { ...rows[at], answers: withValues(rows[at]?.answers ?? {}, inner, values) };
    return { ...answers, [first]: rows };
  }
  if (values.length > 0) return { ...answers, [first]: values };
  const rest = { ...answers };
  delete rest[first];
  return rest;
}

/** Every item where answers lie, those of groups that only give structure in their place. */
export const leaves = (items: Item[] = []): Item[] => items.flatMap((item) => (item.type === "group" && !isRows(item) ? leaves(item.item) : item.type === "display" ? [] : [item]));

export const labelOf = (item: Item, language: Language): string => {
  const words = (language === "en" ? item.textEn : undefined) ?? item.text ?? "";
  return item.prefix ? `${item.prefix} ${words}` : words;
};

export const optionText = (option: Option, language: Language): string => (language === "en" ? option.displayEn : undefined) ?? option.display;

/** A value in the words of the screen. */
export function valueWords(value: Value, item: Item, language: Language): string {
  if (value.text !== undefined) return value.text;
  if (value.number !== undefined) return [decimal(String(value.number), language), item.unit].filter(Boolean).join(" ");
  if (value.yes !== undefined) return say(language, value.yes ? "sheet.yes" : "sheet.no");
  if (value.date) return dated(value.date);
  if (value.dateTime) return moment(value.dateTime);
  if (value.time) return value.time;
  const option = item.answerOption?.find((one) => one.code === value.code);
  if (option) return optionText(option, language);
  const shown = item.layout === "boxes" || value.display === value.code;
  return [shown ? undefined : value.code, value.display].filter(Boolean).join(" – ") || (value.code ?? "");
}

/** What the person said, without where it came from. */
function meaning({ from: _, because: __, ...value }: Value): unknown {
  return value.answers ? { ...value, answers: sorted(value.answers) } : value;
}

const sorted = (answers: Answers) =>
  Object.keys(answers)
    .sort()
    .map((key) => [key, answers[key]!.map(meaning)]);

/** The same said, in the same order; JSON of a value whose fields come in another order is the same too. */
export function sameValues(one: Value[] = [], other: Value[] = []): boolean {
  const plain = (values: Value[]) => JSON.stringify(values.map(meaning), (_, part: unknown) => (part && typeof part === "object" && !Array.isArray(part) ? Object.fromEntries(Object.entries(part).sort(([a], [b]) => (a < b ? -1 : 1))) : part));
  return one === other || plain(one) === plain(other);
}

export interface Difference {
  item: Item;
  mine: Value[];
  theirs: Value[];
  /** Who changed it; undefined when both did, or nobody knows what stood there before. */
  only?: "mine" | "theirs";
}

/** Items that two people answered differently, in the form's order. */
export function differences(form: Form, base: Answers | undefined, mine: Answers, theirs: Answers): Difference[] {
  return leaves(form.item).flatMap((item) => {
    const [a, b] = [mine[item.linkId] ?? [], theirs[item.linkId] ?? []];
    if (item.calculated || sameValues(a, b)) return [];
    const before = base?.[item.linkId] ?? [];
    const only = !base ? undefined : sameValues(a, before) ? "theirs" : sameValues(b, before) ? "mine" : undefined;
    return [{ item, mine: a, theirs: b, only }];
  });
}

const CONTROL = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]/g;

/** What may be kept of what was typed or pasted. */
export function clean(typed: string, several: boolean): string {
  const lines = typed.replace(/\r\n?/g, "\n").replace(CONTROL, " ").normalize("NFC");
  return several ? lines : lines.replaceAll("\n", " ");
}

/** Answers as a version keeps them: an entry is written by itself, and one being written is only in the draft. */
export function kept(form: Form, answers: Answers): Answers {
  const entries = new Set(leaves(form.item).flatMap((item) => (item.layout === "entries" ? [item.linkId] : [])));
  return Object.fromEntries(Object.entries(answers).map(([linkId, values]) => [linkId, entries.has(linkId) ? values.filter((value) => value.entry) : values] as const).filter(([, values]) => values.length > 0));
}

/** What changed between two states, put on top of a third. */
export function onTop(under: Answers, from: Answers, to: Answers): Answers {
  const result = { ...under };
  for (const linkId of new Set([...Object.keys(from), ...Object.keys(to)])) {
    const [before, now] = [from[linkId], to[linkId]];
    if (before === now || sameValues(before, now)) continue;
    if (now) result[linkId] = now;
    else delete result[linkId];
  }
  return result;
}
