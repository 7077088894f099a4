/** Shapes of results: the grid of values and one report; api.ts brings them all. */
import type { Level, Meaning, Origin, Precision, When } from "./api";

export interface Range {
  text?: string;
  low?: number;
  high?: number;
}

export interface LabCell {
  /** Index into the dates of the grid. */
  date: number;
  /** Index into the reports of the grid. */
  report: number;
  line?: number;
  text?: string;
  number?: number;
  comparator?: string;
  flag?: string;
  level?: Level;
  status?: string;
  /** Where it is not the one of the row. */
  range?: Range;
  corrected?: boolean;
  /** The code as sent, where the row shows what it means. */
  sent?: { code?: string; system?: string; text?: string; value?: string; unit?: string };
  /** What other systems tell of this value, such as an insurance claim. */
  beside?: { sourceName: string; reportId: string; text?: string; differs: boolean }[];
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

/** A report that values stand in: who sent it, and when it was taken in. */
export interface LabReport {
  id: string;
  sourceName?: string;
  recordedAt?: string;
}

export interface Laboratory {
  dates: LabDate[];
  reports: LabReport[];
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
  /** What the service means in the catalogue. */
  meaning?: Meaning;
}
