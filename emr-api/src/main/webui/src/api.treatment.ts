/** What was done in the visits of a chart; api.ts brings all shapes. */
import type { Origin, When } from "./api";

export interface Coded {
  code?: string;
  system?: string;
  text?: string;
}

/** Said beside the fields, under its sender's name for it. */
export interface NamedValue {
  name: string;
  value: string;
}

/** One of them as it was told. */
export interface Told<D> {
  id: string;
  version?: number;
  /** People wrote it here; else a system told it. */
  here?: boolean;
  encounterId?: string;
  visitNumber?: string;
  details: D;
  /** Why people made this version. */
  reason?: string;
  origin?: Origin;
}

export interface Medication {
  status: string;
  category?: Coded;
  medicine?: Coded;
  strength?: string;
  form?: string;
  registration?: string;
  route?: Coded;
  dose?: string;
  instructions?: string;
  quantity?: number;
  unit?: string;
  ordered?: When;
  given?: When;
  prescriber?: string;
  departmentCode?: string;
  reasons?: string[];
  more?: NamedValue[];
}

/** A service, procedure, bed day or supply. */
/** What people write of a surgery or procedure beside what systems tell. */
export interface Entered {
  team: { part: "OPERATOR" | "ASSISTANT" | "ANAESTHETIST" | "NURSE"; name: string }[];
  site?: string;
  side?: "LEFT" | "RIGHT" | "BOTH";
  outcome?: string;
  complications?: string;
  note?: string;
  orderId?: string;
}

export interface Service {
  entered?: Entered;
  status: string;
  category?: Coded;
  code?: Coded;
  quantity?: number;
  unit?: string;
  ordered?: When;
  performed?: When;
  ended?: When;
  orderedBy?: string;
  performers?: string[];
  departmentCode?: string;
  bed?: string;
  anaesthesia?: string;
  device?: string;
  reasons?: string[];
  more?: NamedValue[];
}

export interface VitalSign {
  kind: string;
  value: number;
}

export interface CourseNote {
  status: string;
  written?: When;
  authors?: string[];
  text?: string;
  stage?: string;
  consultation?: string;
  surgery?: string;
  vitalSigns?: VitalSign[];
  more?: NamedValue[];
}

export interface PaperForm {
  status: string;
  form?: string;
  number?: string;
  issued?: When;
  signer?: string;
  fields?: NamedValue[];
}

export interface InsuranceCard {
  number?: string;
  validFrom?: When;
  validTo?: When;
  registeredFacility?: string;
  copaymentFreeFrom?: When;
  area?: string;
}

/** One kind of them, newest first; `more`: older ones are not listed. */
export interface Items<D> {
  items: Told<D>[];
  more: boolean;
}

export interface Treatment {
  medications: Items<Medication>;
  procedures: Items<Service>;
  notes: Items<CourseNote>;
  papers: Items<PaperForm>;
  cards: Items<InsuranceCard>;
  /** Visits of which the reader may write a procedure now, and of which change one. */
  recordable?: string[];
  changeable?: string[];
}
