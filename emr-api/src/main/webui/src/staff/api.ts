import type { LivingSession } from "../account/api";
import type { Right } from "../api";
import { call, upload } from "../client";

/** Shapes of people, their roles and what roles say, and their calls. Numbers of patients travel in bodies, never in addresses. */

export interface Person {
  id: string;
  username: string;
  displayName: string;
  facility?: string;
  enabled: boolean;
  locked: boolean;
  /** One is set up. */
  secondFactor?: boolean;
  /** Belongs to somebody of the hospital's identity provider. */
  bound?: boolean;
  createdAt: string;
  roles: string[];
  departments: string[];
}

/** A role somebody has or had. */
export interface Held {
  id: string;
  role: string;
  facility?: string;
  departments: string[];
  validFrom: string;
  validUntil?: string;
  hours?: string;
  givenAt: string;
  /** None: the server itself. */
  givenBy?: string;
  reason?: string;
  endedAt?: string;
  endedBy?: string;
  endReason?: string;
  /** Counts now, whatever the hour. */
  inForce: boolean;
}

/** Shown now and never again. */
export interface OneTime {
  accountId: string;
  username: string;
  password: string;
}

export interface File {
  person: Person;
  roles: Held[];
}

export interface RoleName {
  code: string;
  nameVi: string;
  nameEn: string;
  enabled: boolean;
}

export interface Choices {
  roles: RoleName[];
  facilities: { id: string; name: string }[];
  departments: { id: string; facilityId: string; name: string }[];
}

export interface Giving {
  role: string;
  facilityId?: string;
  departments: string[];
  validUntil?: string;
  hours?: string;
  reason?: string;
}

export const STATES = ["inTreatment", "completed", "archived"] as const;
export type State = (typeof STATES)[number];

export interface RoleForm {
  code: string;
  nameVi: string;
  nameEn: string;
  purpose: string;
  reaches: string[];
  rights: Right[];
  inTreatment: Right[];
  completed: Right[];
  archived: Right[];
  hours?: string;
  idleMinutes: number;
  secondFactor: boolean;
  enabled: boolean;
  version: number;
  reason?: string;
}

export interface Role {
  id: string;
  builtIn: boolean;
  holders: number;
  says: RoleForm;
}

export interface Matrix {
  roles: Role[];
  rights: { right: Right; ofRecord: boolean }[];
  reaches: string[];
  purposes: string[];
}

export interface Version {
  version: number;
  at: string;
  by?: string;
  reason?: string;
  changed?: string;
}

export interface Explained {
  accountId: string;
  patientId: string;
  canOpen: boolean;
  ways: { role: string; reach: string; reaches: boolean; atThisHour: boolean; request?: string }[];
  openings: { at: string; kind: string; success: boolean; objectKind?: string; purpose?: string; reason?: string }[];
}

/** What a list of people would do; with one fault nothing is done. */
export interface TriedPeople {
  people: { line: number; username: string; name: string; departments: string[]; roles: string[] }[];
  faults: { line: number; column: string; wrong: string }[];
}

/** What a group of the identity provider means here. */
export interface ProviderLine {
  id: string;
  group: string;
  role: string;
  facility?: string;
  departments: string[];
  madeAt: string;
  madeBy: string;
}

export interface ProviderLines {
  /** The settings of the server name a provider. */
  possible: boolean;
  lines: ProviderLine[];
}

export const FINDINGS = ["QUIET", "NEVER_USED", "NO_ROLE", "SAME_NAME", "NO_SECOND_FACTOR", "TWO_HATS"] as const;

/** An account of a person, or a key of a sending system, on the day of a review. */
export interface ReviewedAccount {
  id: string;
  type: "ADMINISTRATOR" | "USER" | "SERVICE";
  username: string;
  holder: string;
  facility?: string;
  departments: string[];
  /** By code; of a key its scopes. */
  roles: string[];
  state: "ENABLED" | "LOCKED" | "DISABLED";
  activated: string;
  lastUsed?: string;
  disabled?: string;
  disableReason?: string;
  /** Since the review before. */
  changed: boolean;
  findings: (typeof FINDINGS)[number][];
  remark?: string;
}

