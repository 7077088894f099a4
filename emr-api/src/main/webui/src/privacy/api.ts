import type { Anomaly } from "../audit/api";
import { call, download } from "../client";

/** Shapes of consents, their texts and the register of processing, and their calls. */

export interface Text {
  purpose: string;
  version: number;
  madeAt: string;
  madeBy: string;
  title: string;
  body: string;
  /** What a withdrawal means. */
  consequence: string;
  digest: string;
  offered: boolean;
}

export interface Purpose {
  code: string;
  nameVi: string;
  nameEn: string;
  /** Words a first version may begin with. */
  proposed: string;
  consequence: string;
  versions: Text[];
}

export const BY = ["PATIENT", "REPRESENTATIVE", "CHILD_AND_REPRESENTATIVE"] as const;
export type By = (typeof BY)[number];
export const CHANNELS = ["SIGNED_PAPER", "ELECTRONIC"] as const;
export type Channel = (typeof CHANNELS)[number];

export interface Actor {
  by: By;
  representative?: string;
  relation?: string;
}

export interface Consent extends Actor {
  id: string;
  purpose: string;
  nameVi: string;
  nameEn: string;
  text: Text;
  channel: Channel;
  evidence: string;
  givenAt: string;
  validUntil?: string;
  recordedAt: string;
  recordedBy: string;
  inForce: boolean;
  withdrawal?: Actor & { at: string; note?: string; recordedAt: string; recordedBy: string };
}

export interface Panel {
  consents: Consent[];
  offered: Text[];
}

export interface Given extends Actor {
  purpose: string;
  textVersion: number;
  channel: Channel;
  evidence: string;
  givenAt?: string;
  validUntil?: string;
}

export type Ground = "CARE" | "LEGAL_DUTY" | "PROCESSOR" | "CONSENT";

export interface Destination {
  sourceId: string;
  name: string;
  ways: string[];
  /** None: nothing leaves. */
  declared?: { purpose: string; ground: Ground; basis?: string; data?: string; receiver?: string; country: string; term?: string };
  usual: boolean;
  withheld: number;
  lastWithheldAt?: string;
}

const of = (id: string) => `/patients/${encodeURIComponent(id)}/consents`;

export const privacy = {
  consents: (patientId: string, signal?: AbortSignal) => call<Panel>("GET", of(patientId), { signal }),
  give: (patientId: string, given: Given) => call<Panel>("POST", of(patientId), { body: given }),
  withdraw: (patientId: string, consentId: string, said: Actor & { note?: string }) =>
    call<Panel>("POST", `${of(patientId)}/${encodeURIComponent(consentId)}/withdrawal`, { body: said }),
  printed: (patientId: string) => call<void>("POST", `${of(patientId)}/prints`),
  texts: (signal?: AbortSignal) => call<Purpose[]>("GET", "/privacy/texts", { signal }),
  make: (form: { purpose: string; version: number; title: string; body: string; consequence: string; offered: boolean }) =>
    call<Purpose[]>("POST", "/privacy/texts", { body: form }),
  register: (signal?: AbortSignal) => call<Destination[]>("GET", "/privacy/register", { signal }),
};

export interface Sort {
  code: string;
  nameVi: string;
  nameEn: string;
  days: number;
  daysOthers: number;
  article: string;
}

export const OUTCOMES = ["DONE", "PARTLY", "REFUSED"] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface Step {
  act: "ACKNOWLEDGED" | "EXTENDED" | "ANSWERED";
  outcome?: Outcome;
  reason?: string;
  article?: string;
  at?: string;
  by?: string;
}

/** What somebody asked about the own data, and how its clock stands. */
export interface SubjectRequest extends Actor {
  id: string;
  number: string;
  kind: Sort;
  channel: Channel;
  words: string;
  others: boolean;
  receivedAt: string;
  recordedBy: string;
  acknowledgeBy?: string;
  answerBy: string;
  state: "OPEN" | "SOON" | "OVERDUE" | "ANSWERED";
  steps: Step[];
  /** Of what is to be erased: the law that wants it kept. */
  keptBy?: string;
}

export interface NewRequest extends Actor {
  number: string;
  kind: string;
  channel: Channel;
  words: string;
  others: boolean;
  receivedAt?: string;
}

export const requests = {
  all: (signal?: AbortSignal) => call<SubjectRequest[]>("GET", "/privacy/requests", { signal }),
  kinds: (signal?: AbortSignal) => call<Sort[]>("GET", "/privacy/requests/kinds", { signal }),
  take: (form: NewRequest) => call<SubjectRequest>("POST", "/privacy/requests", { body: form }),
  step: (id: string, step: Step) => call<SubjectRequest>("POST", `/privacy/requests/${encodeURIComponent(id)}/steps`, { body: step }),
  printed: (id: string) => call<void>("POST", `/privacy/requests/${encodeURIComponent(id)}/prints`),
};

export interface BreachQuestion {
  from: string;
  to: string;
  knownAt: string;
  username?: string;
  source?: string;
  number?: string;
}

/** What a breach touched, as the trace says it. */
export interface BreachPack {
  from: string;
  to: string;
  knownAt: string;
  authorityBy: string;
  securityFirstBy: string;
  securityReportBy: string;
  people: { all: number; restricted: number; opened: number; printed: number; exported: number; sent: number; classes: Record<string, number> };
  accounts: { kind: string; name?: string; role?: string; first: string; last: string; lines: number; people: number; addresses: string[]; devices: string[] }[];
  signIns: { kind: string; name?: string; address?: string; count: number; first: string; last: string }[];
  refusals: { name?: string; object: string; count: number; last: string }[];
  anomalies: Omit<Anomaly, "actorId">[];
  changes: { id: string; at: string; kind: string; by?: string; object?: string; changes?: string; reason?: string }[];
  seal: { numbers: number; findings: { number: number; what: string }[] };
}

export const breach = {
  pack: (question: BreachQuestion) => call<BreachPack>("POST", "/privacy/breach", { body: question }),
  file: (question: BreachQuestion) => download("/privacy/breach/export", "su-co.zip", question),
};
