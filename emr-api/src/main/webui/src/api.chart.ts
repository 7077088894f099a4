/** Shapes of finding people and of one chart; api.ts brings them all. */
import type { FeedState, Order, Origin, Sex, When } from "./api";
import type { Standing } from "./allergies/api";
import type { Movable, Movement } from "./movements/api";
import type { Problem } from "./problems/api";
import type { Band } from "./vitals/api";
import type { Meaning } from "./api.worklists";

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
  /** A result was lately taken back as wrong; the chart says which. */
  withdrawn?: boolean;
  stay?: { department?: string; room?: string; bed?: string; since?: When; open: boolean; restricted?: boolean };
  /** In the list of a ward: the newest early-warning score of the last day. */
  score?: { total: number; red: boolean; band: Band; at: string };
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

/** A value of a person as one system last told it. */
export interface ToldValue {
  what: string;
  sourceName: string;
  statedAt: string;
  /** Of a hidden number the end only. */
  text?: string;
  time?: When;
  /** It says what the record shows. */
  stands: boolean;
  /** It contradicts that; another way of writing it does not. */
  differs: boolean;
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
  told?: ToldValue[];
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

/** A visit as one of several systems tells it. */
export interface Said {
  visitNumber?: string;
  class: string;
  status: string;
  start?: When;
  end?: When;
  department?: string;
  attendingDoctor?: string;
  reason?: string;
  origin?: Origin;
}

export interface Encounter {
  id: string;
  visitNumber?: string;
  /** Of visits joined with this one, and of this one as other systems number it. */
  otherNumbers?: string[];
  otherIds?: string[];
  class: string;
  status: string;
  start?: When;
  end?: When;
  facility?: string;
  attendingDoctor?: string;
  reason?: string;
  stays?: Stay[];
  /** What people said here of where the patient was, the newest first. */
  movements?: Movement[];
  movable?: Movable;
  /** On leave since then. */
  awaySince?: When;
  /** Announced and not come true yet. */
  expected?: { event: string; department?: string; at?: When }[];
  folder?: {
    id: string;
    state: string;
    /** How long it must be kept; without it that is not told. No years: for ever; no day: it is still under way. */
    retention?: { keptAs: string; years?: number; until?: string };
  };
  /** When several systems tell it; the first one leads. */
  said?: Said[];
  /** What they do not agree on. */
  differing?: string[];
  origin?: Origin;
}

export interface Condition {
  id: string;
  version?: number;
  /** A person said it here; no system told it. */
  enteredHere?: boolean;
  /** Why a person said it otherwise, or withdrew it. */
  reason?: string;
  code?: string;
  system?: string;
  text?: string;
  rank?: string;
  active: boolean;
  diagnosed?: When;
  encounterId?: string;
  origin?: Origin;
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
  meaning?: Meaning;
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

/** Something a label hides; without a name even the kind may not be said. */
export interface Mask {
  part: string;
  nameVi?: string;
  nameEn?: string;
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
  /** Visits of which the reader may say a diagnosis now. */
  diagnosable?: string[];
  orders?: Order[];
  reports?: ReportRow[];
  studies?: Study[];
  documents?: DocumentRow[];
  appointments?: Appointment[];
  immunizations?: Immunization[];
  allergies?: Standing;
  /** Those that stand. */
  problems?: Problem[];
  withdrawn?: Withdrawn[];
  feeds?: Feed[];
  /** An approved request opened it to the one who reads. */
  guest?: { request: string; prints: boolean };
  /** Opened in an emergency that lasts. */
  emergency?: boolean;
  restricted?: Mask[];
}
