import type { Origin, When } from "../api";
import { call } from "../client";

/** Shapes of allergies and their calls. */

export const CATEGORIES = ["DRUG", "FOOD", "ENVIRONMENT", "OTHER"] as const;
export const SEVERITIES = ["MILD", "MODERATE", "SEVERE", "LIFE_THREATENING"] as const;
export const CERTAINTIES = ["CONFIRMED", "SUSPECTED"] as const;

export interface Allergy {
  id: string;
  version: number;
  /** NONE_KNOWN: the statement that none is known. */
  kind: "ALLERGY" | "INTOLERANCE" | "NONE_KNOWN";
  category?: (typeof CATEGORIES)[number];
  /** Of the catalogue of medicines, or of the system that tells it. */
  code?: string;
  system?: string;
  substance?: string;
  reactions: string[];
  severity?: (typeof SEVERITIES)[number];
  certainty?: (typeof CERTAINTIES)[number];
  onset?: When;
  note?: string;
  status: "ACTIVE" | "RESOLVED" | "ENTERED_IN_ERROR";
  /** Stated here by people; else a system tells it and it is changed there. */
  here: boolean;
  reason?: string;
  origin?: Origin;
}

/** NOT_RECORDED: nobody recorded anything, which does not say that there are none. */
export interface Standing {
  known: "NOT_RECORDED" | "NONE_KNOWN" | "LISTED";
  noneKnown?: Allergy;
  allergies: Allergy[];
}

export interface Panel extends Standing {
  /** What is over, was taken back, or does not hold any more. */
  past: Allergy[];
  allowed: ("RECORD" | "CHANGE")[];
}

/** What a person states; onset as yyyy, yyyy-MM or yyyy-MM-dd. */
export interface Stated {
  kind: "ALLERGY" | "INTOLERANCE";
  category: (typeof CATEGORIES)[number];
  code?: string;
  substance: string;
  reactions: string[];
  severity?: string;
  certainty?: string;
  onset?: string;
  note?: string;
}

export interface Change {
  version: number;
  reason: string;
  status?: Allergy["status"];
  allergy?: Stated;
}

const at = (patientId: string) => `/patients/${encodeURIComponent(patientId)}/allergies`;

export const allergyApi = {
  panel: (patientId: string, signal?: AbortSignal) => call<Panel>("GET", at(patientId), { signal }),
  versions: (patientId: string, id: string, signal?: AbortSignal) => call<Allergy[]>("GET", `${at(patientId)}/${encodeURIComponent(id)}/versions`, { signal }),
  record: (patientId: string, requestId: string, allergy: Stated) => call<Panel>("POST", at(patientId), { body: { requestId, allergy } }),
  change: (patientId: string, id: string, change: Change) => call<Panel>("PUT", `${at(patientId)}/${encodeURIComponent(id)}`, { body: change }),
  noneKnown: (patientId: string, version: number | undefined) => call<Panel>("PUT", `${at(patientId)}/none-known`, { body: { version } }),
};
