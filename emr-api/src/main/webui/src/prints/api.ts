import { call } from "../client";

export const STATES = ["CURRENT", "REPLACED", "CANCELLED", "TYPED"] as const;
/** Whether what a paper shows still stands. */
export type State = (typeof STATES)[number];

type Of = "SHEET" | "DIAGNOSTIC_REPORT" | "RECORD_FOLDER";

/** What a paper is, told to whoever holds it: nothing of the patient. */
export interface Verified {
  code: string;
  of: Of;
  at: string;
  by?: string;
  owner?: string;
  extract: boolean;
  form?: string;
  title?: string;
  version?: number;
  state: State;
  things: number;
  changed: number;
  added: number;
}

/** Where in which record it lies. */
export interface Place {
  patientId: string;
  of: Of;
  id: string;
}

const enc = encodeURIComponent;

export const prints = {
  verify: (code: string, signal?: AbortSignal) => call<Verified>("GET", `/prints/${enc(code)}`, { signal }),
  place: (code: string) => call<Place>("GET", `/prints/${enc(code)}/place`),
};
