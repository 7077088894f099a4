import { call } from "../client";

/** Shapes of what facilities decide about their folders, and the calls. */

export interface Rule {
  version: number;
  completeHours: number;
  closeHours: number;
  archivePrefix: string;
  archiveByYear: boolean;
  archiveDigits: number;
}

/** A version as somebody decided it: it counts from a day on. */
export interface RuleForm extends Rule {
  validFrom?: string;
  reason: string;
}

export interface FacilityRule {
  now: Rule & { facilityId: string; code: string; name: string };
  /** The first archive number of the year by it. */
  example: string;
  versions: { says: RuleForm; at: string; by?: string; inForce: boolean }[];
}

export const rules = {
  all: (signal?: AbortSignal) => call<FacilityRule[]>("GET", "/folder-rules", { signal }),
  change: (facility: string, rule: RuleForm) => call<FacilityRule>("PUT", `/folder-rules/${encodeURIComponent(facility)}`, { body: rule }),
};
