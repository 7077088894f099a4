import { call } from "../client";
import type { Version } from "../staff/api";

/** Shapes of labels that hide parts of records, and their calls. */

export interface LabelForm {
  code: string;
  nameVi: string;
  nameEn: string;
  /** Even its kind may be said where it hides something. */
  told: boolean;
  wholeVisit: boolean;
  diagnoses: string[];
  services: string[];
  departments: string[];
  documents: string[];
  /** Who may read what it hides. */
  roles: string[];
  enabled: boolean;
  version?: number;
  reason?: string;
}

export interface Label {
  id: string;
  builtIn: boolean;
  says: LabelForm;
}

/** A label somebody put on a record; without a name it is closed to the one who looks. */
export interface Put {
  id: string;
  nameVi?: string;
  nameEn?: string;
  part?: string;
  objectId?: string;
  at: string;
  by: string;
  reason?: string;
  endedAt?: string;
  endedBy?: string;
  endReason?: string;
  mayEnd: boolean;
}

export interface Asked {
  labelId: string;
  part: string;
  objectId?: string;
  reason: string;
}

export const CAUSES = ["LIFE_THREATENING", "CARE_NOW", "CONSULTATION", "OTHER"] as const;
export type Cause = (typeof CAUSES)[number];

export interface Opened {
  id: string;
  patientId: string;
  until: string;
}

export type Verdict = "JUSTIFIED" | "NOT_JUSTIFIED";

/** Something opened in an emergency, for those who look at it. */
export interface Emergency {
  id: string;
  by: string;
  username: string;
  departments: string[];
  /** None: the system outside the hours. */
  patientNumber?: string;
  cause: Cause | "OUTSIDE_HOURS";
  reason: string;
  startedAt: string;
  endedAt: string;
  lasts: boolean;
  seen: string[];
  verdict?: Verdict;
  judgedBy?: string;
  judgedAt?: string;
  note?: string;
  mayJudge: boolean;
}

const of = (id: string) => `/patients/${encodeURIComponent(id)}/labels`;

export const restriction = {
  labels: (signal?: AbortSignal) => call<Label[]>("GET", "/labels", { signal }),
  history: (id: string, signal?: AbortSignal) => call<Version[]>("GET", `/labels/${encodeURIComponent(id)}/history`, { signal }),
  make: (form: LabelForm) => call<Label>("POST", "/labels", { body: form }),
  change: (id: string, form: LabelForm) => call<Label>("PUT", `/labels/${encodeURIComponent(id)}`, { body: form }),
  on: (patientId: string, signal?: AbortSignal) => call<Put[]>("GET", of(patientId), { signal }),
  put: (patientId: string, asked: Asked) => call<Put[]>("POST", of(patientId), { body: asked }),
  open: (asked: { patientId?: string; patientNumber?: string; cause: Cause; reason: string }) => call<Opened>("POST", "/emergencies", { body: asked }),
  close: (patientId: string) => call<void>("POST", "/emergencies/end", { body: { patientId } }),
  emergencies: (signal?: AbortSignal) => call<Emergency[]>("GET", "/emergencies", { signal }),
  waiting: (signal?: AbortSignal, background = false) => call<{ toJudge: number }>("GET", "/emergencies/waiting", { signal, background }),
  judge: (id: string, verdict: Verdict, note?: string) =>
    call<Emergency[]>("POST", `/emergencies/${encodeURIComponent(id)}/review`, { body: { verdict, note } }),
  end: (patientId: string, putId: string, reason: string) =>
    call<Put[]>("POST", `${of(patientId)}/${encodeURIComponent(putId)}/end`, { body: { reason } }),
};
