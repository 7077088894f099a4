import { CONSENT, placesOfConsent } from "./patientSigning.mjs";
import { insuranceRoute, ofDevice, remoteRoute, resetRemote } from "./remote.mjs";
import { ago, DAY, NOW, PEOPLE, uuid } from "./people.mjs";

const SIGNERS = ["RECORD_SIGN", "RECORD_SIGN_AS_DOCTOR", "RECORD_SIGN_AS_HEAD", "RECORD_SIGN_FOR_FACILITY"];
const later = (days) => new Date(NOW + days * DAY).toISOString();
/** Opens every key; one closes it, any other is wrong. */
export const PIN = "246810";
const LOCKING = "999999";

const key = (n, name, more) => ({
  id: uuid(9700 + n), accountId: uuid(1), holder: "PKCS12", algorithm: "RSA_PKCS1_SHA256", subject: `UID=CCCD:001085000${100 + n},CN=${name},OU=Khoa Nội tổng hợp,O=Bệnh viện Đa khoa Minh Họa,C=VN`,
  issuer: "CN=CA Minh Họa,O=Công ty Chứng thực Minh Họa,C=VN", serial: `5401a7c${n}00f3b2`, notBefore: ago(400), notAfter: later(330), registeredAt: ago(40), ...more,
});
const KEYS = [
  key(1, "Phan Quốc Bảo"),
  key(2, "Phan Quốc Bảo (cũ)", { notBefore: ago(710), notAfter: later(20) }),
  key(3, "Phan Quốc Bảo (thẻ)", { notBefore: ago(1100), notAfter: ago(6) }),
  key(4, "Bệnh viện Đa khoa Minh Họa", { accountId: undefined, facilityId: "f1" }),
  key(5, "Phan Quốc Bảo (điện thoại)", { holder: "MYSIGN", serviceId: uuid(9760) }),
  key(6, "Phan Quốc Bảo (HSM)", { holder: "PKCS11", pinSet: false }),
];
const check = (warnings, more) => ({ trusted: true, inPeriod: true, revocation: "GOOD", source: "OCSP", at: ago(0), answer: null, warnings, ...more });
const CHECKS = {
  [KEYS[0].id]: check([]),
  [KEYS[1].id]: check(["OCSP_UNREACHABLE", "REVOCATION_UNREACHABLE"], { revocation: "UNREACHABLE", source: null }),
  [KEYS[2].id]: check(["CERTIFICATE_EXPIRED"], { inPeriod: false }),
  [KEYS[3].id]: check([]),
};

const TITLES = [["36/BV2", "PHIẾU ĐIỀU TRỊ"], ["01/BV1", "BỆNH ÁN NỘI KHOA"], ["37/BV2", "PHIẾU CHĂM SÓC"], ["PCCS", "PHIẾU CHUYỂN CƠ SỞ KHÁM BỆNH, CHỮA BỆNH"]];
function line(n, more = {}) {
  const [form, title] = TITLES[n % TITLES.length];
  const { id, name, patientNumber } = PEOPLE[n % 9];
  return {
    patientId: id, patient: name, patientNumber, folderId: uuid(9800), sheetId: uuid(9600 + n), version: 2, place: 0, role: n % 3 === 0 ? "ATTENDING" : "NURSE", own: n % 2 === 0,
    form, title, author: n % 2 === 0 ? "BS. Phan Quốc Bảo" : "ĐD. Mai Thị Lan", happened: ago(9 - n / 3, 7), since: ago(9 - n / 3, 10), ...more,
  };
}
const READY = [
  ...Array.from({ length: 13 }, (_, n) => line(n, n % 4 === 0 ? { entryId: uuid(9650 + n), role: "ENTRY", own: true } : {})),
  line(14, { form: "01/BV1", title: "BỆNH ÁN NỘI KHOA", role: "ATTENDING", sheetId: uuid(9621) }),
  line(15, { role: "SEAL", form: "PCCS", title: TITLES[3][1], sheetId: uuid(9622), own: false }),
];
const LATER = [line(20, { role: "HEAD" }), line(21, { role: "DIRECTOR" })];
const RETURNED = [line(22, { role: "HEAD", reason: "Thiếu kết quả siêu âm tim; ghi lại phần tóm tắt.", own: true })];

