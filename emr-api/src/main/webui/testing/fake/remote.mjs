import { ago, DAY, NOW, uuid } from "./people.mjs";

let decision;
let asked;
let begun;
let services;
let signers;
/** What else becomes of what a job signed. */
let seals;
/** What the phone, or the service, does with what is asked for: AGREES, IS_AWAY, SAYS_NO, IS_LATE, IS_DOWN, WAS_DOWN, SIGNS_WRONGLY. */
export const phone = (does) => void (decision = does);

/** As it was in the beginning. */
export function resetRemote() {
  decision = "AGREES";
  asked = [];
  begun = 0;
  seals = new Map();
  services = SERVICES;
  signers = SIGNED_UP;
}

/** At the service this number has two keys, this one none, and for any other the service is not reached. */
export const CARD = "001085000123";
export const STRANGER = "001085000999";

const later = (days) => new Date(NOW + days * DAY).toISOString();
const service = (n, name, holder, settings) => ({ id: uuid(9760 + n), version: 1, name, holder, settings: { algorithm: "rsa-pkcs1", ...settings }, madeAt: ago(30) });
const SERVICES = [
  service(0, "MySign của bệnh viện", "MYSIGN", { kind: "viettel-mysign", address: "https://remotesigning.example/vtss/service/ras", profile: "adss:ras:profile:001" }),
  service(1, "SmartCA của bệnh viện", "SMARTCA_CSC", { kind: "vnpt-csc", address: "https://gwsca.example", "time-limit": "30" }),
];
const certificate = (name, n) => ({ subject: `CN=${name},O=Bệnh viện Đa khoa Minh Họa,C=VN`, issuer: "CN=CA Minh Họa,C=VN", notBefore: ago(100 + n), notAfter: later(900 - n) });
const OFFERED = [{ credentialId: "c-1", ...certificate("Phan Quốc Bảo", 1) }, { credentialId: "c-2", ...certificate("Phan Quốc Bảo (mới)", 2) }];
const IN_DEVICE = [{ sha256: "7a".repeat(32), ...certificate("Đỗ Thị Lan", 3) }, { sha256: "8b".repeat(32), ...certificate("Bệnh viện Đa khoa Minh Họa", 4) }];
const SIGNED_UP = [
  { id: uuid(9790), accountId: uuid(1), name: "BS. Phan Quốc Bảo", since: "2026-07-01" },
  { id: uuid(9791), accountId: uuid(3), name: "BS. Trần Văn Kiên", since: "2026-01-05", until: "2026-06-30" },
];
resetRemote();

const ENDS = {
  IS_AWAY: { asked: true },
  IS_DOWN: { asked: false },
  SAYS_NO: { asked: true, state: "REFUSED" },
  IS_LATE: { asked: true, state: "EXPIRED" },
  WAS_DOWN: { asked: false, state: "EXPIRED" },
  SIGNS_WRONGLY: { asked: true, state: "FAILED", code: "WRONG_VALUE" },
};

/** One more look at a job takes it as far as the phone lets it. */
function looked(job, sign) {
  if (job.state !== "WAITING") return job;
  if (decision !== "AGREES") return Object.assign(job, ENDS[decision]);
  job.items.forEach((item) => Object.assign(item, { outcome: (seals.get(job.id) ?? sign)(item).code ?? "SIGNED" }));
  return Object.assign(job, { asked: true, state: "DONE" });
}

/** Asks for signatures with a key that a service holds. */
function begin(body, { ok }) {
  const waits = asked.filter(({ state }) => state === "WAITING").flatMap(({ items }) => items);
  const same = (a) => (b) => a.sheetId === b.sheetId && a.entryId === b.entryId && a.place === b.place;
  const refused = body.items.filter((item) => waits.some(same(item))).map(({ sheetId, entryId, place }) => ({ sheetId, entryId, place, code: "UNDER_WAY", warnings: [] }));
  const items = body.items.filter((item) => !waits.some(same(item))).map((item) => ({ ...item }));
  if (items.length === 0) return ok({ refused });
  return { status: 202, body: structuredClone({ job: made(body.keyId, items), refused }) };
}

