import { call, upload } from "../client";

/** Shapes of records that other hospitals gave out, and their calls. */

export interface Sender {
  id: string;
  name: string;
  /** As the ministry calls it. */
  code: string;
}

export interface Fault {
  /** Where it stands, rows counted from 0; line and column of what cannot be read. */
  at: string;
  what: string;
  most?: number;
}

export interface About {
  name: string;
  birth: string;
  sex: string;
  patientNumber: string;
  nationalId: string;
  insuranceNumber: string;
  admissionNumber: string;
  archiveNumber: string;
  kind: string;
  treatment: string;
  start: string;
  end: string;
  department: string;
  mainCode: string;
  mainName: string;
  rows: Record<string, number>;
}

export interface Looked {
  sha256: string;
  form: "XML" | "JSON";
  faults: Fault[];
  /** Faults that are not told. */
  more: number;
  remarks: Fault[];
  about?: About;
  here?: { patientId?: string; nameDiffers: boolean; birthDiffers: boolean; folderId?: string; edition: boolean; own: boolean };
  refused?: { code: string; detail?: string; fields: string[] };
  mayTake: boolean;
}

export interface Taken {
  patientId: string;
  folderId: string;
  known: boolean;
}

const enc = encodeURIComponent;

export const received = {
  senders: (signal?: AbortSignal) => call<Sender[]>("GET", "/record-imports/senders", { signal }),
  look: (sender: string, file: Blob) => upload<Looked>(`/record-imports/look?sender=${enc(sender)}`, file),
  take: (sender: string, file: Blob, seen: Looked, compared: boolean) =>
    upload<Taken>(`/record-imports?sender=${enc(sender)}&sha256=${enc(seen.sha256)}&compared=${compared}`, file),
};
