import { call } from "../client";

/** Numbers about records, and their call. Nobody is named in them. */

export interface Asked {
  from?: string;
  until?: string;
  departmentId?: string;
}

export interface Timely {
  inTime: number;
  late: number;
  open: number;
}

export interface Length {
  from: number;
  until?: number;
  count: number;
}

export interface Flow {
  from: string;
  admissions: number;
  discharges: number;
}

export interface Statistics {
  from: string;
  until: string;
  unit: "DAY" | "WEEK" | "MONTH";
  flow: readonly Flow[];
  stays: { count: number; mean?: number; median?: number; ninety?: number; lengths: readonly Length[] };
  diagnoses: readonly { code: string; text?: string; count: number }[];
  results: readonly { of: "LABORATORY" | "IMAGING"; answered: number; waiting: number; medianHours?: number; ninetyHours?: number }[];
  completion: Timely;
  closing: Timely;
  backlog: { inTreatment: number; completed: number; overdue: number };
  departments: readonly { id: string; name: string }[];
}

export const statistics = {
  of: (asked: Asked, signal?: AbortSignal) => call<Statistics>("POST", "/record-statistics/search", { body: asked, signal }),
};
