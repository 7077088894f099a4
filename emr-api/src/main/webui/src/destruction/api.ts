import { call } from "../client";

/** Shapes of rounds in which records are destroyed, and their calls. No patient data: records go by their archive numbers. */

export type Act = "APPRAISED" | "APPROVED" | "REFUSED" | "WITHDRAWN" | "STARTED" | "ENDED";
export type State = "LISTED" | "APPRAISED" | "HALF_APPROVED" | "APPROVED" | "REFUSED" | "WITHDRAWN" | "RUNNING" | "ENDED";

export interface Member {
  name: string;
  position: string;
}

export interface Line {
  folder: string;
  place: number;
  archiveNumber: string;
  treatment: string;
  endedOn: string;
  keptAs: string;
  retainUntil: string;
  /** None until it is appraised. */
  destroy?: boolean;
  keepUntil?: string;
  reason?: string;
  /** None until its turn came; without `leftOut` it is destroyed. */
  outcome?: { leftOut?: string; at: string };
}

export interface Destruction {
  id: string;
  number: string;
  version: number;
  state: State;
  facility: string;
  ground: string;
  madeAt: string;
  madeBy: string;
  folders: number;
  destroyed: number;
  leftOut: number;
  members: Member[];
  steps: { act: Act; at: string; by: string; reason?: string }[];
  /** None in a list of rounds. */
  lines?: Line[];
  allowed: Act[];
}

export interface Candidate {
  id: string;
  archiveNumber?: string;
  treatment: string;
  admitted: string;
  ended: string;
}

export interface LeftOut {
  folder: string;
  /** None where the caller may not open it. */
  archiveNumber?: string;
  reason: string;
}

export interface Result {
  folder: string;
  destroy: boolean;
  keepUntil?: string;
  reason?: string;
}

/** As many records as one round takes. */
export const MOST = 200;

const at = (id: string) => `/destructions/${encodeURIComponent(id)}`;
const step = (id: string, name: string, body: unknown) => call<Destruction>("POST", `${at(id)}/${name}`, { body });

export const destructions = {
  list: (signal?: AbortSignal) => call<{ destructions: Destruction[] }>("GET", "/destructions", { signal }),
  one: (id: string, signal?: AbortSignal, background = false) => call<Destruction>("GET", at(id), { signal, background }),
  candidates: (admitted?: string, signal?: AbortSignal) => call<{ folders: Candidate[] }>("POST", "/destructions/candidates", { body: { admitted }, signal }),
  begin: (ground: string, folders: string[]) => call<{ destruction?: Destruction; leftOut: LeftOut[] }>("POST", "/destructions", { body: { ground, folders } }),
  appraise: (id: string, version: number, members: Member[], results: Result[]) => step(id, "appraise", { version, members, results }),
  approve: (id: string, version: number) => step(id, "approve", { version }),
  refuse: (id: string, version: number, reason: string) => step(id, "refuse", { version, reason }),
  withdraw: (id: string, version: number, reason: string) => step(id, "withdraw", { version, reason }),
  start: (id: string, version: number) => step(id, "start", { version }),
  minutes: (id: string) => `/api/v1${at(id)}/minutes.pdf`,
};
