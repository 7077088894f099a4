import type { Entered, Service, Told } from "../api";
import { call } from "../client";

/** What people write of surgeries and procedures, and its calls. */

export const SORTS = ["SURGERY", "PROCEDURE"] as const;
export const SIDES = ["LEFT", "RIGHT", "BOTH"] as const;
export const PARTS = ["OPERATOR", "ASSISTANT", "ANAESTHETIST", "NURSE"] as const;
export const CATALOGUES = ["services", "icd9"] as const;

/** from and to as instants. */
export interface Said extends Entered {
  sort: (typeof SORTS)[number];
  catalogue?: string;
  code?: string;
  text?: string;
  from: string;
  to?: string;
  anaesthesia?: string;
}

const at = (patientId: string, id?: string) => `/patients/${encodeURIComponent(patientId)}/procedures${id ? `/${encodeURIComponent(id)}` : ""}`;

export const procedureApi = {
  versions: (patientId: string, id: string, signal?: AbortSignal) => call<Told<Service>[]>("GET", `${at(patientId, id)}/versions`, { signal }),
  record: (patientId: string, asked: { requestId: string; encounterId: string; procedure: Said }) => call<Told<Service>>("POST", at(patientId), { body: asked }),
  /** Without a procedure it is taken back. */
  change: (patientId: string, id: string, change: { version: number; reason: string; procedure?: Said }) => call<Told<Service>>("PUT", at(patientId, id), { body: change }),
};
