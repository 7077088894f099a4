import { call } from "../client";

/** An authenticator app to be set up; the picture is the rows of a QR code, dark as 1. */
export interface Enrolment {
  secret: string;
  uri: string;
  picture: string[];
}

export interface OwnFactors {
  since?: string;
  lastUsedAt?: string;
  recoveryCodesLeft: number;
  required: boolean;
}

interface Codes {
  recoveryCodes: string[];
}

export const account = {
  give: (code: string) => call<void>("POST", "/session/factor", { body: { code } }),
  factors: (signal?: AbortSignal) => call<OwnFactors>("GET", "/me/factors", { signal }),
  begin: (password?: string) => call<Enrolment>("POST", "/me/factors/totp", { body: { password } }),
  confirm: (code: string) => call<Codes>("POST", "/me/factors/totp/confirm", { body: { code } }),
  newCodes: (password: string) => call<Codes>("POST", "/me/factors/recovery-codes", { body: { password } }),
  remove: (password: string) => call<void>("POST", "/me/factors/remove", { body: { password } }),
};
