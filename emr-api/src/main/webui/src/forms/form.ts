/** A form as the server keeps it: a documented subset of FHIR R4 Questionnaire, and what people answer in it. */

export type ItemType = "group" | "display" | "boolean" | "integer" | "decimal" | "date" | "dateTime" | "time" | "string" | "text" | "choice" | "open-choice";
export type Layout = "line" | "columns-2" | "columns-3" | "boxes" | "table" | "vital-grid" | "body" | "eye" | "tooth" | "entries";

export interface Option {
  code: string;
  display: string;
  displayEn?: string;
}

export interface Condition {
  question: string;
  operator: "exists" | "=" | "!=" | ">" | "<" | ">=" | "<=";
  answer: number | boolean | string;
}

export interface Calculation {
  function: "SUM" | "BMI" | "DAYS" | "DIFFERENCE" | "COUNT";
  of: string[];
}

export interface Item {
  linkId: string;
  prefix?: string;
  text?: string;
  textEn?: string;
  type: ItemType;
  required?: boolean;
  repeats?: boolean;
  maxLength?: number;
  minValue?: number;
  maxValue?: number;
  decimals?: number;
  unit?: string;
  unitCode?: string;
  answerOption?: Option[];
  catalogue?: string;
  enableWhen?: Condition[];
  enableBehavior?: "all" | "any";
  calculated?: Calculation;
  prefill?: string;
  readOnly?: boolean;
  hint?: string;
  layout?: Layout;
  item?: Item[];
}

export type FormGroup = "ADMIN" | "HISTORY" | "TREATMENT" | "CARE" | "RESULT" | "SURGERY" | "CONSENT" | "DISCHARGE";
/** Tabs of a record on paper, in their order. */
export const FORM_GROUPS: readonly FormGroup[] = ["ADMIN", "HISTORY", "TREATMENT", "CARE", "RESULT", "SURGERY", "CONSENT", "DISCHARGE"];

export interface Form {
  code: string;
  version: string;
  title: string;
  titleEn?: string;
  law?: string;
  confirmed: boolean;
  kind: "RECORD" | "SHEET" | "PAPER";
  group: FormGroup;
  handedOut?: boolean;
  item: Item[];
}

/** Where a value was taken from before anybody touched it. */
export interface Taken {
  path: string;
  source?: string;
  at?: string;
  id?: string;
}

export interface Entry {
  id: string;
  author: string;
  authorId?: string;
  at: string;
  struck?: { by: string; at: string; because: string };
}

/** One answer; exactly one of the first eight says what it is. */
export interface Value {
  text?: string;
  number?: number;
  yes?: boolean;
  date?: string;
  dateTime?: string;
  time?: string;
  code?: string;
  system?: string;
  display?: string;
  answers?: Answers;
  from?: Taken;
  /** Why a value that was taken over is another one now. */
  because?: string;
  entry?: Entry;
}

export type Answers = { [linkId: string]: Value[] };

export const isRows = (item: Item) => item.type === "group" && item.repeats === true;
