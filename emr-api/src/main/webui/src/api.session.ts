/** Shapes of sign-in and of the person signed in; api.ts brings them all. */

/** Code of a built-in role; a hospital may have more. */
export type Role =
  | "DOCTOR"
  | "HEAD_OF_DEPARTMENT"
  | "NURSE"
  | "CHIEF_NURSE"
  | "LABORATORY"
  | "IMAGING"
  | "PHARMACY"
  | "RECORDS_CLERK"
  | "DIRECTOR"
  | "QUALITY_OFFICER"
  | "DATA_PROTECTION_OFFICER"
  | "IT_ADMIN"
  | "INTERFACE_ENGINEER"
  | "EXTERNAL_PRACTITIONER"
  | "STUDENT"
  | "INSPECTOR"
  | "INSURANCE_ASSESSOR";
export type Right =
  | "PATIENT_READ"
  | "ORDER_WRITE"
  | "STATISTICS_READ"
  | "MEDICATION_GIVE"
  | "DIAGNOSIS_WRITE"
  | "VISIT_MOVE"
  | "RECORD_CREATE"
  | "RECORD_EDIT"
  | "RECORD_CANCEL"
  | "RECORD_RESTORE"
  | "RECORD_SIGN"
  | "RECORD_SIGN_AS_DOCTOR"
  | "RECORD_SIGN_AS_HEAD"
  | "RECORD_SIGN_FOR_FACILITY"
  | "RECORD_PRINT"
  | "RECORD_EXPORT"
  | "RECORD_COPY"
  | "RECORD_SHARE"
  | "RECORD_COMPLETE"
  | "RECORD_CLOSE"
  | "RECORD_REOPEN"
  | "PARKED_READ"
  | "PARKED_APPLY"
  | "MATCH_READ"
  | "MATCH"
  | "MESSAGE_READ"
  | "MESSAGE_BODY"
  | "MESSAGE_CORRECT"
  | "CODE_READ"
  | "CODE_MAP"
  | "IMPORT"
  | "SOURCE_READ"
  | "HEALTH_READ"
  | "AUDIT_READ"
  | "ACCOUNT_MANAGE"
  | "ROLE_MANAGE"
  | "ACCESS_REVIEW"
  | "BREAK_GLASS"
  | "EMERGENCY_REVIEW"
  | "RECORD_RESTRICT"
  | "DISCLOSE"
  | "DISCLOSE_DECIDE"
  | "DESTROY"
  | "DESTROY_APPROVE"
  | "LABEL_MANAGE"
  | "CONSENT_RECORD"
  | "PRIVACY_MANAGE"
  | "CARE_ASSIGN"
  | "FORM_MANAGE"
  | "CONFIGURE";

export type Hold = "SECOND_FACTOR" | "OUTSIDE_NETWORK" | "NEW_PASSWORD" | "NEW_FACTOR" | "OUTSIDE_HOURS";

export interface Me {
  accountId: string;
  username: string;
  displayName: string;
  /** Those that count at this hour. */
  roles: { code: string; nameVi: string; nameEn: string }[];
  facility?: { id: string; name: string };
  departments: { id: string; code: string; name: string }[];
  rights: Right[];
  /** Reads records that approved requests open; and no others. */
  guest?: boolean;
  onlyGuest?: boolean;
  /** What must be dealt with before anything else. */
  hold?: Hold;
  /** What the next password needs: signs, and whether upper, lower, digit and another sign. */
  password: { least: number; classes: boolean };
  idleMinutes: number;
}

export interface SignedIn {
  csrfToken: string;
  expiresInSeconds: number;
  me: Me;
}

export interface About {
  name: string;
  version: string;
  demo: boolean;
  /** People may sign in with the hospital's identity provider. */
  provider: boolean;
  demoAccounts?: { username: string; password: string; role: Role; note?: string }[];
}
