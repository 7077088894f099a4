import type { Applied, Evidence, PageOf, Pair, PatientLink, Side, Unmatched, Unnamed } from "./api";
import { call } from "./client";

const enc = encodeURIComponent;
const from = (cursor?: string) => (cursor ? `?cursor=${enc(cursor)}` : "");
const seen = (side: Side) => ({ id: side.id, version: side.version });

export const matching = {
  duplicates: (cursor?: string, signal?: AbortSignal) => call<PageOf<Pair>>("GET", `/matching/duplicates${from(cursor)}`, { signal }),
  provisional: (cursor?: string, signal?: AbortSignal) => call<PageOf<Unnamed>>("GET", `/matching/provisional${from(cursor)}`, { signal }),
  links: (cursor?: string, signal?: AbortSignal) => call<PageOf<PatientLink>>("GET", `/matching/links${from(cursor)}`, { signal }),
  unmatched: (cursor?: string, signal?: AbortSignal) => call<PageOf<Unmatched>>("GET", `/matching/unmatched${from(cursor)}`, { signal }),
  evidence: (inboundId: string, signal?: AbortSignal) => call<Evidence>("GET", `/matching/unmatched/${enc(inboundId)}`, { signal }),
  file: (inboundId: string, body: { patientId: string; attempts: number; remember: boolean; reason: string }) =>
    call<Applied>("POST", `/matching/unmatched/${enc(inboundId)}/file`, { body }),
  merge: (loser: Side, survivor: Side, reason: string) =>
    call<void>("POST", "/matching/merge", { body: { loser: seen(loser), survivor: seen(survivor), reason } }),
  unmerge: (link: PatientLink, reason: string) =>
    call<void>("POST", "/matching/unmerge", { body: { patientId: link.loser.id, linkVersion: link.version, reason } }),
  distinct: (one: Side, other: Side, reason: string) =>
    call<void>("POST", "/matching/distinct", { body: { one: one.id, other: other.id, reason } }),
};
