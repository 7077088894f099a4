import { call } from "../client";
import type { OpenSheet } from "../forms/api";

/** What is to be signed now, when others have, and what came back. */
export const PARTS = ["READY", "LATER", "RETURNED"] as const;
export type Part = (typeof PARTS)[number];

/** One signature that is waited for; without an entry the whole sheet. */
export interface Line {
  patientId: string;
  patient: string;
  patientNumber?: string;
  folderId: string;
  sheetId: string;
  entryId?: string;
  version: number;
  place: number;
  role: string;
  /** Only this person may sign it. */
  own: boolean;
  form: string;
  title: string;
  author: string;
  happened: string;
  since: string;
  /** Why it came back. */
  reason?: string;
}

export interface Counts {
  ready: number;
  later: number;
  returned: number;
}

export interface Item {
  patientId: string;
  sheetId: string;
  entryId?: string;
  /** That was seen. */
  version: number;
  place: number;
}

/** As many as are signed at once. */
export const MOST = 50;

export type Level = "B" | "T" | "LT" | "LTA";

/** What became of one; without a code it was signed. */
export interface Outcome {
  sheetId: string;
  entryId?: string;
  place: number;
  documentId?: string;
  level?: Level;
  code?: string;
  warnings?: string[];
}

export type Holder = "PKCS12" | "PKCS11" | "SMARTCA" | "SMARTCA_CSC" | "MYSIGN";

/** What somebody signs with; with a facility it is the seal of that facility. */
export interface Key {
  id: string;
  accountId?: string;
  facilityId?: string;
  holder: Holder;
  /** Which holds it; without one it is at hand. */
  serviceId?: string;
  algorithm: string;
  subject: string;
  issuer: string;
  serial: string;
  notBefore: string;
  notAfter: string;
  registeredAt: string;
  lockedUntil?: string;
  /** Of a key in the hospital's device: its owner said by which PIN it signs. */
  pinSet?: boolean;
}

/** A certificate looked at before it signs. */
export interface Check {
  trusted: boolean;
  inPeriod: boolean;
  revocation: "GOOD" | "REVOKED" | "UNKNOWN" | "UNREACHABLE" | "NONE";
  source?: "OCSP" | "CRL" | null;
  at: string;
  warnings: string[];
}

/** These forbid the signature; what else is warned of does not. */
const FORBIDDING = ["CERTIFICATE_UNTRUSTED", "CERTIFICATE_EXPIRED", "CERTIFICATE_NOT_YET_VALID", "CERTIFICATE_REVOKED", "CERTIFICATE_UNKNOWN", "KEY_NOT_FOR_SIGNING", "KEY_TOO_SHORT"];
export const maySign = ({ warnings }: Check) => !warnings.some((one) => FORBIDDING.includes(one));

export interface Signature {
  id: string;
  documentId: string;
  place: number;
  role: string;
  signer: string;
  holder: Holder;
  level: Level;
  at: string;
  stampedAt?: string;
  /** Of a patient's place: what they confirmed, sealed by the staff. */
  patient?: ByPatient;
  warnings: string[];
}

/** How a patient, or who signs for them, confirmed; they hold no certificate. */
export interface ByPatient {
  signer: "PATIENT" | "REPRESENTATIVE";
  method: "DRAWN" | "CODE" | "FINGERPRINT";
  relation?: string;
  relationWords?: string;
  because?: string;
  sealedBy: string;
  secondWitness?: string;
}

/** A place of a form where somebody signs; those of an earlier step sign first. */
export interface SigningPlace {
  number: number;
  role: string;
  words?: string;
  step: number;
  optional: boolean;
  signature?: Signature;
  waits: boolean;
  mayNow: boolean;
  /** The patient may be asked to sign here now. */
  mayAsk?: boolean;
}

export interface SignedEntry {
  entryId: string;
  signature?: Signature;
  waits: boolean;
  mayNow: boolean;
}

/** Who signed a sheet and its entries, and who is still to. */
export interface SheetSignatures {
  documentId?: string;
  version: number;
  places: SigningPlace[];
  entries: SignedEntry[];
  former: { documentId: string; version: number; madeAt: string; signatures: number }[];
  refused: { version: number; role: string; by: string; at: string; reason: string }[];
}

export interface TrustedCertificate {
  id: string;
  subject: string;
  issuer: string;
  serial: string;
  sha256: string;
  notBefore: string;
  notAfter: string;
  authority: boolean;
  addedAt: string;
  addedBy: string;
  removedAt?: string | null;
}

const enc = encodeURIComponent;
const ofSheet = (patient: string, sheet: string, rest: string) => `/patients/${enc(patient)}/sheets/${enc(sheet)}/${rest}`;

export const signing = {
  awaited: (part: Part, signal?: AbortSignal, background = false) => call<{ part: Part; lines: Line[]; more: boolean }>("GET", `/signing/awaited?part=${part}`, { signal, background }),
  counts: (signal?: AbortSignal, background = false) => call<Counts>("GET", "/signing/counts", { signal, background }),
  sign: (keyId: string, pin: string, items: Item[]) => call<{ outcomes: Outcome[] }>("POST", "/signing/signatures", { body: { keyId, pin, items } }),
  keys: (signal?: AbortSignal) => call<{ keys: Key[] }>("GET", "/signing/keys", { signal }),
  register: (body: { file: string; pin: string; facilityId?: string }) => call<Key>("POST", "/signing/keys", { body }),
  end: (key: string) => call<void>("DELETE", `/signing/keys/${enc(key)}`),
  check: (key: string, signal?: AbortSignal) => call<Check>("GET", `/signing/keys/${enc(key)}/check`, { signal }),
  trusted: (signal?: AbortSignal) => call<{ certificates: TrustedCertificate[] }>("GET", "/trusted-certificates", { signal }),
  trust: (certificate: string) => call<{ certificates: TrustedCertificate[] }>("POST", "/trusted-certificates", { body: { certificate } }),
  distrust: (id: string) => call<{ certificates: TrustedCertificate[] }>("DELETE", `/trusted-certificates/${enc(id)}`),
  ofSheet: (patient: string, sheet: string, signal?: AbortSignal) => call<SheetSignatures>("GET", ofSheet(patient, sheet, "signatures"), { signal }),
  refuse: (patient: string, sheet: string, body: { version: number; place: number; reason: string }) => call<OpenSheet>("POST", ofSheet(patient, sheet, "signatures/refusal"), { body }),
  revise: (patient: string, sheet: string, body: { version: number; reason: string }) => call<OpenSheet>("POST", ofSheet(patient, sheet, "revision"), { body }),
  /** The very file that is signed, with the signatures it has. */
  file: ({ patientId, sheetId, entryId, version }: Pick<Item, "patientId" | "sheetId" | "entryId"> & { version?: number }) =>
    `/api/v1${ofSheet(patientId, sheetId, "signed.pdf")}${entryId ? `?entry=${enc(entryId)}` : version ? `?version=${version}` : ""}`,
};
