import type { Applied, CatalogueCode, CodeKind, CodeLoading, CodeMapping, Evidence, LocalCode, PageOf, Pair, PatientLink, Side, Unmatched, Unnamed } from "./api";
import { call, download, upload } from "./client";

const enc = encodeURIComponent;
const from = (cursor?: string) => (cursor ? `?cursor=${enc(cursor)}` : "");
const seen = (side: Side) => ({ id: side.id, version: side.version });

export interface MappingAsk {
  kind: CodeKind;
  sourceId?: string;
  localSystem?: string;
  localCode: string;
  system: string;
  code: string;
  name: string;
  loinc?: string;
  validFrom?: string;
  validTo?: string;
}

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

export const codes = {
  unmapped: (kind: CodeKind, signal?: AbortSignal) => call<LocalCode[]>("GET", `/codes/unmapped?kind=${kind}`, { signal }),
  mappings: (kind: CodeKind, signal?: AbortSignal) => call<CodeMapping[]>("GET", `/codes/mappings?kind=${kind}`, { signal }),
  targets: (kind: CodeKind, text: string, signal?: AbortSignal) => call<CatalogueCode[]>("POST", "/codes/targets", { body: { kind, text }, signal }),
  make: (body: MappingAsk) => call<{ id: string }>("POST", "/codes/mappings", { body }),
  change: (id: string, version: number, mapping: MappingAsk) => call<void>("PUT", "/codes/mappings", { body: { id, version, mapping } }),
  remove: (id: string, version: number) => call<void>("POST", "/codes/mappings/removal", { body: { id, version } }),
  reapply: () => call<{ visits: number; messages: number }>("POST", "/codes/reapplication"),
  save: () => download("/codes/mappings/file", "code-mappings.csv"),
  load: (file: Blob, onlyTry: boolean) => upload<CodeLoading>(`/codes/mappings/file?try=${onlyTry}`, file),
};
