import type { accountVi } from "./account.vi";

/** Words of the second step of signing in and of the own account. */
export const accountEn: Record<keyof typeof accountVi, string> = {
  "factor.title": "Second step of signing in",
  "factor.give": "Enter the six digits your authenticator app shows. Without your phone, enter a recovery code.",
  "factor.code": "Code",
  "factor.continue": "Continue",
  "factor.setUp": "Set up the second step of signing in",
  "factor.must": "Your role needs one more step at each sign-in: a code of an authenticator app on your phone (Google Authenticator, Microsoft Authenticator, FreeOTP…). It is set up once.",
  "factor.begin": "Set up now",
  "factor.scan": "Open the authenticator app, add an account and scan this picture, or type the key below.",
  "factor.type": "Enter the six digits the app shows.",
  "factor.picture": "QR code of the key",
  "factor.secret": "Key for typing",
  "factor.confirm": "Confirm",
  "factor.codes": "Recovery codes",
  "factor.codesText": "Each works once instead of the phone. They are shown now only: print or copy them and keep them in a safe place.",
  "factor.print": "Print",
  "factor.kept": "I have kept the codes",
  "factor.outside": "Outside the hospital's network",
  "factor.outsideText": "From outside the hospital every account needs the second step. Set it up inside the hospital, then sign in from here again.",
};
