import type { When } from "../api";
import { call } from "../client";
import type { OfferedForm, SheetRow } from "../forms/api";

/** Shapes of record folders, and their calls. */

export const STATES = ["IN_TREATMENT", "COMPLETED", "CLOSED", "ARCHIVED", "CANCELLED"] as const;
export type State = (typeof STATES)[number];
export type Act = "COMPLETE" | "CLOSE" | "ARCHIVE" | "REOPEN" | "CANCEL" | "RESTORE" | "HOLD" | "RELEASE" | "RECEIVE";
export const LENT = ["OUT", "OVERDUE"] as const;
export type Lent = (typeof LENT)[number];
export const MISSING = ["DIAGNOSIS", "END", "SIGNATURE"] as const;
export type Missing = (typeof MISSING)[number];

export interface Retention {
  keptAs: string;
  years?: number;
  until?: string;
}

export interface Folder {
  id: string;
  version: number;
  encounterId: string;
  visitNumber: string;
  otherNumbers: string[];
  class: string;
  state: State;
  admissionNumber?: string;
  archiveNumber?: string;
  facility?: string;
  departments: string[];
  attendingDoctor?: string;
  opened?: When;
  ended?: When;
  completed?: string;
  closed?: string;
  archived?: string;
  dueAt?: string;
  overdue: boolean;
  discharge?: { kind?: string; outcome?: string };
  retention?: Retention;
  held?: { reason: string; since: string; by: string };
  /** A part of it is on paper. */
  hybrid?: boolean;
  /** The treatment was elsewhere; its numbers are those of that hospital. */
  received?: { sender: string; senderCode: string; admissionNumber: string; archiveNumber: string; sha256: string; by: string; at: string };
}

export interface Finding {
  code: string;
  severity: "SOFT" | "HARD";
  sheet?: string;
  /** By which of them it may be made. */
  forms?: string[];
  text?: string;
}

/** One step; without an act a message said it. */
export interface Past {
  version: number;
  state: State;
  act?: Act;
  at: string;
  by: string;
  reason?: string;
}

export interface Late {
  kind: string;
  id: string;
  title?: string;
  at: string;
}

export interface FolderPage {
  folder: Folder;
  findings: Finding[];
  history: Past[];
  late: Late[];
  allowed: Act[];
  mayAdd: boolean;
  mayPrint: boolean;
  /** The record as data. */
  mayExport: boolean;
  sheets?: SheetRow[];
  /** By which a sheet may be made. */
  forms?: OfferedForm[];
  /** Of its volume, the newest first. */
  lendings: Lending[];
  mayLend: boolean;
}

export const PURPOSES = ["TREATMENT", "QUALITY", "TEACHING", "RESEARCH", "INSURANCE", "AUTHORITY", "OTHER"] as const;

/** A volume that left the archive; without a return it is out. */
export interface Lending {
  id: string;
  borrower: string;
  unit: string;
  purpose: (typeof PURPOSES)[number];
  note?: string;
  lentAt: string;
  lentBy: string;
  dueOn: string;
  overdue: boolean;
  returnedAt?: string;
  returnedBy?: string;
  returnNote?: string;
}

export interface Lend {
  borrower: string;
  unit: string;
  purpose: Lending["purpose"];
  note?: string;
  dueOn?: string;
}

export interface Line {
  id: string;
  patientId: string;
  patientName?: string;
  patientNumber?: string;
  class: string;
  state: State;
  admissionNumber?: string;
  archiveNumber?: string;
  department?: string;
  attendingDoctor?: string;
  diagnosisCode?: string;
  diagnosis?: string;
  opened?: string;
  ended?: string;
  dueAt?: string;
  overdue: boolean;
  held: boolean;
  lentTo?: string;
  lentUntil?: string;
  hybrid?: boolean;
}

/** What the list is asked by; what is left out does not matter. */
export interface Asked {
  state?: State;
  departmentId?: string;
  doctor?: string;
  from?: string;
  until?: string;
  diagnosis?: string;
  folderNumber?: string;
  overdue?: boolean;
  missing?: Missing;
  lent?: Lent;
  cursor?: string;
}

/** A question that is kept under a name: of one folder it never is. With `days` it is about the last so many. */
export interface Question extends Omit<Asked, "folderNumber" | "cursor"> {
  days?: number;
}

export interface Counts {
  byState: Record<State, number>;
  overdue: number;
  most: number;
}

export interface Filters {
  filters: { name: string; asked: Question }[];
}

export interface Choices {
  departments: { id: string; name: string }[];
  doctors: string[];
}

export interface Step {
  version: number;
  reason?: string;
  dischargeKind?: string;
  outcome?: string;
}

const enc = encodeURIComponent;

export const folders = {
  of: (patient: string, signal?: AbortSignal) => call<{ folders: Folder[] }>("GET", `/patients/${enc(patient)}/record-folders`, { signal }),
  page: (patient: string, id: string, signal?: AbortSignal) => call<FolderPage>("GET", `/patients/${enc(patient)}/record-folders/${enc(id)}`, { signal }),
  take: (patient: string, id: string, act: Act, step: Step) => call<FolderPage>("POST", `/patients/${enc(patient)}/record-folders/${enc(id)}/${act.toLowerCase()}`, { body: step }),
  lend: (patient: string, id: string, body: Lend) => call<FolderPage>("POST", `/patients/${enc(patient)}/record-folders/${enc(id)}/lendings`, { body }),
  giveBack: (patient: string, id: string, lending: string, note?: string) => call<FolderPage>("POST", `/patients/${enc(patient)}/record-folders/${enc(id)}/lendings/${enc(lending)}/return`, { body: { note } }),
  search: (asked: Asked, signal?: AbortSignal) => call<{ folders: Line[]; next?: string }>("POST", "/record-folders/search", { body: asked, signal }),
  counts: (signal?: AbortSignal) => call<Counts>("GET", "/record-folders/counts", { signal }),
  filters: (signal?: AbortSignal) => call<Filters>("GET", "/record-folders/filters", { signal }),
  saveFilter: (name: string, asked: Question) => call<Filters>("PUT", "/record-folders/filters", { body: { name, asked } }),
  dropFilter: (name: string) => call<Filters>("POST", "/record-folders/filters/drop", { body: { name } }),
  choices: (signal?: AbortSignal) => call<Choices>("GET", "/record-folders/choices", { signal }),
};