/** One that is not closed yet has no id and no conclusion. */
export interface Review {
  id?: string;
  at: string;
  by?: string;
  since: string;
  conclusion?: string;
  accounts: ReviewedAccount[];
}

export interface Reviews {
  due: string;
  late: boolean;
  reviews: { id: string; at: string; by: string; accounts: number; findings: number; conclusion: string }[];
}

export interface Asked {
  text: string;
  role: string;
  department: string;
}

const accountAt = (id: string, act: string) => `/accounts/${encodeURIComponent(id)}/${act}`;
const at = (id: string) => `/staff/${encodeURIComponent(id)}`;

export const staff = {
  choices: (signal?: AbortSignal) => call<Choices>("GET", "/staff/choices", { signal }),
  people: (asked: Asked, after?: string, signal?: AbortSignal) => {
    const given = Object.entries({ ...asked, after }).filter(([, value]) => value) as [string, string][];
    return call<{ people: Person[]; next?: string }>("GET", `/staff?${new URLSearchParams(given).toString()}`, { signal });
  },
  person: (id: string, signal?: AbortSignal) => call<File>("GET", at(id), { signal }),
  give: (id: string, giving: Giving) => call<File>("POST", `${at(id)}/roles`, { body: giving }),
  end: (id: string, heldId: string, reason: string) =>
    call<File>("POST", `${at(id)}/roles/${encodeURIComponent(heldId)}/end`, { body: { reason } }),
  reviewDue: (signal?: AbortSignal, background = false) => call<{ due: string; near: boolean; late: boolean }>("GET", "/account-reviews/due", { signal, background }),
  reviews: (signal?: AbortSignal) => call<Reviews>("GET", "/account-reviews", { signal }),
  review: (id: string, signal?: AbortSignal) => call<Review>("GET", `/account-reviews/${encodeURIComponent(id)}`, { signal }),
  closeReview: (closing: { remarks: Record<string, string>; conclusion: string }) => call<Review>("POST", "/account-reviews", { body: closing }),
  explain: (accountId: string, patientNumber: string) =>
    call<Explained>("POST", "/staff/explanation", { body: { accountId, patientNumber } }),
  roles: (signal?: AbortSignal) => call<Matrix>("GET", "/roles", { signal }),
  make: (account: { username: string; displayName: string; facilityId: string }) => call<OneTime>("POST", "/accounts", { body: account }),
  tryPeople: (file: Blob) => upload<TriedPeople>("/accounts/file/trial", file),
  loadPeople: (file: Blob) => upload<OneTime[]>("/accounts/file", file),
  disable: (id: string, reason: string) => call<void>("POST", accountAt(id, "disable"), { body: { reason } }),
  enable: (id: string) => call<void>("POST", accountAt(id, "enable")),
  unlock: (id: string) => call<void>("POST", accountAt(id, "unlock")),
  password: (id: string) => call<OneTime>("POST", accountAt(id, "password")),
  removeFactors: (id: string) => call<void>("POST", accountAt(id, "factors/remove")),
  unbind: (id: string) => call<void>("POST", accountAt(id, "identity/end")),
  providerLines: (signal?: AbortSignal) => call<ProviderLines>("GET", "/provider-roles", { signal }),
  addProviderLine: (line: { group: string; role: string; facilityId?: string; departments: string[] }) =>
    call<ProviderLines>("POST", "/provider-roles", { body: line }),
  endProviderLine: (id: string) => call<ProviderLines>("POST", `/provider-roles/${encodeURIComponent(id)}/end`),
  sessions: (id: string, signal?: AbortSignal) => call<LivingSession[]>("GET", accountAt(id, "sessions"), { signal }),
  signOut: (id: string) => call<{ ended: number }>("POST", accountAt(id, "sessions/end")),
  history: (id: string, signal?: AbortSignal) => call<Version[]>("GET", `/roles/${encodeURIComponent(id)}/history`, { signal }),
  change: (id: string, form: RoleForm) => call<Role>("PUT", `/roles/${encodeURIComponent(id)}`, { body: form }),
};
