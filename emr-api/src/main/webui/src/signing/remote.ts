import { call } from "../client";
import type { Holder, Item, Key, Outcome } from "./api";

/** What its owner agrees with on the phone, of each kind of service. */
const APPS: Partial<Record<Holder, string>> = { SMARTCA: "VNPT SmartCA", SMARTCA_CSC: "VNPT SmartCA", MYSIGN: "Viettel MySign" };
export const appOf = (key: Pick<Key, "holder"> | undefined) => key && APPS[key.holder];
/** A service holds the key and asks its owner by itself. */
export const isRemote = (key: Pick<Key, "holder"> | undefined) => appOf(key) !== undefined;

export type JobState = "WAITING" | "DONE" | "REFUSED" | "EXPIRED" | "FAILED";

/** One that was asked for. */
export interface JobPart extends Item {
  /** SIGNED, or why not; nothing while it is not known. */
  outcome?: string;
}

/** Signatures that were asked for together: their owner agrees on the phone. */
export interface Job {
  id: string;
  keyId: string;
  state: JobState;
  /** The service is known to have taken it. */
  asked: boolean;
  code?: string;
  begunAt: string;
  expiresAt: string;
  items: JobPart[];
}

const enc = encodeURIComponent;

export const jobs = {
  begin: (keyId: string, items: Item[]) => call<{ job?: Job; refused: Outcome[] }>("POST", "/signing/jobs", { body: { keyId, items } }),
  list: (signal?: AbortSignal, background = false) => call<{ jobs: Job[] }>("GET", "/signing/jobs", { signal, background }),
  one: (id: string, signal?: AbortSignal, background = false) => call<Job>("GET", `/signing/jobs/${enc(id)}`, { signal, background }),
};

export const signedOf = ({ items }: Job) => items.filter(({ outcome }) => outcome === "SIGNED").length;

/** So long a service asks the phone. */
const PHONE_MS = 300_000;
/** What is left of it; a clock that differs from the server's shows never more than there is. */
export const leftMs = ({ begunAt }: Job, now: number) => Math.max(0, Math.min(PHONE_MS, Date.parse(begunAt) + PHONE_MS - now));
export const clock = (ms: number) => `${Math.floor(ms / 60_000)}:${String(Math.floor(ms / 1000) % 60).padStart(2, "0")}`;
