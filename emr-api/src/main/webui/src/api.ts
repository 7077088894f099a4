/** The shapes the server speaks on /api/v1. Fields the server leaves out are null there. */

export type * from "./api.operation";
export type * from "./api.session";
export type * from "./api.worklists";

import type { Meaning } from "./api.worklists";

export type Precision = "YEAR" | "MONTH" | "DAY" | "HOUR" | "MINUTE" | "SECOND";

/** A time as its sender stated it; `from` is the first instant it can mean. */
export interface SentTime {
  sent: string;
  precision: Precision;
  from?: string;
}

/** Our own clock gives an ISO instant; a time from outside keeps what was sent. */
export type When = string | SentTime;

export type Sex = "MALE" | "FEMALE" | "OTHER" | "UNKNOWN";
export type Level = "N" | "L" | "H" | "LL" | "HH" | "A" | "AA";
export type FeedState = "FRESH" | "STALE" | "FAILING" | "SILENT";

export interface Origin {
  sourceName: string;
  statedAt?: When;
  recordedAt?: string;
  inboundId?: string;
}

export interface PatientRow {
  id: string;
  name?: string;
  sex: Sex;
  birth?: When;
  age?: string;
  patientNumber?: string;
  cccdMasked?: string;
  provisional?: boolean;
  deceased?: boolean;
  stay?: { department?: string; room?: string; bed?: string; since?: When; open: boolean };
}

export interface PatientPage {
  patients: PatientRow[];
  next?: string;
}

export interface Identifier {
  kind: string;
  system?: string;
  value?: string;
  masked?: string;
  active: boolean;
}

export interface Patient {
  id: string;
  name?: string;
  otherNames?: string[];
  sex: Sex;
  birth?: When;
  age?: string;
  identifiers?: Identifier[];
  bloodGroup?: string;
  addresses?: { use?: string; full?: string; ward?: string; district?: string; province?: string }[];
  phones?: string[];
  ethnicity?: string;
  occupation?: string;
  nationality?: string;
  relatives?: { name?: string; relation?: string; phone?: string; representative?: boolean }[];
  motherId?: string;
  deceased?: boolean;
  deceasedAt?: When;
  provisional?: boolean;
  warnings?: string[];
  origin?: Origin;
}

export interface Stay {
  department?: string;
  departmentCode?: string;
  room?: string;
  bed?: string;
  start?: When;
  end?: When;
  cancelled?: boolean;
}

export interface Encounter {
  id: string;
  visitNumber?: string;
  class: string;
  status: string;
  start?: When;
  end?: When;
  facility?: string;
  attendingDoctor?: string;
  reason?: string;
  stays?: Stay[];
  /** On leave since then. */
  awaySince?: When;
  /** Announced and not come true yet. */
  expected?: { event: string; department?: string; at?: When }[];
  folder?: { id: string; state: string };
  origin?: Origin;
}

export interface Condition {
  id: string;
  code?: string;
  system?: string;
  text?: string;
  rank?: string;
  active: boolean;
  diagnosed?: When;
  encounterId?: string;
  origin?: Origin;
}

export interface Order {
  id: string;
  code?: string;
  text?: string;
  category?: string;
  status: string;
  statusReason?: string;
  ordered?: When;
  requestedFor?: When;
  priority?: string;
  requester?: string;
  placerNumber?: string;
  fillerNumber?: string;
  specimen?: string;
  reason?: string;
  clinicalInfo?: string;
  tests?: string[];
  notes?: string[];
  /** To name when it is cancelled. */
  version: number;
  placedHere?: boolean;
  results?: { reportId: string; text?: string; status: string }[];
  origin?: Origin;
}

/** What a doctor asks for; the server completes the rest. */
export interface OrderRequest {
  departmentId: string;
  code?: string;
  codeSystem?: string;
  text: string;
  category?: string;
  priority: string;
  specimen?: string;
  reason?: string;
  clinicalInfo?: string;
  destinationId?: string;
}

export interface Orderable {
  services: { code: string; codeSystem?: string; text: string; category?: string; specimen?: string }[];
  destinations: { id: string; name: string }[];
}

export interface ReportRow {
  id: string;
  code?: string;
  text?: string;
  category?: string;
  status: string;
  effective?: When;
  issued?: When;
  abnormal: number;
  observations: number;
  origin?: Origin;
}

export interface Series {
  uid: string;
  number?: number;
  modality?: string;
  description?: string;
  bodyPart?: string;
  instances: number;
}

