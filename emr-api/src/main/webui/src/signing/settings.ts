import { call } from "../client";
import type { Holder, Key } from "./api";

/** A service that signs with keys it holds for people; what opens it is never shown. */
export interface SigningService {
  id: string;
  version: number;
  name: string;
  holder: Holder;
  settings: Record<string, string>;
  madeAt: string;
}

/** A key that somebody has at a service. */
export interface Credential {
  credentialId: string;
  subject: string;
  issuer: string;
  notBefore: string;
  notAfter: string;
}

/** Who somebody is at a service. */
export interface AtService {
  userId: string;
  /** Where the service wants one of the person. */
  password?: string;
}

/** A certificate whose key is in the hospital's device. */
export interface InDevice {
  sha256: string;
  subject: string;
  issuer: string;
  notBefore: string;
  notAfter: string;
}

/** Whom the hospital registered to sign papers for social insurance; days are yyyy-MM-dd. */
export interface InsuranceSigner {
  id: string;
  accountId: string;
  name: string;
  since: string;
  /** The last day; nothing: still. */
  until?: string;
}

const enc = encodeURIComponent;
const SERVICES = "/signing/services";
type Services = { services: SigningService[] };
type Signers = { signers: InsuranceSigner[] };

export const services = {
  list: (signal?: AbortSignal) => call<Services>("GET", SERVICES, { signal }),
  add: (body: { name: string; settings: Record<string, string> }) => call<Services>("POST", SERVICES, { body }),
  change: (id: string, body: { version: number; name: string; settings: Record<string, string> }) => call<Services>("PUT", `${SERVICES}/${enc(id)}`, { body }),
  end: (id: string) => call<Services>("DELETE", `${SERVICES}/${enc(id)}`),
  credentials: (id: string, body: AtService) => call<{ credentials: Credential[] }>("POST", `${SERVICES}/${enc(id)}/credentials`, { body }),
  register: (id: string, body: AtService & { credentialId: string; facilityId?: string }) => call<Key>("POST", `${SERVICES}/${enc(id)}/keys`, { body }),
};

export const device = {
  list: (signal?: AbortSignal) => call<{ there: boolean; certificates: InDevice[] }>("GET", "/signing/keys/device", { signal }),
  give: (body: { sha256: string; accountId?: string; facilityId?: string }) => call<Key>("POST", "/signing/keys/device", { body }),
  pin: (key: string, body: { current?: string; pin: string }) => call<void>("PUT", `/signing/keys/${enc(key)}/pin`, { body }),
};

export const insurance = {
  list: (signal?: AbortSignal) => call<Signers>("GET", "/insurance-signers", { signal }),
  add: (body: { accountId: string; since: string }) => call<Signers>("POST", "/insurance-signers", { body }),
  end: (id: string, until: string) => call<Signers>("POST", `/insurance-signers/${enc(id)}/end`, { body: { until } }),
};
