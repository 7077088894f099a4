import type { When } from "../api";
import { call } from "../client";

/** What people say of where somebody is during a visit, and its calls. */

export const EVENTS = ["TRANSFERRED", "PLACED", "DISCHARGED"] as const;
export type Event = (typeof EVENTS)[number];

/** Codes of the claim annexes: a transfer to another hospital says where to. */
export const SENT_ON = ["2", "5"];

interface Details {
  event: Event;
  departmentId?: string;
  room?: string;
  bed?: string;
  reason?: string;
  /** MA_LOAI_RV. */
  dischargeKind?: string;
  /** KET_QUA_DTRI. */
  outcome?: string;
  destination?: string;
}

/** What a person says; at as an instant. */
export interface Said extends Details {
  at: string;
}

export interface Movement extends Details {
  key: string;
  version: number;
  at: When;
  department?: string;
  by: string;
  said: string;
  takenBack: boolean;
  /** Why it was said otherwise, or taken back. */
  because?: string;
}

/** What the reader may say of a visit now. */
export interface Movable {
  transfer?: boolean;
  place?: boolean;
  discharge?: boolean;
  correct?: boolean;
}

export interface Ward {
  id: string;
  code: string;
  name: string;
  /** Where the patient is. */
  here: boolean;
}

const enc = encodeURIComponent;
const at = (patientId: string, encounterId: string) => `/patients/${enc(patientId)}/encounters/${enc(encounterId)}/movements`;

export const movementApi = {
  wards: async (patientId: string, encounterId: string, signal?: AbortSignal) =>
    (await call<{ departments: Ward[] }>("GET", `${at(patientId, encounterId)}/departments`, { signal })).departments,
  say: (patientId: string, encounterId: string, requestId: string, movement: Said) => call<Movement>("POST", at(patientId, encounterId), { body: { requestId, movement } }),
  /** Without a movement it is taken back. */
  change: (patientId: string, encounterId: string, key: string, change: { version: number; reason: string; movement?: Said }) =>
    call<Movement>("PUT", `${at(patientId, encounterId)}/${enc(key)}`, { body: change }),
};
