import { call } from "../client";
import type { Applied } from "../api";
import type { NoticeShown } from "./Notices";

/** Shapes of the message desk, and its calls. Numbers of patients travel in bodies, never in addresses. */

export interface Sender {
  id: string;
  name: string;
  kind: string;
}

export interface Asked {
  patientNumber?: string;
  orderNumber?: string;
  sourceId?: string;
  controlId?: string;
  messageType?: string;
  outcome?: string;
  code?: string;
  from?: string;
  to?: string;
  cursor?: string;
  limit?: number;
}

export interface Found {
  id: string;
  receivedAt: string;
  source?: Sender;
  door?: string;
  messageType?: string;
  controlId?: string;
  size: number;
  outcome: string;
  standing: string;
  code?: string;
  corrects?: string;
}

export interface Field {
  number: number;
  from: number;
  to: number;
  repetitions: number;
  value?: string;
}

export interface Segment {
  name: string;
  from: number;
  to: number;
  fields: Field[];
}

export interface Content {
  text?: string;
  charset?: string;
  whole: boolean;
  segments: Segment[];
}

export interface Correction {
  inboundId: string;
  correctsId: string;
  at: string;
  actor: string;
  reason: string;
}

export interface Rehearsed {
  outcome: string;
  code?: string;
  detail?: string;
  messageType?: string;
  remarks: string[];
  notices: NoticeShown[];
  changes: { kind: string; id: string; version: number }[];
  text: string;
  answer?: string;
}

export interface ReplayAsked {
  sourceId?: string;
  code?: string;
  messageType?: string;
  from?: string;
  to?: string;
  perSecond?: number;
  reason?: string;
}

export interface Preview {
  total: number;
  judged: number;
  counts: { outcome: string; code?: string; messages: number }[];
  needsApproval: boolean;
}

export interface Replay {
  id: string;
  state: "WAITING_APPROVAL" | "RUNNING" | "STOPPED" | "DONE";
  sourceId?: string;
  sourceName?: string;
  code?: string;
  messageType?: string;
  from?: string;
  to?: string;
  perSecond: number;
  reason: string;
  total: number;
  applied: number;
  parked: number;
  refused: number;
  dismissed: number;
  left: number;
  askedBy: string;
  askedName: string;
  askedAt: string;
  approvedName?: string;
  approvedAt?: string;
  endedAt?: string;
  endedName?: string;
}

export interface Counts {
  applied: number;
  parked: number;
  refused: number;
  errorRate?: number;
}

export interface SenderTraffic {
  id: string;
  name?: string;
  kind: string;
  enabled: boolean;
  lastMessageAt?: string;
  today: Counts;
  week: Counts;
  waiting: number;
  answers?: { p50Ms: number; p95Ms: number };
  hours: { hour: string; applied: number; parked: number; refused: number }[];
}

export interface Conformance {
  sourceId: string;
  days: number;
  messages: number;
  countedTo?: string;
  faults: {
    kind: string;
    field: string;
    fault: string;
    messages: number;
    firstAt: string;
    lastAt: string;
    exampleId: string;
  }[];
}

const enc = encodeURIComponent;

export const desk = {
  search: (asked: Asked, signal?: AbortSignal) =>
    call<{ messages: Found[]; next?: string }>("POST", "/inbound/search", { body: asked, signal }),
  content: (id: string, signal?: AbortSignal) => call<Content>("GET", `/inbound/${enc(id)}/content`, { signal }),
  corrections: (id: string, signal?: AbortSignal) =>
    call<Correction[]>("GET", `/inbound/${enc(id)}/corrections`, { signal }),
  rehearse: (id: string, text: string) =>
    call<Rehearsed>("POST", `/inbound/${enc(id)}/corrections/rehearsal`, { body: { text } }),
  correct: (id: string, text: string, reason: string) =>
    call<Applied & { inboundId?: string }>("POST", `/inbound/${enc(id)}/corrections`, { body: { text, reason } }),
  dismiss: (id: string, reason: string) => call<void>("POST", `/parked/${enc(id)}/dismiss`, { body: { reason } }),
  replays: (signal?: AbortSignal, background = false) => call<Replay[]>("GET", "/replays", { signal, background }),
  preview: (asked: ReplayAsked) => call<Preview>("POST", "/replays/preview", { body: asked }),
  replay: (asked: ReplayAsked) => call<Replay>("POST", "/replays", { body: asked }),
  approve: (id: string) => call<Replay>("POST", `/replays/${enc(id)}/approve`),
  stop: (id: string) => call<Replay>("POST", `/replays/${enc(id)}/stop`),
  traffic: (signal?: AbortSignal, background = false) =>
    call<SenderTraffic[]>("GET", "/traffic", { signal, background }),
  senderTraffic: (id: string, signal?: AbortSignal) => call<SenderTraffic>("GET", `/traffic/${enc(id)}`, { signal }),
  conformance: (id: string, days: number, signal?: AbortSignal) =>
    call<Conformance>("GET", `/traffic/${enc(id)}/conformance?days=${days}`, { signal }),
  conformanceCsv: (id: string, days: number) => `/api/v1/traffic/${enc(id)}/conformance.csv?days=${days}`,
};

/** Stands for every sender that nobody registered. */
export const NOBODY = "00000000-0000-0000-0000-000000000000";
