import { moment } from "../format/time";
import { typedInstant } from "../format/typed";
import type { Entered, Kind, Limits, Measured, Sign } from "./api";

/** What was typed and is not judged yet. */
export interface Draft {
  at: string;
  signs: Partial<Record<Kind, string>>;
  oxygen: "" | "yes" | "no";
  consciousness: "" | NonNullable<Measured["consciousness"]>;
  note: string;
  confirmed: boolean;
}

export function draftOf(old: Measured | undefined): Draft {
  return {
    at: moment(old?.at ?? new Date().toISOString()),
    signs: Object.fromEntries((old?.signs ?? []).map(({ kind, value }) => [kind, String(value).replace(".", ",")])),
    oxygen: old?.oxygen === undefined ? "" : old.oxygen ? "yes" : "no",
    consciousness: old?.consciousness ?? "",
    note: old?.note ?? "",
    confirmed: false,
  };
}

const NUMBER = /^\d{1,5}([.,]\d{1,3})?$/;

/** A number as people type it, with a comma or a point; undefined when it is none. */
export function typedNumber(text: string): number | undefined {
  const plain = text.trim();
  return NUMBER.test(plain) ? Number(plain.replace(",", ".")) : undefined;
}

const decimalsOf = (text: string) => (/[.,](\d+)$/.exec(text.trim())?.[1] ?? "").length;

export interface Judged {
  signs: Sign[];
  /** What cannot be. */
  wrong: Limits[];
  /** What is asked about. */
  unusual: Limits[];
}

/** What was typed, by the limits the server told. */
export function judge(draft: Draft, kinds: Limits[]): Judged {
  const judged: Judged = { signs: [], wrong: [], unusual: [] };
  for (const limits of kinds) {
    const text = draft.signs[limits.kind] ?? "";
    if (!text.trim()) continue;
    const value = typedNumber(text);
    if (value === undefined || value < limits.lowest || value > limits.highest || decimalsOf(text) > limits.decimals) {
      judged.wrong.push(limits);
      continue;
    }
    if (value < limits.usualLow || value > limits.usualHigh) judged.unusual.push(limits);
    judged.signs.push({ kind: limits.kind, value });
  }
  return judged;
}

/** The reading that is sent; undefined when its time cannot be read. */
export function entered(draft: Draft, signs: Sign[]): Entered | undefined {
  const at = typedInstant(draft.at);
  return at === undefined
    ? undefined
    : {
        at,
        signs,
        ...(draft.oxygen && { oxygen: draft.oxygen === "yes" }),
        ...(draft.consciousness && { consciousness: draft.consciousness }),
        ...(draft.note.trim() && { note: draft.note.trim() }),
        confirmed: draft.confirmed,
      };
}
