import { bytes, call } from "../client";

interface Element {
  vr: string;
  Value?: unknown[];
  BulkDataURI?: string;
  InlineBinary?: string;
}

/** One instance without its pixels, in the DICOM JSON model (PS3.18 annex F). */
export type DataSet = Record<string, Element | undefined>;

/** Where a series of a chart is asked for. */
export interface SeriesPlace {
  patientId: string;
  studyId: string;
  uid: string;
}

const enc = encodeURIComponent;
const path = (of: SeriesPlace) => `/patients/${enc(of.patientId)}/studies/${enc(of.studyId)}/series/${enc(of.uid)}`;

/** The address of something of an instance. */
export const address = (of: SeriesPlace, instance: string, what: string) => `/api/v1${path(of)}/instances/${enc(instance)}/${what}`;

/** The instances of a series; references to large values lead to this server. */
export async function instances(of: SeriesPlace, signal?: AbortSignal): Promise<DataSet[]> {
  const all = await call<DataSet[]>("GET", `${path(of)}/metadata`, { signal });
  all.forEach((one) => whole(one, `/api/v1${path(of)}/`));
  return all;
}

function whole(dataSet: DataSet, base: string): void {
  for (const element of Object.values(dataSet)) {
    if (!element) continue;
    if (element.BulkDataURI) element.BulkDataURI = window.location.origin + base + element.BulkDataURI;
    if (element.vr === "SQ") (element.Value ?? []).forEach((item) => whole(item as DataSet, base));
  }
}

export const text = (dataSet: DataSet, tag: string): string => {
  const value = dataSet[tag]?.Value?.[0];
  if (value !== null && typeof value === "object") return String((value as { Alphabetic?: string }).Alphabetic ?? "");
  return value === undefined || value === null ? "" : String(value);
};

export const number = (dataSet: DataSet, tag: string): number | undefined => {
  const value = text(dataSet, tag);
  return value === "" || Number.isNaN(Number(value)) ? undefined : Number(value);
};

export const numbers = (dataSet: DataSet, tag: string): number[] => (dataSet[tag]?.Value ?? []).map(Number);

export const items = (dataSet: DataSet, tag: string): DataSet[] => (dataSet[tag]?.Value ?? []) as DataSet[];

/** A value of a data set that is too large to stand in it, or that stands in it encoded. */
export async function bulk(element: Element | undefined, signal?: AbortSignal): Promise<ArrayBuffer> {
  if (element?.InlineBinary) return Uint8Array.from(atob(element.InlineBinary), (letter) => letter.charCodeAt(0)).buffer;
  if (!element?.BulkDataURI) return new ArrayBuffer(0);
  return bytes(new URL(element.BulkDataURI).pathname.slice("/api/v1".length), signal);
}
