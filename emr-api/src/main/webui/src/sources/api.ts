import type { Dialect } from "../api";
import { call } from "../client";
import type { NoticeShown } from "../desk/Notices";

/** Shapes of the settings of a sender, and their calls. Secrets are written and never read. */

export interface Settings {
  name?: string;
  kind?: string;
  door?: string;
  /** Code of its facility; none for a sender that speaks for several. */
  facility?: string;
  sendingApplication?: string;
  sendingFacility?: string;
  allowedTypes?: string;
  dialect?: string;
  fallbackCharset?: string;
  zone?: string;
  patientDomain?: string;
  parkedAnswer?: string;
  address?: string;
  settings?: Record<string, string>;
  certificate?: string;
  addresses?: string;
  plainText?: boolean;
  inFlight?: number;
  dropFolder?: string;
  sftpAddress?: string;
  sftpHostKey?: string;
  silentAfter?: number;
  enabled?: boolean;
  hasCredential?: boolean;
  version?: number;
}

export interface Saved {
  id: string;
  version: number;
  /** A new key, in this answer and nowhere else. */
  credential?: string;
}

export interface Choices {
  facilities: { code: string; name: string }[];
  dialects: Dialect[];
}

export interface Change {
  at: string;
  by: string;
  what: "SOURCE_CREATE" | "SOURCE_CHANGE" | "SOURCE_KEY_CREATE" | "SOURCE_KEY_REPLACE" | "SOURCE_KEY_REVOKE";
  changes: string;
}

/** A message to try: as typed, or the bytes of a file. */
export interface Pasted {
  source?: string;
  door?: string;
  text?: string;
  base64?: string;
}

export interface Tried {
  source?: string;
  messageType?: string;
  controlId?: string;
  charsetRule?: string;
  notices: NoticeShown[];
  observations: number;
  remarks: string[];
  text?: string;
  /** As the dialect made it; none when nothing was corrected. */
  corrected?: string;
  unread: string[];
  code?: string;
  detail?: string;
  fields: string[];
  answer: string;
}

const at = (id: string) => `/sources/${encodeURIComponent(id)}`;

export const senders = {
  choices: (signal?: AbortSignal) => call<Choices>("GET", "/sources/choices", { signal }),
  read: (id: string, signal?: AbortSignal) => call<Settings>("GET", at(id), { signal }),
  create: (settings: Settings) => call<Saved>("POST", "/sources", { body: settings }),
  change: (id: string, settings: Settings) => call<Saved>("PUT", at(id), { body: settings }),
  history: (id: string, signal?: AbortSignal) => call<Change[]>("GET", `${at(id)}/history`, { signal }),
  test: (pasted: Pasted) => call<Tried>("POST", "/sources/test", { body: pasted }),
};