let signed = new Map();
let keys = KEYS;
let trusted;
const authority = (n, name, more) => ({ id: uuid(9750 + n), subject: `CN=${name},O=${name},C=VN`, issuer: `CN=${name},O=${name},C=VN`, serial: `0${n}f1`, sha256: `${n}a`.repeat(32), notBefore: ago(2000), notAfter: later(3000), authority: true, addedAt: ago(60), addedBy: "Quản trị mạng", removedAt: null, ...more });
const AUTHORITIES = [authority(1, "CA gốc Minh Họa"), authority(2, "CA Minh Họa", { issuer: "CN=CA gốc Minh Họa,C=VN" }), authority(3, "CA Cũ Minh Họa", { removedAt: ago(10) })];
/** As it was in the beginning. */
export function resetSigning() {
  signed = new Map();
  keys = KEYS;
  trusted = AUTHORITIES;
  resetRemote();
}
resetSigning();

const name = ({ sheetId, entryId, place }) => `${entryId ?? sheetId} ${place}`;
const LISTS = { READY, LATER, RETURNED };
const waiting = (part) => LISTS[part].filter((one) => !signed.has(name(one)));

/** The sheet of one who refuses was written meanwhile; that of another is signed first by somebody else. */
function outcome(item) {
  const { sheetId, entryId, place } = item;
  if (sheetId === uuid(9603)) return { sheetId, entryId, place, code: "CONFLICT", warnings: [] };
  if (sheetId === uuid(9605)) return { sheetId, entryId, place, code: "NOT_YET", warnings: [] };
  if (sheetId === uuid(9606)) return { sheetId, entryId, place, code: "TEMPORARY", warnings: [] };
  signed.set(name(item), new Date().toISOString());
  const warned = sheetId === uuid(9601);
  return { sheetId, entryId, place, documentId: uuid(9871), level: warned ? "B" : "LT", warnings: warned ? ["TIMESTAMP_UNREACHABLE"] : [] };
}

function sign(body, { ok, problem }) {
  if (body.pin === LOCKING) return problem(423, "ACCOUNT_LOCKED", "the key is closed for a quarter of an hour after wrong PINs");
  if (body.pin !== PIN) return problem(401, "WRONG_CREDENTIALS", "the PIN of the key is wrong", ["/pin"]);
  return ok({ outcomes: body.items.map(outcome) });
}

const signature = (n, place, role, signer, days, more) => ({ id: uuid(9880 + n), documentId: uuid(9871), place, role, signer, holder: "PKCS12", level: "LT", at: ago(days, 10), stampedAt: ago(days, 10), warnings: [], ...more });
const own = (sheet, place) => {
  const at = signed.get(`${sheet} ${place}`);
  return at && { ...signature(9, place, "ATTENDING", "BS. Phan Quốc Bảo", 0), at, stampedAt: at };
};

