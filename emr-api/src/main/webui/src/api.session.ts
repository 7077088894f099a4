/** Shapes of sign-in and of the person signed in; api.ts brings them all. */

export type Role = "DOCTOR" | "NURSE" | "RECORDS_CLERK" | "IT_ADMIN";
export type Right =
  | "PATIENT_READ"
  | "ORDER_WRITE"
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
  | "CONFIGURE";

export interface Me {
  accountId: string;
  username: string;
  displayName: string;
  role: Role;
  facility?: { id: string; name: string };
  departments: { id: string; code: string; name: string }[];
  rights: Right[];
  mustChangePassword: boolean;
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
  demoAccounts?: { username: string; password: string; role: Role; note?: string }[];
}
