import { call } from "../client";
import type { OpenSheet } from "../forms/api";

/** Papers of a folder that are partly on paper: sent file by file, looked at, kept. */

export const ACCEPTED = ["image/jpeg", "image/png", "application/pdf"] as const;
export const MOST_BYTES = 25 * 1024 * 1024;
export const MOST_PAGES = 50;

/** A file that the server took: its pages as they would be kept, in dots. */
export interface TakenFile {
  id: string;
  mediaType: string;
  size: number;
  pages: { width: number; height: number }[];
}

/** A page of it, from 1, turned to the right by quarters. */
export interface ChosenPage {
  file: string;
  page: number;
  turn: number;
}

export interface NewPaper {
  requestId: string;
  /** A code of the catalogue; without it another paper, with its title. */
  form?: string;
  title?: string;
  dated: string;
  note?: string;
  /** Why it is added to a completed record. */
  reason?: string;
  pages: ChosenPage[];
}

const BASE = "/api/v1";
const enc = encodeURIComponent;
const of = (patient: string, folder: string) => `/patients/${enc(patient)}/record-folders/${enc(folder)}/scans`;

export const scans = {
  take: (patient: string, folder: string, file: Blob) => call<TakenFile>("POST", `${of(patient, folder)}/files`, { file, type: file.type }),
  lookAddress: (patient: string, folder: string, file: string, page: number) => `${BASE}${of(patient, folder)}/files/${enc(file)}/${page}.jpg?small=true`,
  keep: (patient: string, folder: string, body: NewPaper) => call<OpenSheet>("POST", of(patient, folder), { body }),
  pageAddress: (patient: string, sheet: string, page: number, small = false) => `${BASE}/patients/${enc(patient)}/sheets/${enc(sheet)}/pages/${page}.jpg${small ? "?small=true" : ""}`,
};