/** A record that one doctor signed and three others are to sign, and the entries of a course. */
function ofSheet(id, me) {
  const nothing = { version: 1, places: [], entries: [], former: [], refused: [] };
  if (id === uuid(9802)) {
    const mine = own(uuid(9901), 0);
    return { ...nothing, entries: [{ entryId: uuid(9903), signature: signature(3, 0, "ENTRY", "BS. Trần Văn Kiên", 1, { documentId: uuid(9872) }), waits: false, mayNow: false }, { entryId: uuid(9901), ...(mine && { signature: mine }), waits: !mine, mayNow: !mine && me.accountId === uuid(1) }] };
  }
  if (id === CONSENT) return { ...nothing, documentId: uuid(9874), version: 2, places: [...placesOfConsent(me), { number: 1, role: "ATTENDING", words: "Bác sỹ", step: 1, optional: false, signature: signature(4, 1, "ATTENDING", "BS. Trần Văn Kiên", 1), waits: false, mayNow: false }] };
  if (id !== uuid(9807)) return nothing;
  const mine = own(id, 3);
  return {
    ...nothing, documentId: uuid(9871), version: 3,
    places: [
      { number: 0, role: "DIRECTOR", words: "Giám đốc bệnh viện", step: 4, optional: false, waits: true, mayNow: false },
      { number: 1, role: "HEAD", words: "Trưởng khoa", step: 3, optional: false, waits: true, mayNow: false },
      { number: 2, role: "ATTENDING", words: "Bác sỹ làm bệnh án", step: 1, optional: false, signature: signature(1, 2, "ATTENDING", "BS. Trần Văn Kiên", 1), waits: false, mayNow: false },
      { number: 3, role: "ATTENDING", words: "Bác sỹ điều trị", step: 1, optional: false, ...(mine && { signature: mine }), waits: !mine, mayNow: !mine && me.rights.includes("RECORD_SIGN_AS_DOCTOR") },
      { number: 4, role: "RECEIVING", words: "Người nhận hồ sơ", step: 3, optional: true, waits: true, mayNow: false },
    ],
    former: [{ documentId: uuid(9873), version: 1, madeAt: ago(3, 15), signatures: 2 }],
    refused: [{ version: 1, role: "HEAD", by: "BS. Đỗ Minh Hải", at: ago(3, 16), reason: "Chưa ghi kết quả siêu âm tim" }],
  };
}

const verdict = (signer, more) => ({
  state: "VALID", authority: "CA Minh Họa", signer, unit: "Bệnh viện Đa khoa Minh Họa, Khoa Nội tổng hợp", signedAt: ago(1, 10), timestamp: ago(1, 10), intact: true, validWhenSigned: true, notBefore: ago(400), notAfter: later(330),
  level: "LT", algorithm: "RSA_SHA256", coversWholeFile: true, reasons: [], subject: `CN=${signer}`, serial: "5401a7c100f3b2", certificateDer: "", ...more,
});
const GOOD = [verdict("Trần Văn Kiên", { coversWholeFile: false }), verdict("Phan Quốc Bảo")];
const POOR = [verdict("Phan Quốc Bảo", { state: "INVALID", intact: false, validWhenSigned: true, timestamp: null, reasons: ["HASH_FAILURE", "CHANGED"] }), verdict("Người lạ", { state: "UNCERTAIN", unit: null, validWhenSigned: false, authority: "CA Nơi Khác", level: "B", timestamp: null, reasons: ["NO_CERTIFICATE_CHAIN_FOUND"] })];
const document = (n, state, more) => ({ code: uuid(9870 + n), form: "01/BV1", title: "BỆNH ÁN NỘI KHOA", facility: "Bệnh viện Đa khoa Minh Họa", entry: false, madeAt: ago(1, 9), state, ...more });
const verified = (copy, signatures, of) => ({ copy, ...(of && { document: of }), at: ago(0), signatures });
const DOCUMENTS = [
  verified("SAME", GOOD, document(1, "CURRENT")),
  verified("SAME", [GOOD[0]], document(2, "CURRENT", { form: "36/BV2", title: "PHIẾU ĐIỀU TRỊ", entry: true })),
  verified("SAME", GOOD, document(3, "REPLACED")),
  verified("SAME", [], document(4, "CANCELLED")),
  { ...verified("SAME", GOOD, document(5, "CURRENT", { form: "46/BV2", title: "GIẤY CAM KẾT RA VIỆN KHÔNG THEO CHỈ ĐỊNH CỦA BÁC SỸ" })), confirmations: [{ signature: 1, words: "Người bệnh ký (vẽ tay), do BS. Phan Quốc Bảo chứng kiến và ký số xác nhận; chứng thư số là của người chứng kiến" }] },
];

/** A file of another size is another file: three bytes were changed, four are of a stranger, any other has none. */
const FILES = { 3: verified("CHANGED", POOR, document(1, "CURRENT")), 4: verified("UNKNOWN", [POOR[1]]), 5: verified("EARLIER", [GOOD[0]], document(1, "CURRENT")) };
export const ofFile = (size) => FILES[size] ?? verified("UNKNOWN", []);

