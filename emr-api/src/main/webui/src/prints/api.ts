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

/** How far a record is printed. */
export interface Progress {
  id: string;
  state: "PRINTING" | "READY" | "FAILED";
  done: number;
  of: number;
}

const enc = encodeURIComponent;

const ofFolder = (patient: string, folder: string) => `/patients/${enc(patient)}/record-folders/${enc(folder)}/prints`;

export const prints = {
  verify: (code: string, signal?: AbortSignal) => call<Verified>("GET", `/prints/${enc(code)}`, { signal }),
  place: (code: string) => call<Place>("GET", `/prints/${enc(code)}/place`),
  begin: (patient: string, folder: string, only: string[]) => call<Progress>("POST", ofFolder(patient, folder), { body: { only } }),
  progress: (patient: string, folder: string, print: string, background: boolean, signal?: AbortSignal) => call<Progress>("GET", `${ofFolder(patient, folder)}/${enc(print)}`, { signal, background }),
  file: (patient: string, folder: string, print: string) => `/api/v1${ofFolder(patient, folder)}/${enc(print)}.pdf`,
};