/** Asks for one signature that seals what a patient said. */
export function askToSeal(keyId, item, sealed, { problem }) {
  if (asked.some(({ state, items }) => state === "WAITING" && items.some(({ sheetId, place }) => sheetId === item.sheetId && place === item.place))) return problem(409, "UNDER_WAY", "this signature is asked for already");
  const job = made(keyId, [item]);
  seals.set(job.id, sealed);
  return { status: 201, body: structuredClone(job) };
}

function made(keyId, items) {
  const silent = decision === "IS_DOWN" || decision === "WAS_DOWN" ? 40_000 : 0;
  const at = Date.now() - silent;
  const job = { id: uuid(9770 + begun++), keyId, state: "WAITING", asked: false, begunAt: new Date(at).toISOString(), expiresAt: new Date(at + 360_000).toISOString(), items };
  asked = [job, ...asked];
  return job;
}

/** Services, and what people have there. */
function ofServices(method, id, act, body, { configures, made }, { ok, problem }) {
  if (act === "credentials" || act === "keys") {
    if (body.userId === STRANGER) return act === "keys" ? problem(404, "NOT_FOUND", "the service names no such key") : ok({ credentials: [] });
    if (body.userId !== CARD) return problem(503, "TEMPORARY", "the service does not answer");
    return act === "keys" ? { status: 201, body: made({ holder: services.find((one) => one.id === id).holder, serviceId: id }, body.facilityId) } : ok({ credentials: OFFERED });
  }
  if (method !== "GET" && !configures) return problem(403, "FORBIDDEN");
  if (method === "POST") {
    if (!body.settings.address.startsWith("https://")) return problem(422, "MALFORMED_FIELD", "Phải là https, trừ trên chính máy này", ["address"]);
    const { client, password, ...shown } = body.settings;
    const holder = { "vnpt-sp769": "SMARTCA", "vnpt-csc": "SMARTCA_CSC", "viettel-mysign": "MYSIGN" }[shown.kind];
    services = [...services, { ...service(2, body.name, holder, shown), madeAt: ago(0) }];
  }
  if (method === "PUT") {
    const before = services.find((one) => one.id === id);
    if (body.version !== before.version) return problem(409, "CONFLICT", "the service was changed meanwhile; read it again");
    const { client, password, ...shown } = body.settings;
    services = services.map((one) => (one === before ? { ...before, version: before.version + 1, name: body.name, settings: shown } : one));
  }
  if (method === "DELETE") services = services.filter((one) => one.id !== id);
  return ok({ services });
}

/** Keys of the hospital's device, for who configures. */
export function ofDevice(method, body, { made }, { ok, problem }) {
  if (method === "GET") return ok({ there: true, certificates: IN_DEVICE });
  if (body.accountId === uuid(6)) return problem(409, "CONFLICT", "this key is registered already, or there is no such account or facility");
  return { status: 201, body: made({ holder: "PKCS11", pinSet: false }, body.facilityId) };
}

/** Who signs papers for social insurance. */
export function insuranceRoute(method, path, body, me, { ok, problem }) {
  const [, first, id] = path.split("/");
  if (first !== "insurance-signers") return undefined;
  const configures = me.rights.includes("CONFIGURE");
  if (!configures && (method !== "GET" || !me.rights.includes("RECORD_SIGN_FOR_FACILITY"))) return problem(403, "FORBIDDEN");
  if (method === "POST" && id) signers = signers.map((one) => (one.id === id ? { ...one, until: body.until } : one));
  else if (method === "POST") {
    if (signers.some((one) => one.accountId === body.accountId && !one.until)) return problem(409, "CONFLICT", "they stand on the list already");
    signers = [{ id: uuid(9792), accountId: body.accountId, name: "ĐD. Đỗ Thị Lan", since: body.since }, ...signers];
  }
  return ok({ signers });
}

/** Signing with keys that services hold. */
export function remoteRoute(method, path, body, me, { ok, problem }, { may, configures, sign, made }) {
  const [, , what, id, act] = path.split("/");
  if (what === "services") return may || configures ? ofServices(method, id, act, body, { configures, made }, { ok, problem }) : problem(403, "FORBIDDEN");
  if (what !== "jobs") return undefined;
  if (!may) return problem(403, "FORBIDDEN");
  if (method === "POST") return begin(body, { ok });
  if (!id) return ok({ jobs: structuredClone(asked) });
  const job = asked.find((one) => one.id === id);
  return job ? ok(structuredClone(looked(job, sign))) : problem(404, "NOT_FOUND");
}
