import { call, upload } from "../client";

/** Shapes of records that other hospitals gave out, and their calls. */

export interface Sender {
  id: string;
  name: string;
  /** As the ministry calls it. */
  code: string;
}

export interface Fault {
  /** Where it stands, rows counted from 0; line and column of what cannot be read. */
  at: string;
  what: string;
  most?: number;
}

export interface About {
  name: string;
  birth: string;
  sex: string;
  patientNumber: string;
  nationalId: string;
  insuranceNumber: string;
  admissionNumber: string;
  archiveNumber: string;
  kind: string;
  treatment: string;
  start: string;
  end: string;
  department: string;
  mainCode: string;
  mainName: string;
  rows: Record<string, number>;
}

export interface Looked {
  sha256: string;
  form: "XML" | "JSON";
  faults: Fault[];
  /** Faults that are not told. */
  more: number;
  remarks: Fault[];
  about?: About;
  here?: { patientId?: string; nameDiffers: boolean; birthDiffers: boolean; folderId?: string; edition: boolean; own: boolean };
  refused?: { code: string; detail?: string; fields: string[] };
  mayTake: boolean;
  signatures: RecordSignature[];
}

/** A signature of a file. @param at proven by a timestamp authority, else claimed by the signer */
export interface RecordSignature {
  state: "VALID" | "INVALID" | "UNCERTAIN";
  signer?: string;
  unit?: string;
  authority?: string;
  at?: string;
}

export interface Taken {
  patientId: string;
  folderId: string;
  known: boolean;
}

const enc = encodeURIComponent;

export const received = {
  senders: (signal?: AbortSignal) => call<Sender[]>("GET", "/record-imports/senders", { signal }),
  look: (sender: string, file: Blob) => upload<Looked>(`/record-imports/look?sender=${enc(sender)}`, file),
  take: (sender: string, file: Blob, seen: Looked, compared: boolean) =>
    upload<Taken>(`/record-imports?sender=${enc(sender)}&sha256=${enc(seen.sha256)}&compared=${compared}`, file),
};

/** What was found of a record of a ZIP. */
export const FINDINGS = ["GOOD", "COMPARE", "EDITION", "KNOWN", "OWN", "FAULTY", "REFUSED", "TAKEN"] as const;
export type Finding = (typeof FINDINGS)[number];

/** What can be wrong with the files of a record in a ZIP; any other reason is a code of refusals. */
export const PACK_REASONS: readonly string[] = ["UNREADABLE", "TOO_LARGE", "FORBIDDEN", "NOT_FOUND", "DIGEST", "UNLISTED", "MISSING", "FORMS_DIFFER", "NESTED", "SAME", "TWO_EDITIONS", "FAULT"];

/** A ZIP of records that was brought in. No patient data. */
export interface Pack {
  id: string;
  sender: string;
  standing: "LOOKING" | "READY" | "TAKING" | "DONE" | "CANCELLED" | "NOT_ALLOWED" | "GONE";
  broughtAt: string;
  endedAt?: string;
  /** None once its file is removed. */
  keptUntil?: string;
  bytes: number;
  sha256: string;
  part?: number;
  parts?: number;
  /** Records its sender did not give, as it says itself. */
  withheld: number;
  prints: number;
  others: number;
  records: number;
  counts: Record<Lowercase<Finding> | "waiting", number>;
}

export interface PackedRecord {
  place: number;
  /** This and what the file says of whom goes with the file. */
  name?: string;
  finding?: Finding;
  reason?: string;
  person?: string;
  birth?: string;
  visit?: string;
  end?: string;
  patientId?: string;
  folderId?: string;
}

const at = (id: string, place?: number) => `/record-imports/packs/${enc(id)}${place === undefined ? "" : `/records/${place}`}`;

export const packs = {
  bring: (sender: string, zip: Blob) => call<Pack>("POST", `/record-imports/packs?sender=${enc(sender)}`, { file: zip, type: "application/zip" }),
  list: (signal?: AbortSignal, background = false) => call<{ packs: Pack[] }>("GET", "/record-imports/packs", { signal, background }),
  one: (id: string, { finding, after }: { finding?: Finding; after: number }, signal?: AbortSignal, background = false) =>
    call<{ pack: Pack; records: PackedRecord[]; next?: number }>("GET", `${at(id)}?after=${after}${finding ? `&finding=${finding}` : ""}`, { signal, background }),
  take: (id: string) => call<Pack>("POST", `${at(id)}/take`, { body: {} }),
  cancel: (id: string) => call<Pack>("POST", `${at(id)}/cancel`, { body: {} }),
  look: (id: string, place: number, signal?: AbortSignal) => call<Looked>("GET", at(id, place), { signal }),
  takeOne: (id: string, place: number, seen: Looked, compared: boolean) =>
    call<Taken>("POST", `${at(id, place)}/take?sha256=${enc(seen.sha256)}&compared=${compared}`, { body: {} }),
};
