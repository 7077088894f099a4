import { call } from "../client";
import type { Level } from "./api";

/** What verifying says of one signature: the items of TT 15/2025/TT-BKHCN art. 6. */
export interface Verdict {
  state: "VALID" | "INVALID" | "UNCERTAIN";
  authority?: string | null;
  signer?: string | null;
  unit?: string | null;
  /** As the signer claims; a timestamp proves. */
  signedAt?: string | null;
  timestamp?: string | null;
  intact: boolean;
  validWhenSigned: boolean;
  notBefore?: string | null;
  notAfter?: string | null;
  level: Level;
  algorithm?: string | null;
  coversWholeFile: boolean;
  reasons: string[];
  subject?: string | null;
  serial?: string | null;
}

/** Whether a document of this server still stands. */
export type Standing = "CURRENT" | "REPLACED" | "CANCELLED";
/** What a file is to this server. */
export type Copy = "SAME" | "EARLIER" | "CHANGED" | "UNKNOWN";

/** Nothing of the patient. */
export interface SignedDocument {
  code: string;
  form: string;
  title: string;
  facility?: string;
  entry: boolean;
  madeAt: string;
  state: Standing;
}

export interface Verified {
  copy: Copy;
  document?: SignedDocument;
  at: string;
  signatures: Verdict[];
  /** Which of them confirm what a patient said, and how; from 0. */
  confirmations?: { signature: number; words: string }[];
}

/** As much as the server verifies. */
export const LARGEST = 25 * 1024 ** 2;

export const verifying = {
  byCode: (code: string, signal?: AbortSignal) => call<Verified>("GET", `/signed-documents/${encodeURIComponent(code)}`, { signal }),
  file: (file: File) => call<Verified>("POST", "/signatures/verification", { file, type: "application/octet-stream" }),
};