/** Also told to who did not sign in. */
export function signedDocumentsRoute(path, { ok, problem }) {
  const code = /^\/signed-documents\/(.+)$/.exec(path)?.[1];
  if (!code) return undefined;
  const one = DOCUMENTS.find(({ document: { code: known } }) => known === code);
  return one ? ok(one) : problem(404, "NOT_FOUND", "no signed document has this code");
}

function made(me, more, facilityId) {
  const one = key(9, facilityId ? "Bệnh viện Đa khoa Minh Họa" : me.displayName, { ...more, ...(facilityId && { accountId: undefined, facilityId }) });
  keys = [...keys, one];
  return one;
}

/** Its owner says by which PIN a key of the device signs. */
function setPin(id, body, { problem }) {
  const one = keys.find((other) => other.id === id);
  if (one.pinSet && body.current !== PIN) return problem(401, "WRONG_CREDENTIALS", "the PIN of the key is wrong", ["/pin"]);
  keys = keys.map((other) => (other === one ? { ...one, pinSet: true } : other));
  return { status: 204 };
}

function ofKeys(method, path, body, me, { ok, problem }) {
  const [, , , id, act] = path.split("/");
  if (id === "device") return me.rights.includes("CONFIGURE") ? ofDevice(method, body, { made: (more, facility) => made(me, more, facility) }, { ok, problem }) : problem(403, "FORBIDDEN");
  if (act === "pin") return setPin(id, body, { problem });
  if (act === "check") return CHECKS[id] ? ok(CHECKS[id]) : ok(check([]));
  if (method === "DELETE") {
    keys = keys.filter((one) => one.id !== id);
    return { status: 204 };
  }
  if (method === "POST") {
    if (body.pin !== PIN) return problem(403, "FORBIDDEN", "the PIN does not open the file");
    if (body.file === "AAAA") return problem(422, "NOT_APPLICABLE", "this certificate may not sign", ["/warnings/CERTIFICATE_UNTRUSTED"]);
    return { status: 201, body: made(me, {}, body.facilityId) };
  }
  const seals = me.rights.includes("CONFIGURE") || me.rights.includes("RECORD_SIGN_FOR_FACILITY");
  return ok({ keys: keys.filter((one) => (one.facilityId ? seals : one.accountId === me.accountId && SIGNERS.some((right) => me.rights.includes(right)))) });
}

/** What waits, keys, authorities and signatures. */
export function signingRoute(method, path, query, body, me, { ok, problem }) {
  const may = SIGNERS.some((right) => me.rights.includes(right));
  const configures = me.rights.includes("CONFIGURE");
  if (path === "/signatures/verification") return me.rights.includes("PATIENT_READ") ? ok(ofFile(body.size)) : problem(403, "FORBIDDEN");
  const signers = insuranceRoute(method, path, body, me, { ok, problem });
  if (signers) return signers;
  if (path.startsWith("/trusted-certificates")) {
    if (!may && !configures) return problem(403, "FORBIDDEN");
    if (method === "POST") trusted = [authority(4, "CA Mới Minh Họa", { addedAt: ago(0) }), ...trusted];
    if (method === "DELETE") trusted = trusted.map((one) => (path.endsWith(one.id) ? { ...one, removedAt: ago(0) } : one));
    return ok({ certificates: trusted });
  }
  const sheet = /^\/patients\/[^/]+\/sheets\/([^/]+)\/signatures$/.exec(path)?.[1];
  if (sheet) return ok(ofSheet(sheet, me));
  if (!path.startsWith("/signing/")) return undefined;
  if (path.startsWith("/signing/keys")) return may || configures ? ofKeys(method, path, body, me, { ok, problem }) : problem(403, "FORBIDDEN");
  const remote = remoteRoute(method, path, body, me, { ok, problem }, { may, configures, sign: outcome, made: (more, facility) => made(me, more, facility) });
  if (remote) return remote;
  if (!may) return problem(403, "FORBIDDEN");
  if (path === "/signing/signatures") return sign(body, { ok, problem });
  if (path === "/signing/counts") return ok({ ready: waiting("READY").length, later: LATER.length, returned: RETURNED.length });
  const part = query.get("part") ?? "READY";
  return ok({ part, lines: waiting(part), more: false });
}
