import { call } from "../client";

/** An authenticator app to be set up; the picture is the rows of a QR code, dark as 1. */
export interface Enrolment {
  secret: string;
  uri: string;
  picture: string[];
}

export interface Factor {
  id: string;
  kind: "TOTP" | "PASSKEY";
  /** Of a passkey. */
  name?: string;
  since: string;
  lastUsedAt?: string;
}

export interface OwnFactors {
  factors: Factor[];
  recoveryCodesLeft: number;
  required: boolean;
  /** The address of the pages for which passkeys sign; none: no passkeys. */
  passkeysAt?: string;
}

/** Binary values are base64url. */
export interface ToMake {
  challenge: string;
  rpId: string;
  userId: string;
  userName: string;
  algorithms: number[];
  known: string[];
}

export interface ToSign {
  challenge: string;
  rpId: string;
  keys: string[];
}

/** Where somebody is signed in. */
export interface LivingSession {
  id: string;
  startedAt: string;
  seenAt: string;
  endsAt: string;
  address?: string;
}

interface Codes {
  recoveryCodes: string[];
}

export const account = {
  give: (code: string) => call<void>("POST", "/session/factor", { body: { code } }),
  toSign: () => call<ToSign>("POST", "/session/passkey/options"),
  sign: (signed: object) => call<void>("POST", "/session/passkey", { body: signed }),
  factors: (signal?: AbortSignal) => call<OwnFactors>("GET", "/me/factors", { signal }),
  begin: (password?: string) => call<Enrolment>("POST", "/me/factors/totp", { body: { password } }),
  confirm: (code: string) => call<Codes>("POST", "/me/factors/totp/confirm", { body: { code } }),
  toMake: (password?: string) => call<ToMake>("POST", "/me/factors/passkeys/options", { body: { password } }),
  make: (made: object) => call<Codes>("POST", "/me/factors/passkeys", { body: made }),
  newCodes: (password: string) => call<Codes>("POST", "/me/factors/recovery-codes", { body: { password } }),
  sessions: (signal?: AbortSignal) => call<{ current: string; sessions: LivingSession[] }>("GET", "/me/sessions", { signal }),
  /** One by its id, else all but this one. */
  end: (id?: string) => call<{ ended: number }>("POST", "/me/sessions/end", { body: { id } }),
  remove: (id: string, password: string) => call<void>("POST", "/me/factors/remove", { body: { id, password } }),
};
