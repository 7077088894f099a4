import type { CodeLoading } from "../api";
import { call, upload } from "../client";

const enc = encodeURIComponent;

/** A code of a catalogue; of somebody of the hospital the name alone. */
export interface CatalogueEntry {
  code?: string;
  name: string;
  nameEn?: string;
  unit?: string;
  loinc?: string;
  parent?: string;
  properties?: Record<string, string>;
}

export interface Catalogue {
  catalogue: string;
  /** The first day of the newest edition; none: for ever since. */
  from?: string;
  codes: number;
  editions: number;
}

export interface Edition {
  number: number;
  from?: string;
  at: string;
  by: string;
  digest: string;
  bytes: number;
  origin?: string;
  lines: number;
  made: number;
  changed: number;
  ended: number;
}

/** What was looked at before an edition is taken. */
export interface Seen {
  digest: string;
  newest: number;
}

const of = (catalogue: string, rest: string) => `/catalogues/${enc(catalogue)}/${rest}`;

export const catalogues = {
  list: (signal?: AbortSignal) => call<{ catalogues: Catalogue[] }>("GET", "/catalogues", { signal }),
  /** What was typed goes in the body: it may tell of a patient. */
  search: (catalogue: string, text: string, day: string | undefined, signal?: AbortSignal) =>
    call<{ entries: CatalogueEntry[] }>("POST", of(catalogue, "search"), { body: { text, day }, signal }),
  editions: (catalogue: string, signal?: AbortSignal) => call<{ editions: Edition[] }>("GET", of(catalogue, "editions"), { signal }),
  preview: (catalogue: string, from: string, file: Blob) => upload<{ seen: Seen; loading: CodeLoading }>(of(catalogue, `preview?from=${enc(from)}`), file),
  take: (catalogue: string, from: string, file: Blob, seen: Seen) =>
    upload<CodeLoading>(of(catalogue, `editions?from=${enc(from)}&digest=${enc(seen.digest)}&newest=${seen.newest}`), file),
};
