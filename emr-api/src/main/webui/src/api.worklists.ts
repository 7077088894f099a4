/** Shapes of the worklists of matching; api.ts brings them all. */
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
