import type { signingVi } from "./signing.vi";

/** The words of signing.vi.ts in English. */
export const signingEn: Record<keyof typeof signingVi, string> = {
  "signing.page": "To sign",
  "signing.keysPage": "Certificates",
  "signing.trustedPage": "Trusted authorities",
  "signing.servicesPage": "Signing services",
  "signing.devicePage": "Keys in the device",
  "signing.insurancePage": "Signers for social insurance",
  "signing.since": "Since",
  "signing.until": "Last day",
  "signing.documentPage": "Look up a signed document",
  "patientSigning.page": "Sign a document",
  "signing.verifyPage": "Verify the signatures of a file",
  "signing.waits": "{n} signatures wait for you",
  "signing.refuse": "Refuse to sign",
  "signing.refuseDo": "Send back",
  "signing.revise": "Take the signatures back to change it",
  "signing.reviseText": "What was signed is kept and can be looked up; the next version is signed anew. A paper that was handed out will say CẤP LẠI (issued again).",
  "tree.signedAll": "{n} signed",
  "tree.signedSome": "{n} of {of} signed",
  "tree.unsigned": "{n} to be signed",
  "audit.SIGN": "Signing, or refusing to",
  "right.RECORD_SIGN_AS_DOCTOR": "Sign in the place of a doctor",
  "right.RECORD_SIGN_AS_HEAD": "Sign as head of department, chair or chief nurse",
  "right.RECORD_SIGN_FOR_FACILITY": "Sign for the facility, and with its seal",
};
