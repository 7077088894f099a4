import type { State } from "../folder/api";
import { call } from "../client";

/** Shapes of records that are taken out together, and their calls. No patient data in any of them. */

export const PURPOSES = ["TREATMENT", "REPORTING", "OPERATION", "OTHER_FACILITY", "PATIENT_APP", "INSURER", "RESEARCH", "TEACHING"] as const;
export const GROUNDS = ["legal-duty", "processor", "consent", "care"] as const;

export interface Asked {
  state?: State;
  departmentId?: string;
  from?: string;
  until?: string;
  pdf: boolean;
  purpose: (typeof PURPOSES)[number];
  ground: (typeof GROUNDS)[number];
  basis?: string;
  receiver: string;
}

export interface Refused {
  /** Among the folders of the export, from 1. */
  place: number;
  /** None where it is hidden whose it is. */
  patientId?: string;
  folderId: string;
  reason: string;
}

export interface Export {
  id: string;
  standing: "RUNNING" | "DONE" | "CANCELLED" | "NOT_ALLOWED";
  begunAt: string;
  endedAt?: string;
  keptUntil?: string;
  state?: State;
  department?: string;
  from?: string;
  until?: string;
  pdf: boolean;
  purpose: string;
  ground: string;
  basis?: string;
  receiver: string;
  folders: number;
  written: number;
  refused: number;
  parts: { part: number; bytes: number; sha256: string }[];
  /** The first thousand; none in a list. */
  refusals: Refused[];
}

const at = (id: string) => `/record-exports/${encodeURIComponent(id)}`;

export const exported = {
  begin: (asked: Asked) => call<Export>("POST", "/record-exports", { body: asked }),
  list: (signal?: AbortSignal, background = false) => call<{ exports: Export[] }>("GET", "/record-exports", { signal, background }),
  one: (id: string, signal?: AbortSignal, background = false) => call<Export>("GET", at(id), { signal, background }),
  cancel: (id: string) => call<Export>("POST", `${at(id)}/cancel`, { body: {} }),
  part: (id: string, part: number) => `/api/v1${at(id)}/parts/${part}`,
};
