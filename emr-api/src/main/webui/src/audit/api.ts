import { call } from "../client";

/** Shapes of the trace, and its calls. Numbers of patients travel in bodies, never in addresses. */

export interface Opened {
  day: string;
  actorKind: "PERSON" | "SOURCE" | "SYSTEM";
  by?: string;
  role?: string;
  first: string;
  last: string;
  opened: number;
  printed: number;
  exported: number;
  written: number;
  refused: number;
  what: string[];
  from: string[];
  devices: string[];
}

export interface Deed {
  id: string;
  at: string;
  kind: string;
  success: boolean;
  by?: string;
  role?: string;
  object?: string;
  address?: string;
  device?: string;
  detail?: string;
  changes?: string;
  reason?: string;
}

export interface Deeds {
  deeds: Deed[];
  before?: string;
}

export interface Anomaly {
  kind: "BULK" | "NIGHT" | "NOT_UNDER_CARE" | "EMERGENCY" | "SIGNATURE";
  actorId: string;
  by?: string;
  role?: string;
  from: string;
  count: number;
}

export interface Span {
  from?: string;
  to?: string;
}

const post = <T>(path: string, body: object) => call<T>("POST", `/audit/${path}`, { body });

export const audit = {
  openings: (asked: Span & { number: string }) => post<{ openings: Opened[]; more: boolean }>("openings", asked),
  deeds: (asked: Span & { username: string; before?: string }) => post<Deeds>("deeds", asked),
  refusals: (asked: Span & { before?: string }) => post<Deeds>("refusals", asked),
  anomalies: (asked: Span) => post<Anomaly[]>("anomalies", asked),
};
