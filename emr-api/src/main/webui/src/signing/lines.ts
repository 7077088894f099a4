import { matches } from "../forms/found";
import type { Line } from "./api";
import type { ToSign } from "./useBatch";

/** What tells one line from the others. */
export const lineKey = ({ sheetId, entryId, place }: Pick<Line, "sheetId" | "entryId" | "place">) => `${entryId ?? sheetId} ${place}`;

/** Of whom and what it is, in one line of words. */
export const lineWords = ({ title, patient }: Pick<Line, "title" | "patient">) => `${title} – ${patient}`;

export const found = (lines: readonly Line[], typed: string) => lines.filter((one) => matches(`${one.patient} ${one.patientNumber ?? ""} ${one.title} ${one.form} ${one.author}`, typed));

export const toSign = (line: Line): ToSign => ({ ...line, what: lineWords(line) });
