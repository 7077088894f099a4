import type { FormRow, OfferedForm, SheetRow } from "../forms/api";
import { matches } from "../forms/found";

/** What a paper may be. */
export interface Kind {
  code: string;
  title: string;
}

/** Papers that no form stands for. */
export const OTHER = "";

/** The forms of this folder that may still be in it, then those of the ministry that this server has not. */
export function kinds(offered: readonly OfferedForm[], sheets: readonly SheetRow[], all: readonly FormRow[], typed: string, chosen: string): { here: Kind[]; elsewhere: Kind[] } {
  const there = new Set(sheets.filter(({ status }) => status !== "CANCELLED").map(({ form }) => form));
  // What is chosen stays in the list, whatever else is looked for.
  const found = ({ code, title }: Kind) => code === chosen || matches(`${code} ${title}`, typed);
  return {
    here: offered.filter((one) => !(one.once && there.has(one.form))).map(({ form, title }) => ({ code: form, title })).filter(found),
    elsewhere: all.filter(({ state }) => state === "MISSING").map(({ code, title }) => ({ code, title })).filter(found),
  };
}
