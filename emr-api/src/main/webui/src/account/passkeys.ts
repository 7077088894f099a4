import { Problem } from "../client";
import { account, type OwnFactors } from "./api";

const bytes = (text: string) => Uint8Array.from(atob(text.replace(/-/g, "+").replace(/_/g, "/")), (c) => c.charCodeAt(0));
const text = (buffer: ArrayBuffer) =>
  btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
const keys = (ids: string[]) => ids.map((id) => ({ type: "public-key" as const, id: bytes(id) }));

/** Whether this browser, at this address, can use passkeys of ours. */
export const canUsePasskeys = (own: OwnFactors | undefined) =>
  own?.passkeysAt === window.location.origin && "PublicKeyCredential" in window;

/** The person closed the browser's own window, or no key answered. */
async function answered<T extends Credential>(asked: Promise<Credential | null>): Promise<T> {
  try {
    const credential = await asked;
    if (credential) return credential as T;
  } catch (cause) {
    if (!(cause instanceof DOMException)) throw cause;
  }
  throw new Problem(0, { code: "NO_KEY" });
}

/** Makes a key; answers recovery codes when it is the first factor. */
export async function makePasskey(name: string, password?: string): Promise<string[]> {
  const asked = await account.toMake(password);
  const made = await answered<PublicKeyCredential>(
    navigator.credentials.create({
      publicKey: {
        challenge: bytes(asked.challenge),
        rp: { id: asked.rpId, name: "EMR" },
        user: { id: bytes(asked.userId), name: asked.userName, displayName: asked.userName },
        pubKeyCredParams: asked.algorithms.map((alg) => ({ type: "public-key", alg })),
        excludeCredentials: keys(asked.known),
        attestation: "none",
        authenticatorSelection: { residentKey: "discouraged", userVerification: "preferred" },
      },
    }),
  );
  const answer = made.response as AuthenticatorAttestationResponse;
  return (await account.make({ name, clientData: text(answer.clientDataJSON), attestation: text(answer.attestationObject) })).recoveryCodes;
}

/** The second step of signing in. */
export async function signWithPasskey(): Promise<void> {
  const asked = await account.toSign();
  const signed = await answered<PublicKeyCredential>(
    navigator.credentials.get({
      publicKey: { challenge: bytes(asked.challenge), rpId: asked.rpId, allowCredentials: keys(asked.keys), userVerification: "preferred" },
    }),
  );
  const answer = signed.response as AuthenticatorAssertionResponse;
  await account.sign({
    id: text(signed.rawId),
    clientData: text(answer.clientDataJSON),
    authenticatorData: text(answer.authenticatorData),
    signature: text(answer.signature),
  });
}
