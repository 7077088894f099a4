/** Shapes of orders; api.ts brings them all. */
import type { Origin, When } from "./api";
import type { Meaning } from "./api.worklists";

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
  /** Where an order that was placed here stands on its way. */
  sending?: "NOT_SENT" | "STOPPED" | "GIVEN_UP" | "SENT";
  results?: { reportId: string; text?: string; status: string }[];
  /** Its department's name, where the code is known. */
  department?: string;
  departmentCode?: string;
  meaning?: Meaning;
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
  services: { code: string; codeSystem?: string; text: string; category?: string; specimen?: string; meaning?: Meaning }[];
  destinations: { id: string; name: string }[];
}

/** A colleague on the care team, or a department that was asked: one of the two. */
export interface CareRelation {
  id: string;
  colleague?: string;
  department?: string;
  reason: string;
  since: string;
  by: string;
  /** When it ends or ended. */
  endsAt: string;
  lasts: boolean;
}

/** Somebody or some department that can be asked. */
export interface Colleague {
  accountId?: string;
  departmentId?: string;
  name: string;
  place?: string;
}

/** Who is asked, for 1 to 90 days. */
export interface CareRequest {
  accountId?: string;
  departmentId?: string;
  days: number;
  reason: string;
}
