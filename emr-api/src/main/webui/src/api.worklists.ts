/** Shapes of the worklists of matching and of code mapping; api.ts brings them all. */
import type { Patient } from "./api";

export type Likeness = "SAME" | "DIFFERENT" | "ONE_SIDED";

export interface Fact {
  /** NAME, BIRTH, SEX, ADDRESS, PHONE or a kind of number. */
  field: string;
  likeness: Likeness;
}

export interface Side {
  id: string;
  version: number;
  person: Patient;
  visits: { visitNumber?: string; class: string; status: string; start?: string; facility?: string }[];
  visitCount: number;
  reportCount: number;
}

export interface Pair {
  one: Side;
  other: Side;
  evidence: "NUMBER" | "NAME";
  foundAt: string;
  facts: Fact[];
}

export interface Candidate {
  side: Side;
  facts: Fact[];
}

export interface Unnamed {
  side: Side;
  since?: string;
  candidates: Candidate[];
}

export interface PatientLink {
  version: number;
  loser: Side;
  survivor: Side;
  at: string;
  by?: string;
  why?: string;
  facts: Fact[];
}

export interface Unmatched {
  inboundId: string;
  receivedAt: string;
  source?: { id: string; name: string; kind: string };
  messageType?: string;
  controlId?: string;
  code: string;
  detail?: string;
  attempts: number;
}

export interface Evidence {
  described?: Patient;
  candidates: Candidate[];
}

export interface PageOf<T> {
  items: T[];
  next?: string;
}

export type CodeKind = "LAB" | "SERVICE" | "DEPARTMENT";

export interface LocalCode {
  kind: CodeKind;
  source: { id: string; name: string };
  localSystem?: string;
  localCode: string;
  name?: string;
  uses: number;
  lastAt?: string;
}

export interface CodeMapping {
  id: string;
  version: number;
  kind: CodeKind;
  source?: { id: string; name: string };
  localSystem?: string;
  localCode: string;
  system: string;
  code: string;
  name: string;
  loinc?: string;
  validFrom?: string;
  validTo?: string;
  /** The catalogue is loaded and the code is not, or no longer, in it. */
  targetEnded?: boolean;
  changedAt?: string;
  changedBy?: string;
}

export interface CatalogueCode {
  catalogue: string;
  code: string;
  name: string;
  unit?: string;
  loinc?: string;
}

/** What a file changes, or would change when it is only tried. */
export interface CodeLoading {
  lines: number;
  made: number;
  changed: number;
  same: number;
  ended: number;
  differences: { line: number; code: string; before?: string; after?: string }[];
  /** `with` is the other line where two do not agree, 0 for what stands already. */
  faults: { line: number; column: string; wrong: string; with?: number }[];
  faultCount: number;
  done: boolean;
}

/** What a local code means on the day of the event. */
export interface Meaning {
  system: string;
  code: string;
  name: string;
  loinc?: string;
}
