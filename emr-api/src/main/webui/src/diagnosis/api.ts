import type { Condition } from "../api";
import { call } from "../client";

const enc = encodeURIComponent;

/** What doctors say, in the order in which a record tells it. */
export const KINDS = ["admission", "working", "primary", "secondary", "complication"] as const;
export type Kind = (typeof KINDS)[number];

/** What a person says of a visit. Without a code it is said in words only. */
export interface Said {
  rank: string;
  code?: string;
  text?: string;
}

export interface Version extends Said {
  version: number;
  at: string;
  by: string;
  active: boolean;
  reason?: string;
}

const of = (patient: string, rest = "") => `/patients/${enc(patient)}/diagnoses${rest}`;

export const diagnosisApi = {
  make: (patient: string, body: Said & { encounterId: string; requestId: string }) => call<void>("POST", of(patient), { body }),
  change: (patient: string, id: string, body: Said & { version: number; reason: string }) => call<void>("PUT", of(patient, `/${enc(id)}`), { body }),
  withdraw: (patient: string, one: Condition, reason: string) => call<void>("POST", of(patient, `/${enc(one.id)}/withdraw`), { body: { version: one.version, reason } }),
  versions: (patient: string, id: string, signal?: AbortSignal) => call<{ versions: Version[] }>("GET", of(patient, `/${enc(id)}/versions`), { signal }),
};
