import { call, download } from "../client";
import type { State } from "../folder/api";
import type { Answers, Form, FormGroup } from "./form";

export type SheetStatus = "DRAFT" | "COMPLETED" | "CANCELLED";
/** What this person may do with a sheet now, by right and by the state of its folder. */
export type Act = "EDIT" | "COMPLETE" | "CANCEL" | "RESTORE" | "REVISE" | "PRINT";

export interface Sheet {
  id: string;
  version: number;
  folderId: string;
  form: string;
  formVersion: string;
  title: string;
  status: SheetStatus;
  happened: string;
  answers: Answers;
  author?: string;
  reason?: string;
  /** Added after the record was completed. */
  addendum?: { to: State; reason: string };
  /** It is on paper: these are its pages, and there are no answers. */
  scan?: Scan;
}

export interface Scan {
  dated: string;
  at: string;
  note?: string;
  files: { sha256: string; mediaType: string; size: number }[];
  pages: { sha256: string; width: number; height: number }[];
}

export interface Editor {
  accountId: string;
  name: string;
  since: string;
  mine?: boolean;
}

/** Who is writing, and who asked for the sheet: it goes over at `at`. */
export interface Editing {
  editor?: Editor;
  wanted?: { accountId: string; name: string; at: string };
}

export interface SheetVersion {
  version: number;
  at: string;
  by: string;
  reason?: string;
  status: SheetStatus;
}

export interface OpenSheet extends Editing {
  sheet: Sheet;
  form: Form;
  draft?: { version: number; at: string; answers: Answers };
  versions?: SheetVersion[];
  allowed?: Act[];
}

export interface NewSheet {
  form: Form;
  answers: Answers;
  /** The record is completed: what is added says why. */
  addendum?: boolean;
}

export interface SheetRow {
  id: string;
  version: number;
  form: string;
  formVersion: string;
  title: string;
  group: FormGroup;
  status: SheetStatus;
  happened: string;
  author?: string;
  revisedAt?: string;
  addendum?: boolean;
  /** Of a scan. */
  pages?: number;
  /** So many signatures stand on it or its entries; so many are missing. */
  signed?: number;
  unsigned?: number;
  editor?: Editor;
}

export interface OfferedForm {
  form: string;
  version: string;
  title: string;
  titleEn?: string;
  group: FormGroup;
  confirmed: boolean;
  mandatory?: boolean;
  once?: boolean;
}

export interface FormRow {
  code: string;
  version?: string;
  title: string;
  titleEn?: string;
  law?: string;
  kind: "RECORD" | "SHEET" | "PAPER";
  state: "CONFIRMED" | "UNCONFIRMED" | "MISSING";
}

const enc = encodeURIComponent;
const of = (patient: string, rest: string) => `/patients/${enc(patient)}/${rest}`;

export const sheets = {
  fresh: (patient: string, folder: string, form: string, signal?: AbortSignal) => call<NewSheet>("GET", of(patient, `record-folders/${enc(folder)}/sheets/new?form=${enc(form)}`), { signal }),
  create: (patient: string, folder: string, body: { form: string; happened: string; answers: Answers; requestId: string; reason?: string }) => call<OpenSheet>("POST", of(patient, `record-folders/${enc(folder)}/sheets`), { body }),
  read: (patient: string, sheet: string, version?: number, signal?: AbortSignal) => call<OpenSheet>("GET", of(patient, `sheets/${enc(sheet)}${version ? `?version=${version}` : ""}`), { signal }),
  write: (patient: string, sheet: string, body: { version: number; answers: Answers; reason?: string; complete?: boolean }) => call<OpenSheet>("PUT", of(patient, `sheets/${enc(sheet)}`), { body }),
  draft: (patient: string, sheet: string, body: { version: number; answers: Answers }, background: boolean) => call<void>("PUT", of(patient, `sheets/${enc(sheet)}/draft`), { body, background }),
  edit: (patient: string, sheet: string, takeOver: boolean, background = false) => call<Editing>("POST", of(patient, `sheets/${enc(sheet)}/editor`), { body: { takeOver }, background }),
  leave: (patient: string, sheet: string) => call<void>("DELETE", of(patient, `sheets/${enc(sheet)}/editor`)),
  entry: (patient: string, sheet: string, body: { version: number; item: string; answers: Answers }) => call<OpenSheet>("POST", of(patient, `sheets/${enc(sheet)}/entries`), { body }),
  strike: (patient: string, sheet: string, entry: string, body: { version: number; reason: string }) => call<OpenSheet>("POST", of(patient, `sheets/${enc(sheet)}/entries/${enc(entry)}/strike`), { body }),
  cancel: (patient: string, sheet: string, body: { version: number; reason: string }) => call<OpenSheet>("POST", of(patient, `sheets/${enc(sheet)}/cancel`), { body }),
  restore: (patient: string, sheet: string, body: { version: number; reason: string }) => call<OpenSheet>("POST", of(patient, `sheets/${enc(sheet)}/restore`), { body }),
  prefill: (patient: string, sheet: string) => call<{ answers: Answers; entries: Answers }>("GET", of(patient, `sheets/${enc(sheet)}/prefill`)),
  printAddress: (patient: string, sheet: string) => `/api/v1${of(patient, `sheets/${enc(sheet)}.pdf`)}`,
  preview: (patient: string, sheet: string, answers: Answers) => download(of(patient, `sheets/${enc(sheet)}.pdf`), "xem-truoc.pdf", { answers }),
  forms: (signal?: AbortSignal) => call<{ forms: FormRow[] }>("GET", "/forms", { signal }),
};