export interface Study {
  id: string;
  studyUid: string;
  accession?: string;
  started?: When;
  modalities?: string[];
  description?: string;
  series?: Series[];
  instances: number;
  available: boolean;
  matchedBy?: string;
  origin?: Origin;
}

export interface DocumentRow {
  id: string;
  title?: string;
  mediaType?: string;
  size?: number;
  authored?: When;
  status?: string;
  reportId?: string;
  addendumTo?: string;
  replacedBy?: string;
  /** Ends too early or is not what it says it is; kept nevertheless. */
  damaged?: boolean;
  origin?: Origin;
}

export interface Appointment {
  id: string;
  status: string;
  start?: When;
  end?: When;
  service?: string;
  reason?: string;
  department?: string;
  room?: string;
  practitioner?: string;
  notes?: string[];
  origin?: Origin;
}

export interface Immunization {
  id: string;
  status: string;
  given?: When;
  code?: string;
  vaccine?: string;
  dose?: string;
  lot?: string;
  expires?: When;
  manufacturer?: string;
  route?: string;
  site?: string;
  performer?: string;
  historical?: boolean;
  refusal?: string;
  facts?: { name: string; value: string }[];
  origin?: Origin;
}

/** A result its laboratory took back as wrong lately; without a name the whole report. */
export interface Withdrawn {
  reportId: string;
  report?: string;
  name?: string;
  at: string;
  sourceName?: string;
}

export interface Feed {
  kind: "HIS" | "LIS" | "PACS";
  name: string;
  state: FeedState;
  lastMessageAt?: string;
}

export interface Chart {
  patient: Patient;
  mergedFrom?: { id: string; name?: string; patientNumber?: string }[];
  mergedInto?: string;
  currentStay?: { department?: string; room?: string; bed?: string; since?: When; dayNumber?: number };
  encounters?: Encounter[];
  conditions?: Condition[];
  orders?: Order[];
  reports?: ReportRow[];
  studies?: Study[];
  documents?: DocumentRow[];
  appointments?: Appointment[];
  immunizations?: Immunization[];
  withdrawn?: Withdrawn[];
  feeds?: Feed[];
}

export interface Range {
  text?: string;
  low?: number;
  high?: number;
}

export interface LabCell {
  /** Index into the dates of the grid. */
  date: number;
  reportId: string;
  line?: number;
  text?: string;
  number?: number;
  comparator?: string;
  flag?: string;
  level?: Level;
  status?: string;
  range?: Range;
  corrected?: boolean;
  origin?: Origin;
  /** The code as sent, where the row shows what it means. */
  sent?: { code?: string; system?: string; text?: string };
}

export interface LabRow {
  code: string;
  system?: string;
  text?: string;
  unit?: string;
  range?: Range;
  panel?: string;
  loinc?: string;
  /** Codes that the row brings together, and who sends each. */
  mergedFrom?: { code?: string; system?: string; text?: string; sourceName?: string }[];
  cells: LabCell[];
}

export interface LabDate {
  at: string;
  sent?: string;
  precision?: Precision;
  reportId?: string;
}

export interface Laboratory {
  dates: LabDate[];
  rows: LabRow[];
}

export interface Observation {
  line?: number;
  code?: string;
  system?: string;
  name?: string;
  subId?: string;
  /** The value as sent. */
  text?: string;
  number?: number;
  comparator?: string;
  unit?: string;
  range?: Range;
  flag?: string;
  level?: Level;
  status?: string;
  /** Number of its specimen, where the report has several. */
  specimen?: string;
  observed?: When;
  notes?: string[];
  meaning?: Meaning;
}

/** A report that says more about one value of another: what an organism is susceptible to. */
export interface ChildReport {
  reportId: string;
  text?: string;
  /** Line of that value, and what it says. */
  line: number;
  of?: string;
  status?: string;
  observations: Observation[];
}

export interface Report {
  id: string;
  code?: string;
  text?: string;
  category?: string;
  status: string;
  effective?: When;
  issued?: When;
  performer?: string;
  specimen?: string;
  placerNumber?: string;
  fillerNumber?: string;
  observations: Observation[];
  notes?: string[];
  parent?: { reportId: string; text?: string; of?: string };
  children?: ChildReport[];
  versions?: { version: number; at: string; sourceName?: string }[];
  origin?: Origin;
}

/** RFC 9457. */
export interface ProblemBody {
  status?: number;
  code?: string;
  title?: string;
  detail?: string;
  fields?: (string | { path?: string; reason?: string })[];
  requestId?: string;
}
