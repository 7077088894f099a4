import type { Me, Right } from "../api";
import type { Route } from "../route";
import { may } from "../session";

type Screen = Route["page"];

/** Whoever signs anything: in treatment, as a head or for the facility. */
export const SIGNERS: Right[] = ["RECORD_SIGN", "RECORD_SIGN_AS_DOCTOR", "RECORD_SIGN_AS_HEAD", "RECORD_SIGN_FOR_FACILITY"];

/**
 * Who finds a page in the menu or by a link: whoever has one of the rights; without any, everybody who is signed in. Each page
 * has its row. The server refuses what a page asks for by itself; a test holds the two against each other for every role.
 */
export const SCREENS: Record<Screen, Right[]> = {
  home: [],
  patient: ["PATIENT_READ"],
  doses: ["MEDICATION_GIVE"],
  folders: ["RECORD_COMPLETE", "RECORD_CLOSE", "RECORD_REOPEN"],
  statistics: ["STATISTICS_READ"],
  rules: ["CONFIGURE"],
  sheet: ["PATIENT_READ"],
  newSheet: ["RECORD_CREATE"],
  forms: ["PATIENT_READ", "FORM_MANAGE"],
  designer: ["FORM_MANAGE"],
  print: [],
  signing: SIGNERS,
  signingKeys: [...SIGNERS, "CONFIGURE"],
  trusted: [...SIGNERS, "CONFIGURE"],
  signingServices: ["CONFIGURE"],
  signingDevice: ["CONFIGURE"],
  insuranceSigners: ["CONFIGURE", "RECORD_SIGN_FOR_FACILITY"],
  signed: [],
  verify: ["PATIENT_READ"],
  patientSigning: [],
  catalogues: ["CODE_READ"],
  parked: ["PARKED_READ"],
  worklists: ["MATCH_READ", "CODE_READ"],
  health: ["HEALTH_READ"],
  sources: ["SOURCE_READ"],
  source: ["CONFIGURE"],
  deliveries: ["SOURCE_READ"],
  audit: ["AUDIT_READ"],
  staff: ["ACCESS_REVIEW", "ROLE_MANAGE", "ACCOUNT_MANAGE"],
  explain: ["ACCESS_REVIEW"],
  reviews: ["ACCESS_REVIEW"],
  roles: ["ACCESS_REVIEW", "ROLE_MANAGE"],
  labels: ["LABEL_MANAGE"],
  privacy: ["PRIVACY_MANAGE", "SOURCE_READ"],
  emergencies: ["EMERGENCY_REVIEW"],
  disclosures: ["DISCLOSE", "DISCLOSE_DECIDE"],
  register: ["DISCLOSE", "DISCLOSE_DECIDE"],
  imports: ["IMPORT"],
  exports: ["RECORD_EXPORT"],
  received: ["RECORD_CLOSE"],
  destructions: ["DESTROY", "DESTROY_APPROVE"],
  messages: ["MESSAGE_READ", "MESSAGE_BODY"],
  message: ["MESSAGE_READ", "MESSAGE_BODY"],
  correct: ["MESSAGE_CORRECT"],
  replays: ["PARKED_READ"],
  traffic: ["SOURCE_READ"],
  account: [],
  password: [],
  missing: [],
};

export function opens(me: Me, screen: Screen): boolean {
  return SCREENS[screen].length === 0 || SCREENS[screen].some((right) => may(me, right));
}
