import { call } from "../client";

/** The keys of one sender and their calls. A key itself is in the answer that made it and nowhere else. */

export const SCOPES = ["notices:send", "claims:send", "imports:send", "changes:read"] as const;
export type Scope = (typeof SCOPES)[number];

export interface SourceKey {
  id: string;
  name: string;
  /** Its last four characters; none when it was made before they were kept. */
  ending?: string;
  scopes: Scope[];
  /** From where alone it may be used; none: the addresses of the sender. */
  addresses?: string;
  state: "VALID" | "ENDING" | "NOT_YET" | "EXPIRED" | "REVOKED";
  createdAt: string;
  createdBy?: string;
  validFrom: string;
  expiresAt: string;
  /** The key that took its place. */
  replacedBy?: string;
  revokedAt?: string;
  revokedBy?: string;
  revokedBecause?: string;
  lastUsedAt?: string;
  refusals: number;
  refusedAt?: string;
  refusedBecause?: string;
  refusedFrom?: string;
}

export interface MadeKey {
  id: string;
  credential: string;
  expiresAt: string;
}

export interface AskedKey {
  name: string;
  scopes: Scope[];
  expiresAt: string;
  addresses?: string;
}

const at = (source: string) => `/sources/${encodeURIComponent(source)}/keys`;
const one = (source: string, key: string) => `${at(source)}/${encodeURIComponent(key)}`;

export const keys = {
  of: (source: string, signal?: AbortSignal) => call<SourceKey[]>("GET", at(source), { signal }),
  make: (source: string, asked: AskedKey) => call<MadeKey>("POST", at(source), { body: asked }),
  replace: (source: string, key: string, overlapHours: number, expiresAt: string) =>
    call<MadeKey>("POST", `${one(source, key)}/rotation`, { body: { overlapHours, expiresAt } }),
  revoke: (source: string, key: string, reason: string) => call<void>("POST", `${one(source, key)}/revocation`, { body: { reason } }),
};

const DAY = 86_400_000;

/** How long a key may last, in days; the server takes two years at most. */
export const LASTS = [30, 90, 180, 365, 730] as const;
export const USUAL_DAYS = 365;

/** How long an old key works beside the new one, in hours. */
export const OVERLAPS = [0, 24, 72, 168, 336, 720] as const;
export const USUAL_OVERLAP = 168;

export const inDays = (days: number, now: number = Date.now()) => new Date(now + days * DAY).toISOString();
export const inHours = (hours: number, now: number = Date.now()) => new Date(now + (hours * DAY) / 24).toISOString();
