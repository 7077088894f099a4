import type { Origin, When } from "../api";
import { call } from "../client";

/** Shapes of the problem list and its calls. */

export const STATES = ["ACTIVE", "STABLE", "RESOLVED"] as const;

export interface Problem {
  id: string;
  version: number;
  /** Of ICD-10. */
  code?: string;
  text: string;
  since?: When;
  status: (typeof STATES)[number] | "ENTERED_IN_ERROR";
  importance: "HIGH" | "NORMAL";
  note?: string;
  /** The visit in which it was seen. */
  seenIn?: string;
  reason?: string;
  origin?: Origin;
}

export interface Panel {
  problems: Problem[];
  past: Problem[];
  /** The reader may record and change now. */
  writable: boolean;
}

/** What a doctor says; since as yyyy, yyyy-MM or yyyy-MM-dd. */
export interface Said {
  code?: string;
  text?: string;
  since?: string;
  status: (typeof STATES)[number];
  importance: Problem["importance"];
  note?: string;
  seenIn?: string;
}

const at = (patientId: string) => `/patients/${encodeURIComponent(patientId)}/problems`;

export const problemApi = {
  panel: (patientId: string, signal?: AbortSignal) => call<Panel>("GET", at(patientId), { signal }),
  versions: (patientId: string, id: string, signal?: AbortSignal) => call<Problem[]>("GET", `${at(patientId)}/${encodeURIComponent(id)}/versions`, { signal }),
  record: (patientId: string, requestId: string, problem: Said) => call<Panel>("POST", at(patientId), { body: { requestId, problem } }),
  /** Without a problem it is taken back. */
  change: (patientId: string, id: string, change: { version: number; reason: string; problem?: Said }) =>
    call<Panel>("PUT", `${at(patientId)}/${encodeURIComponent(id)}`, { body: change }),
};
