import { call } from "../client";
import type { Job } from "../signing/remote";

export const RELATIONS = ["FATHER", "MOTHER", "WIFE", "HUSBAND", "CHILD", "GUARDIAN", "PROXY", "OTHER"] as const;
export type Relation = (typeof RELATIONS)[number];
export const METHODS = ["DRAWN", "CODE", "FINGERPRINT"] as const;
export type Method = (typeof METHODS)[number];
export type Signer = "PATIENT" | "REPRESENTATIVE";
export type State = "WAITING" | "SIGNED" | "CONFIRMED" | "REFUSED" | "CANCELLED" | "FAILED" | "EXPIRED";

/** What is asked of the holder of a link; nothing of the chart. */
export interface Asked {
  form: string;
  title: string;
  facility?: string;
  place?: string;
  role: "PATIENT" | "WITNESS";
  /** How it may be confirmed. */
  methods: Method[];
  state: State;
  expiresAt: string;
  /** Of the file that is to be read now. */
  sha256: string;
  pages: number;
}

/** A field of 600 by 300. */
export interface Point {
  x: number;
  y: number;
}

export interface Answer {
  signer: Signer;
  name?: string;
  relation?: Relation;
  relationWords?: string;
  because?: string;
  method: Method;
  drawing?: { strokes: { points: Point[] }[] };
  code?: string;
  match?: { result: "MATCH"; device: string; serial: string };
  seen: true;
  sha256: string;
}

/** What the staff shows once: the address, as a QR code too, and the six digits where the paper takes them. */
export interface Begun {
  id: string;
  address: string;
  picture: string[];
  code?: string;
  expiresAt: string;
}

/** What was said and is to be sealed; without a name the patient themselves. */
export interface Said {
  signer: Signer;
  name?: string;
  relation?: Relation;
  relationWords?: string;
  because?: string;
  method: Method;
}

export interface Line {
  id: string;
  version: number;
  place: number;
  state: State;
  begunAt: string;
  begunBy: string;
  /** The caller opened it, and is to seal it. */
  mine: boolean;
  expiresAt: string;
  seenAt?: string;
  said?: Said;
  refusal?: string;
}

const enc = encodeURIComponent;
const ofLink = (token: string) => `/patient-signings/${enc(token)}`;
const ofSheet = (patient: string, sheet: string) => `/patients/${enc(patient)}/sheets/${enc(sheet)}/patient-signings`;

/** What the holder of a link may do. */
export const link = {
  asked: (token: string, signal?: AbortSignal) => call<Asked>("GET", ofLink(token), { signal }),
  page: (token: string, sha256: string, page: number) => `/api/v1${ofLink(token)}/pages/${page}?sha256=${enc(sha256)}`,
  file: (token: string) => `/api/v1${ofLink(token)}/document.pdf`,
  sign: (token: string, answer: Answer) => call<void>("POST", ofLink(token), { body: answer }),
  refuse: (token: string, reason: string) => call<void>("POST", `${ofLink(token)}/refusal`, { body: { reason } }),
};

/** What the staff may do. */
export const asking = {
  list: (patient: string, sheet: string, background: boolean, signal?: AbortSignal) => call<{ signings: Line[] }>("GET", ofSheet(patient, sheet), { background, signal }),
  begin: (patient: string, sheet: string, version: number, place: number) => call<Begun>("POST", ofSheet(patient, sheet), { body: { version, place } }),
  cancel: (patient: string, sheet: string, id: string) => call<void>("DELETE", `${ofSheet(patient, sheet)}/${enc(id)}`),
  confirm: (patient: string, sheet: string, id: string, body: { keyId: string; pin: string; secondWitness?: string }) => call<{ documentId: string }>("POST", `${ofSheet(patient, sheet)}/${enc(id)}/confirmation`, { body }),
  seal: (patient: string, sheet: string, id: string, body: { keyId: string; secondWitness?: string }) => call<Job>("POST", `${ofSheet(patient, sheet)}/${enc(id)}/job`, { body }),
  drawing: (patient: string, sheet: string, id: string) => `/api/v1${ofSheet(patient, sheet)}/${enc(id)}/drawing.png`,
};
