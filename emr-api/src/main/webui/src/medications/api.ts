import { call } from "../client";

/** Shapes of ordered medicines and their doses, and their calls. */

export const ROUTES = ["ORAL", "SUBLINGUAL", "INTRAVENOUS", "INFUSION", "INTRAMUSCULAR", "SUBCUTANEOUS", "INTRADERMAL", "INHALED", "NASAL", "EYE", "EAR", "TOPICAL", "RECTAL", "VAGINAL", "FEEDING_TUBE", "OTHER"] as const;
export type DrugRoute = (typeof ROUTES)[number];
export const RHYTHMS = ["TIMES", "INTERVAL", "ONCE", "AS_NEEDED"] as const;
export type Rhythm = (typeof RHYTHMS)[number];
export const OUTCOMES = ["GIVEN", "PARTLY_GIVEN", "REFUSED", "NOT_GIVEN"] as const;
export type Outcome = (typeof OUTCOMES)[number];

export interface Schedule {
  kind: Rhythm;
  times?: string[];
  everyDays?: number;
  everyHours?: number;
  mostPerDay?: number;
}

/** What speaks against a medicine: an allergy, or another order. */
export interface Warning {
  concern: "ALLERGY" | "DUPLICATE";
  of: string;
  words: string;
}

export interface Plan {
  ingredient?: string;
  dose: number;
  unit: string;
  route: DrugRoute;
  schedule: Schedule;
  from: string;
  until?: string;
  indication?: string;
  highAlert: boolean;
  warnings: Warning[];
  because?: string;
}

/** One version of an order: of a person here with a plan, or as a system told it. */
export interface Order {
  id: string;
  version: number;
  encounterId: string;
  status: "ACTIVE" | "COMPLETED" | "STOPPED" | "CANCELLED";
  /** Of what a system told. */
  source?: string;
  code?: string;
  medicine?: string;
  strength?: string;
  form?: string;
  route?: string;
  /** How much and how often, in words. */
  dose?: string;
  instructions?: string;
  prescriber?: string;
  ordered?: string;
  plan?: Plan;
  reason?: string;
  by: string;
  recorded: string;
  /** On the day of the page. */
  due: string[];
}

export interface Dose {
  id: string;
  version: number;
  encounterId: string;
  orderId: string;
  outcome: Outcome;
  due?: string;
  at: string;
  amount?: number;
  unit?: string;
  site?: string;
  because?: string;
  by: string;
  witness?: string;
  recorded: string;
  /** Who marked it as an error. */
  error?: string;
  reason?: string;
}

export interface OfVisit {
  encounterId: string;
  /** The same visit as each system tells it; an order names one of them. */
  tellings: string[];
  visitNumber?: string;
  start?: string;
  end?: string;
  allowed: ("ORDER" | "GIVE")[];
}

export interface Medications {
  /** yyyy-MM-dd */
  day: string;
  visits: OfVisit[];
  orders: Order[];
  doses: Dose[];
}

/** Something that is due in a ward. */
export interface DueDose {
  patientId: string;
  name: string;
  patientNumber?: string;
  department?: string;
  room?: string;
  bed?: string;
  due: string;
  order: Order;
}

/** An order as it is sent. */
export interface Ordered {
  code?: string;
  medicine: string;
  ingredient?: string;
  strength?: string;
  dose: number;
  unit: string;
  route: DrugRoute;
  schedule: Schedule;
  from: string;
  days?: number;
  until?: string;
  indication?: string;
  instructions?: string;
  highAlert: boolean;
  accepted?: string[];
  because?: string;
}

export interface Recorded {
  outcome: Outcome;
  due?: string;
  at: string;
  amount?: number;
  site?: string;
  because?: string;
  witness?: string;
}

const of = (patient: string, rest = "") => `/patients/${encodeURIComponent(patient)}/medications${rest}`;
const one = (patient: string, id: string, rest = "") => of(patient, `/${encodeURIComponent(id)}${rest}`);

export const medicationApi = {
  page: (patient: string, day: string | undefined, signal?: AbortSignal) => call<Medications>("GET", of(patient, day && `?day=${day}`), { signal }),
  versions: (patient: string, id: string, signal?: AbortSignal) => call<Order[]>("GET", one(patient, id, "/versions"), { signal }),
  warnings: (patient: string, body: { encounterId: string; orderId?: string; order: Pick<Ordered, "code" | "medicine" | "ingredient"> }, signal?: AbortSignal) => call<Warning[]>("POST", of(patient, "/warnings"), { body, signal }),
  order: (patient: string, body: { requestId: string; encounterId: string; order: Ordered }) => call<Order>("POST", of(patient), { body }),
  change: (patient: string, id: string, body: { version: number; reason: string; order: Ordered }) => call<Order>("PUT", one(patient, id), { body }),
  stop: (patient: string, id: string, body: { version: number; reason: string }) => call<Order>("POST", one(patient, id, "/stop"), { body }),
  due: (departmentId: string | undefined, hours: number, signal?: AbortSignal, background = false) =>
    call<{ from: string; until: string; due: DueDose[]; more: boolean }>("GET", `/due-doses?hours=${hours}${departmentId ? `&departmentId=${encodeURIComponent(departmentId)}` : ""}`, { signal, background }),
  record: (patient: string, body: { requestId: string; orderId: string; dose: Recorded }) => call<Dose>("POST", of(patient, "/doses"), { body }),
  error: (patient: string, id: string, body: { version: number; reason: string }) => call<Dose>("POST", of(patient, `/doses/${encodeURIComponent(id)}/error`), { body }),
};
