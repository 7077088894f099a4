import { createContext, useContext } from "react";
import type { ShortForms } from "./abbreviations";
import type { Answers, Entry, Value } from "./form";

/** What every field of an open sheet may use; the same object as long as the sheet is open. */
export interface Desk {
  readOnly: boolean;
  /** When what the sheet tells of was: codes are those of that day (yyyy-MM-dd). */
  day?: string;
  put(path: string, values: Value[]): void;
  /** Keeps what cannot be read as an answer; undefined when it can. */
  keep(path: string, typed: string | undefined): void;
  /** Writes an entry for good; strikes one out. Undefined where nobody may. */
  write?(item: string, answers: Answers): Promise<boolean>;
  /** What the record knows of the entry that is written next. */
  known?(): Promise<Answers>;
  strike?(entry: string): void;
  mayStrike?(entry: Entry): boolean;
  /** What may not stand on a paper that is handed out; undefined for every other sheet. */
  short?: ShortForms;
}

const DeskContext = createContext<Desk | null>(null);
export const DeskProvider = DeskContext.Provider;

export function useDesk(): Desk {
  const desk = useContext(DeskContext);
  if (!desk) throw new Error("no sheet is open");
  return desk;
}

/** Where a field stands in the document, to jump to. */
export const anchor = (path: string) => `f-${path.replaceAll("/", "-")}`;

/** Brings a field into view and the cursor into it. */
export function jump(path: string) {
  const place = document.getElementById(anchor(path));
  place?.scrollIntoView?.({ block: "center" });
  const field = place?.querySelector<HTMLElement>("input, textarea, select, [tabindex], button");
  (field ?? place)?.focus({ preventScroll: true });
}
