import { call } from "../client";

/** Shapes of requests for records, and their calls. */

export const FORMS = ["READ", "SUMMARY", "COPY", "EXPORT"] as const;
export type Form = (typeof FORMS)[number];
export const WAYS = ["IN_PERSON", "POST", "EMAIL", "OFFICIAL_NETWORK"] as const;
export type Way = (typeof WAYS)[number];
export const IDENTITIES = ["CCCD", "PASSPORT", "VNEID", "OFFICE_CARD", "OTHER"] as const;
export const MANDATES = [
  "MANDATE", "GUARDIANSHIP", "BIRTH_CERTIFICATE", "MARRIAGE_CERTIFICATE", "INHERITANCE", "LAWYER_REGISTRATION", "OFFICIAL_LETTER", "DECISION", "PATIENT_CONSENT", "OTHER",
] as const;
export const PARTS = ["DIAGNOSES", "RESULTS", "IMAGING", "TREATMENT", "DOCUMENTS"] as const;
export type Part = (typeof PARTS)[number];
export const OUTCOMES = ["APPROVED", "PARTLY", "REFUSED"] as const;
export type Outcome = (typeof OUTCOMES)[number];
export const LISTS = ["OPEN", "OVERDUE", "CLOSED", "ALL"] as const;
export type List = (typeof LISTS)[number];

/** Who may ask, and what the law says of it. */
export interface Choice {
  requester: string;
  basis: string;
  forms: Form[];
  needsMandate: boolean;
  needsOrganization: boolean;
  needsConsent: boolean;
  needsWords: boolean;
}

export interface Proof {
  kind: string;
  number: string;
  by?: string;
  on?: string;
}

export interface RequestForm {
  requester: string;
  name: string;
  organization?: string;
  identity: Proof;
  mandate?: Proof;
  basisNote?: string;
  purpose: string;
  forms: Form[];
  scope: string;
  periodFrom?: string;
  periodUntil?: string;
  contact?: string;
  way: Way;
  receivedAt?: string;
  dueOn?: string;
}

export interface Line {
  id: string;
  number: string;
  patientId: string;
  patientName?: string;
  patientNumber?: string;
  requester: string;
  name: string;
  organization?: string;
  state: string;
  receivedAt: string;
  dueOn: string;
  overdue: boolean;
}

export interface Version {
  version: number;
  at: string;
  by: string;
  reason?: string;
  basis: string;
  dueOn: string;
  form: RequestForm;
}

/** What is noted when something is handed over. */
export interface Handed {
  step: number;
  form: Form;
  what: string;
  pages?: number;
  copies?: number;
  fileSha256?: string;
  fileBytes?: number;
  leftOut: boolean;
  way: Way;
  handedTo: string;
  proof: Proof;
}

/** What was handed over, of the record as it was then. */
export interface Delivery extends Handed {
  recordAt: string;
  recordCommit?: string;
}

/** An account from outside to which the request was opened. */
export interface Guest {
  id: string;
  username: string;
  displayName: string;
  prints: boolean;
  from: string;
  until: string;
  lasts: boolean;
  endedAt?: string;
  endedBy?: string;
  reason?: string;
}

/** A record that is open to the one who asks. */
export interface OpenRecord {
  number: string;
  patientId: string;
  name?: string;
  patientNumber?: string;
  purpose: string;
  parts: Part[];
  prints: boolean;
  until: string;
}

/** One request with everything about it, and what the one who looks may do next. */
export interface Whole {
  id: string;
  number: string;
  patientId: string;
  patientName?: string;
  patientNumber?: string;
  facility?: string;
  state: string;
  step: number;
  receivedAt: string;
  dueOn: string;
  overdue: boolean;
  versions: Version[];
  steps: { step: number; kind: string; at: string; by: string; note?: string }[];
  decision?: { forms: Form[]; visits: string[]; outsideVisits: boolean; parts: Part[]; labels: string[]; until?: string };
  deliveries: Delivery[];
  guests: Guest[];
  labels: { id: string; nameVi: string; nameEn: string }[];
  labelsLeft: boolean;
  /** Visits that are not given out before their record is completed. */
  notYet: string[];
  may: { amend: boolean; askForPapers: boolean; decide: boolean; deliver: boolean; open: boolean; withdraw: boolean; close: boolean };
}

export interface Decided {
  step: number;
  outcome: Outcome;
  forms?: Form[];
  visits?: string[];
  outsideVisits?: boolean;
  parts?: Part[];
  labels?: string[];
  until?: string;
  reason?: string;
}

export interface Entry {
  number: string;
  receivedAt: string;
  patientName?: string;
  patientNumber?: string;
  requester: string;
  name: string;
  organization?: string;
  identity: Proof;
  basis: string;
  purpose: string;
  asked: Form[];
  dueOn: string;
  state: string;
  decidedBy?: string;
  decidedAt?: string;
  given: { on: string; form: Form; handedTo: string }[];
  takenInBy: string;
}

const at = (id: string, act = "") => `/disclosures/${encodeURIComponent(id)}${act}`;

export const disclosures = {
  choices: (signal?: AbortSignal) => call<Choice[]>("GET", "/disclosures/choices", { signal }),
  search: (asked: { text: string; which: List; cursor?: string }, signal?: AbortSignal) =>
    call<{ requests: Line[]; next?: string }>("POST", "/disclosures/search", { body: asked, signal }),
  waiting: (signal?: AbortSignal, background = false) => call<{ toDecide: number; overdue: number }>("GET", "/disclosures/waiting", { signal, background }),
  register: (from: string, until: string) => call<{ entries: Entry[]; more: boolean }>("POST", "/disclosures/register", { body: { from, until } }),
  receive: (whose: { patientId?: string; patientNumber?: string }, form: RequestForm) => call<Whole>("POST", "/disclosures", { body: { ...whose, form } }),
  one: (id: string, signal?: AbortSignal) => call<Whole>("GET", at(id), { signal }),
  amend: (id: string, step: number, form: RequestForm, reason: string) => call<Whole>("POST", at(id, "/versions"), { body: { step, form, reason } }),
  papers: (id: string, step: number, note: string) => call<Whole>("POST", at(id, "/papers"), { body: { step, note } }),
  decide: (id: string, decided: Decided) => call<Whole>("POST", at(id, "/decision"), { body: decided }),
  deliver: (id: string, handed: Handed) => call<Whole>("POST", at(id, "/deliveries"), { body: handed }),
  close: (id: string, step: number, note: string) => call<Whole>("POST", at(id, "/close"), { body: { step, note } }),
  open: (id: string, asked: { step: number; username: string; from?: string; until?: string; prints: boolean }) => call<Whole>("POST", at(id, "/guests"), { body: asked }),
  withdraw: (id: string, guestId: string, step: number, reason: string) =>
    call<Whole>("POST", at(id, `/guests/${encodeURIComponent(guestId)}/end`), { body: { step, reason } }),
  opened: (signal?: AbortSignal) => call<OpenRecord[]>("GET", "/disclosures/opened", { signal }),
  printed: (id: string) => call<void>("POST", at(id, "/prints")),
  about: (patientId: string, signal?: AbortSignal) => call<Line[]>("GET", `/patients/${encodeURIComponent(patientId)}/disclosures`, { signal }),
};
