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
