import { call } from "../client";
import { isRows, type Answers, type Form, type Item, type Value } from "./form";
import { leaves } from "./answers";

/** Short forms of the hospital's list and what they stand for. */
export type ShortForms = ReadonlyMap<string, string>;

/** The hospital's list on a day (yyyy-MM-dd). */
export const abbreviations = async (day: string, signal?: AbortSignal): Promise<ShortForms> => {
  const { entries } = await call<{ entries: { code: string; name: string }[] }>("GET", `/catalogues/abbreviations?day=${day}`, { signal, background: true });
  return new Map(entries.map(({ code, name }) => [code, name]));
};

const BETWEEN = /[^\p{L}\p{M}\p{N}]+/u;
const AROUND = /^[^\p{L}\p{M}\p{N}]+|[^\p{L}\p{M}\p{N}]+$/gu;
const BLANK = /\s+/;

/** The short forms that stand in a text, each once; the server looks by the same rule. */
export function shortIn(text: string, list: { has(word: string): boolean }): string[] {
  const words = text.split(BLANK).map((word) => word.replace(AROUND, "")).filter(Boolean);
  return [...new Set(words.flatMap((word) => [word, ...word.split(BETWEEN)]).filter((word) => list.has(word)))];
}

/** The text with the words of the list instead of its short forms; a sentence still begins with a capital. */
export function writtenOut(text: string, list: ShortForms): string {
  const put = (word: string, at: number) => {
    const words = list.get(word)!;
    return /(^|[.!?\n])\W*$/.test(text.slice(0, at)) ? words.charAt(0).toUpperCase() + words.slice(1) : words;
  };
  return text.replace(/\S+/g, (piece, at: number) => {
    const word = piece.replace(AROUND, "");
    const from = piece.indexOf(word);
    if (word && list.has(word)) return piece.slice(0, from) + put(word, at + from) + piece.slice(from + word.length);
    return piece.replace(/[\p{L}\p{M}\p{N}]+/gu, (part, inside: number) => (list.has(part) ? put(part, at + inside) : part));
  });
}

/** What people write: long texts, and lines that the record did not fill in. */
const isWritten = (item: Item, value: Value) => value.text !== undefined && (item.type === "text" || (item.type === "string" && !value.from));

export const shortOf = (item: Item, values: Value[], list: ShortForms) => values.flatMap((value) => (isWritten(item, value) ? shortIn(value.text!, list) : []));

/** The values written out; one that the record filled in says why it is another now. */
export const inFull = (item: Item, values: Value[], list: ShortForms, because: string): Value[] =>
  values.map((value) => (isWritten(item, value) && shortIn(value.text!, list).length > 0 ? { ...value, text: writtenOut(value.text!, list), ...(value.from && { because: value.because || because }) } : value));

/** JSON pointers to answers of a form that hold a short form. */
export function shortPlaces(form: Form, answers: Answers, list: ShortForms): string[] {
  const level = (items: Item[], given: Answers, above: string): string[] =>
    leaves(items).flatMap((item) =>
      (given[item.linkId] ?? []).flatMap((value, i) => {
        const at = `${above}/${item.linkId}/${i}`;
        if (isRows(item)) return value.answers ? level(item.item ?? [], value.answers, at) : [];
        return shortOf(item, [value], list).length > 0 ? [at] : [];
      }),
    );
  return list.size === 0 ? [] : level(form.item, answers, "");
}
