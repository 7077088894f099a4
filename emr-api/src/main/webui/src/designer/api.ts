import { call, download } from "../client";
import type { Answers, Form } from "../forms/form";
import type { Method } from "../patient-signing/api";

export type FormState = "DRAFT" | "SENT" | "APPROVED" | "WITHDRAWN" | "DROPPED";
export type Act = "WRITTEN" | "SENT" | "RETURNED" | "APPROVED" | "WITHDRAWN" | "DROPPED";

/** A version that the hospital draws, as lists show it. */
export interface OwnForm {
  id: string;
  code: string;
  version: string;
  title?: string;
  standsFor?: string;
  state: FormState;
  from?: string;
  until?: string;
  /** Of the newest thing that was done with it; the next names it. */
  number: number;
  at: string;
  by: string;
}

export interface Fault {
  /** The name of an item, or a JSON pointer. */
  at: string;
  text: string;
}

export interface Done {
  number: number;
  act: Act;
  at: string;
  by: string;
  reason?: string;
  from?: string;
}

/** Who signs, under which words. */
export interface Signer {
  role: string;
  text: string;
  textEn?: string;
  after?: string;
  /** Who signs first, 1 to 9; nothing: as usual for the role. */
  order?: number;
  optional?: boolean;
  /** How a patient may confirm; nothing: in every way. */
  methods?: Method[];
}

export type Setting = "INPATIENT" | "DAY" | "OUTPATIENT" | "COMMUNE";

/** Everything that a definition says. */
export interface Definition extends Form {
  classes?: Setting[];
  mandatory?: boolean;
  once?: boolean;
  landscape?: boolean;
  signers?: Signer[];
}

export interface OpenForm {
  form: OwnForm;
  definition: Definition;
  faults: Fault[];
  sample: Answers;
  before?: Definition;
  history: Done[];
  allowed: Act[];
}

export interface Said {
  number: number;
  confirmed: boolean;
  source: string;
  at: string;
  by: string;
}

/** A version that the hospital has, and whether it was compared with the official print. */
export interface Comparison {
  code: string;
  version: string;
  title: string;
  titleEn?: string;
  law?: string;
  kind: Form["kind"];
  own: boolean;
  compared: boolean;
  open: boolean;
  said: Said[];
}

export interface Step {
  seen: number;
  reason?: string;
  from?: string;
}

const of = (id: string, rest = "") => `/own-forms/${encodeURIComponent(id)}${rest}`;
const ACTS = { SENT: "/send", RETURNED: "/return", APPROVED: "/approve", WITHDRAWN: "/withdraw", DROPPED: "/drop" } as const;
export type Stepping = keyof typeof ACTS;

export const ownForms = {
  all: (signal?: AbortSignal) => call<{ forms: OwnForm[] }>("GET", "/own-forms", { signal }),
  copy: (body: { code: string; version: string; as?: string; title?: string; titleEn?: string }) => call<OpenForm>("POST", "/own-forms", { body }),
  open: (id: string, signal?: AbortSignal) => call<OpenForm>("GET", of(id), { signal }),
  write: (id: string, seen: number, definition: Definition, background: boolean) => call<OpenForm>("PUT", of(id), { body: { seen, definition }, background }),
  step: (id: string, act: Stepping, body: Step) => call<OpenForm>("POST", of(id, ACTS[act]), { body }),
  print: (id: string, answers: Answers) => download(of(id, "/print"), "in-thu.pdf", { answers }),
  comparisons: (signal?: AbortSignal) => call<{ forms: Comparison[] }>("GET", "/form-confirmations", { signal }),
  compare: (body: { code: string; version: string; seen: number; confirmed: boolean; source: string }) => call<Comparison>("PUT", "/form-confirmations", { body }),
};
