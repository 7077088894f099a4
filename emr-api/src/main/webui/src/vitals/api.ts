import { call } from "../client";

/** Shapes of vital signs and their calls. */

export const KINDS = ["PULSE", "TEMPERATURE", "SYSTOLIC_PRESSURE", "DIASTOLIC_PRESSURE", "RESPIRATION", "OXYGEN_SATURATION", "PAIN", "URINE_OUTPUT", "WEIGHT", "HEIGHT"] as const;
export type Kind = (typeof KINDS)[number];
export const CONSCIOUSNESS = ["ALERT", "CONFUSION", "VOICE", "PAIN", "UNRESPONSIVE"] as const;
export const USES = ["SCALE_1", "SCALE_2", "NONE"] as const;
export type Use = (typeof USES)[number];

/** As people write it; without one it is per minute, which each language says in its words. */
export const UNITS: Partial<Record<Kind, string>> = {
  TEMPERATURE: "°C", SYSTOLIC_PRESSURE: "mmHg", DIASTOLIC_PRESSURE: "mmHg", OXYGEN_SATURATION: "%", PAIN: "/10", URINE_OUTPUT: "ml", WEIGHT: "kg", HEIGHT: "cm",
};

/** Between which values it can be at all, and between which nobody asks. */
export interface Limits {
  kind: Kind;
  /** As UCUM has it. */
  unit: string;
  lowest: number;
  highest: number;
  usualLow: number;
  usualHigh: number;
  decimals: number;
}

export interface Sign {
  kind: Kind;
  value: number;
}

export type Parameter = "RESPIRATION" | "OXYGEN_SATURATION" | "OXYGEN" | "SYSTOLIC_PRESSURE" | "PULSE" | "CONSCIOUSNESS" | "TEMPERATURE";
export type Band = "ZERO" | "LOW" | "LOW_MEDIUM" | "MEDIUM" | "HIGH";
export type Basis = "SCALE_1" | "SCALE_2" | "CHILD" | "AGE_UNKNOWN" | "PREGNANCY" | "DECIDED";

/** NEWS2. Without a total something is missing. */
export interface Score {
  total?: number;
  band?: Band;
  /** One parameter alone scores 3. */
  red: boolean;
  points: { parameter: Parameter; points: number }[];
  missing: Parameter[];
}

export interface Measured {
  at: string;
  signs: Sign[];
  oxygen?: boolean;
  consciousness?: (typeof CONSCIOUSNESS)[number];
  note?: string;
}

/** One version of what somebody entered. */
export interface Reading extends Measured {
  id: string;
  version: number;
  encounterId: string;
  basis: Basis;
  score?: Score;
  status: "CURRENT" | "ENTERED_IN_ERROR";
  reason?: string;
  by: string;
  recorded: string;
}

/** A value as a system sent it. */
export interface Told {
  at: string;
  kind: Kind;
  value: number;
  unit?: string;
  source?: string;
}

export interface OfVisit {
  encounterId: string;
  /** The same visit as each system tells it; a reading names one of them. */
  tellings: string[];
  visitNumber?: string;
  start?: string;
  end?: string;
  basis: Basis;
  decided?: { version: number; use: Use; reason: string; by: string; at: string };
  allowed: ("RECORD" | "CHANGE" | "DECIDE")[];
}

export interface Vitals {
  kinds: Limits[];
  visits: OfVisit[];
  /** The newest first, also those taken back. */
  readings: Reading[];
  told: Told[];
}

/** Unusual values are kept once somebody says that they were looked at again. */
export type Entered = Measured & { confirmed: boolean };

const of = (patient: string, rest = "") => `/patients/${encodeURIComponent(patient)}/vital-signs${rest}`;
const one = (patient: string, id: string, rest = "") => of(patient, `/${encodeURIComponent(id)}${rest}`);

export const vitalApi = {
  page: (patient: string, days: number, signal?: AbortSignal) => call<Vitals>("GET", of(patient, `?days=${days}`), { signal }),
  versions: (patient: string, id: string, signal?: AbortSignal) => call<Reading[]>("GET", one(patient, id, "/versions"), { signal }),
  record: (patient: string, body: { requestId: string; encounterId: string; reading: Entered }) => call<Reading>("POST", of(patient), { body }),
  /** Without a reading it was entered in error. */
  change: (patient: string, id: string, body: { version: number; reason: string; reading?: Entered }) => call<Reading>("PUT", one(patient, id), { body }),
  decide: (patient: string, body: { encounterId: string; version?: number; use: Use; reason: string }) => call<void>("PUT", of(patient, "/early-warning"), { body }),
};
