import { call } from "../client";

/** Shapes of files that were brought in, and their calls. No patient data in any of them. */

export interface Choice {
  id: string;
  name: string;
  kind: string;
}

export interface Fault {
  /** Number of the item, from 0. */
  item: number;
  outcome: "PARKED" | "REFUSED";
  code?: string;
  pointer?: string;
  detail?: string;
  inboundId?: string;
}

/** How many faults of one file have the same outcome and code. */
export interface Reason {
  outcome: Fault["outcome"];
  code?: string;
  items: number;
}

export interface ImportFile {
  id: string;
  sourceId: string;
  sourceName: string;
  format: string;
  /** As its sender, or this page, names the file. */
  key: string;
  /** As I named the file I brought in; files of others have no name here, because names of files tell of patients. */
  fileName?: string;
  /** Who brought it in; none when its system sent it itself. */
  by?: string;
  state: "RECEIVING" | "RUNNING" | "DONE";
  begunAt: string;
  receivedAt?: string;
  endedAt?: string;
  items: number;
  bytes: number;
  judged: number;
  applied: number;
  parked: number;
  refused: number;
  replayed: number;
  perSecond: number;
  /** None in a list. */
  reasons: Reason[];
}

const at = (id: string) => `/his/imports/${encodeURIComponent(id)}`;

export const imports = {
  sources: (signal?: AbortSignal) => call<Choice[]>("GET", "/imports/sources", { signal }),
  list: (signal?: AbortSignal, background = false) => call<ImportFile[]>("GET", "/his/imports", { signal, background }),
  one: (id: string, signal?: AbortSignal, background = false) => call<ImportFile>("GET", at(id), { signal, background }),
  faults: (id: string, reason?: Reason, after?: number, signal?: AbortSignal) => {
    const asked = new URLSearchParams({ after: String(after ?? -1) });
    if (reason) asked.set("outcome", reason.outcome);
    if (reason?.code) asked.set("code", reason.code);
    return call<Fault[]>("GET", `${at(id)}/faults?${asked.toString()}`, { signal });
  },
  csv: (id: string) => `/api/v1${at(id)}/faults.csv`,
};
