import type { OpenSheet } from "../forms/api";
import type { SheetSignatures, SigningPlace } from "./api";
import type { ToSign } from "./useBatch";

/** Somebody must sign before. */
export const early = (place: SigningPlace, places: readonly SigningPlace[]) => places.some((one) => one.waits && !one.optional && one.step < place.step);

/** So many are there, of so many that the record is not complete without. */
export function standing({ places }: SheetSignatures) {
  const wanted = places.filter(({ signature, waits, optional }) => signature || (waits && !optional));
  return { signed: places.filter(({ signature }) => signature).length, of: wanted.length };
}

/** Whether signatures have anything to say about a sheet: where people sign on paper they have not. */
export const speaks = ({ places, entries, former, refused }: SheetSignatures) => places.some(({ signature, waits }) => signature || waits) || entries.length + former.length + refused.length > 0;

/** When the entries of a sheet were written. */
function entryTimes({ sheet }: OpenSheet): Map<string, string> {
  const rows = Object.values(sheet.answers).flat();
  return new Map(rows.flatMap(({ entry }) => (entry ? [[entry.id, entry.at] as const] : [])));
}

/** A place of the sheet, to be signed. */
export const placeToSign = (patientId: string, { sheet }: OpenSheet, { number, role }: SigningPlace): ToSign => ({ patientId, sheetId: sheet.id, version: sheet.version, place: number, role, what: sheet.title });

/** The entries that this person may sign now. */
export function entriesToSign(patientId: string, opened: OpenSheet, { entries }: SheetSignatures, words: (at: string | undefined) => string): ToSign[] {
  const times = entryTimes(opened);
  const { id, version, title } = opened.sheet;
  return entries
    .filter(({ mayNow }) => mayNow)
    .map(({ entryId }) => ({ patientId, sheetId: id, entryId, version, place: 0, role: "ENTRY", what: `${title} – ${words(times.get(entryId))}` }));
}
