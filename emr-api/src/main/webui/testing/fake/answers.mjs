import { accountRoute } from "./account.mjs";
import { auditRoute } from "./audit.mjs";
import { careRoute } from "./care.mjs";
import { disclosureRoute } from "./disclosure.mjs";
import { folderRoute } from "./folder.mjs";
import { printsRoute, recordPrintRoute } from "./prints.mjs";
import { deskRoute } from "./desk.mjs";
import { allergiesOf, allergyRoute } from "./allergies.mjs";
import { moved, movementRoute } from "./movements.mjs";
import { problemRoute, problemsOf } from "./problems.mjs";
import { imaging } from "./imaging.mjs";
import { big, chart, laboratory, report } from "./chart.mjs";
import { procedureRoute, treatment } from "./treatment.mjs";
import { medicationsRoute } from "./medications.mjs";
import { vitalsRoute, wardScore } from "./vitals.mjs";
import { destructionsRoute } from "./destructions.mjs";
import { exportsRoute } from "./exports.mjs";
import { importsRoute } from "./imports.mjs";
import { catalogues } from "./catalogues.mjs";
import { worklists } from "./worklists.mjs";
import { privacyRoute } from "./privacy.mjs";
import { restrictionRoute } from "./restriction.mjs";
import { designerRoute } from "./designer.mjs";
import { scansRoute } from "./scans.mjs";
import { keepPaper, sheetsRoute } from "./sheets.mjs";
import { sourcesRoute } from "./sources.mjs";
import { patientLinkRoute, patientSigningRoute } from "./patientSigning.mjs";
import { signedDocumentsRoute, signingRoute } from "./signing.mjs";
import { statisticsRoute } from "./statistics.mjs";
import { staffRoute } from "./staff.mjs";
import { diagnosesRoute } from "./diagnoses.mjs";
import { ago, NOW, PEOPLE, strip, uuid, WARDS } from "./people.mjs";

const DOCTOR = { accountId: uuid(1), username: "bacsi", displayName: "BS. Phan Quốc Bảo", roles: [{ code: "DOCTOR", nameVi: "Bác sĩ", nameEn: "Doctor" }], facility: { id: "f1", name: "Bệnh viện Đa khoa Minh Họa" }, departments: WARDS.slice(0, 2), rights: ["PATIENT_READ", "ORDER_WRITE", "DIAGNOSIS_WRITE", "VISIT_MOVE", "RECORD_CREATE", "RECORD_EDIT", "RECORD_COMPLETE", "RECORD_CANCEL", "RECORD_PRINT", "RECORD_SIGN", "RECORD_SIGN_AS_DOCTOR", "MESSAGE_BODY", "MATCH_READ", "CARE_ASSIGN", "RECORD_RESTRICT", "CONSENT_RECORD", "BREAK_GLASS"], password: { least: 14, classes: true }, idleMinutes: 15 };
const ADMIN = { ...DOCTOR, username: "quantri", displayName: "Quản trị mạng", roles: [{ code: "IT_ADMIN", nameVi: "Quản trị hệ thống", nameEn: "IT administrator" }], departments: [], rights: ["PARKED_READ", "PARKED_APPLY", "MESSAGE_READ", "SOURCE_READ", "HEALTH_READ", "AUDIT_READ", "ACCOUNT_MANAGE", "ROLE_MANAGE", "ACCESS_REVIEW", "CODE_READ", "FORM_MANAGE", "CONFIGURE", "IMPORT"] };
const CLERK = { ...DOCTOR, accountId: uuid(3), username: "hoso", displayName: "Lưu trữ hồ sơ", roles: [{ code: "RECORDS_CLERK", nameVi: "Nhân viên lưu trữ hồ sơ", nameEn: "Records clerk" }], departments: [], rights: ["PATIENT_READ", "PARKED_READ", "PARKED_APPLY", "MESSAGE_READ", "MESSAGE_BODY", "MESSAGE_CORRECT", "IMPORT"] };
const ARCHIVIST = { ...DOCTOR, username: "luutru", displayName: "Lưu trữ Minh Họa", roles: [{ code: "RECORDS_CLERK", nameVi: "Nhân viên lưu trữ hồ sơ", nameEn: "Records clerk" }], departments: [], rights: ["PATIENT_READ", "STATISTICS_READ", "RECORD_CLOSE", "RECORD_REOPEN", "RECORD_EXPORT", "DESTROY", "PARKED_READ", "PARKED_APPLY", "MATCH_READ", "MATCH", "CODE_READ", "CODE_MAP"] };
const REVIEWER = { ...DOCTOR, accountId: uuid(5), username: "raquyen", displayName: "Rà soát Minh Họa", roles: [{ code: "DATA_PROTECTION_OFFICER", nameVi: "Phụ trách bảo vệ dữ liệu cá nhân", nameEn: "Data protection officer" }], departments: [], rights: ["ACCESS_REVIEW", "HEALTH_READ", "LABEL_MANAGE", "PRIVACY_MANAGE", "EMERGENCY_REVIEW", "AUDIT_READ"] };
const GIVER = { ...REVIEWER, accountId: uuid(6), username: "nhansu", displayName: "Nhân sự Minh Họa", rights: ["ACCESS_REVIEW", "ROLE_MANAGE", "ACCOUNT_MANAGE", "HEALTH_READ"] };
const NEWCOMER = { ...DOCTOR, username: "moi", hold: "NEW_PASSWORD" };
const STUDENT = { ...DOCTOR, accountId: uuid(4), username: "hocvien", displayName: "Học viên Minh Họa", roles: [{ code: "STUDENT", nameVi: "Học viên", nameEn: "Student" }], rights: ["PATIENT_READ"], idleMinutes: 5 };
const HELD = { ...ADMIN, username: "themma", hold: "SECOND_FACTOR" };
const UNPROTECTED = { ...ADMIN, username: "chuama", hold: "NEW_FACTOR" };
const AWAY = { ...DOCTOR, username: "ngoaimang", hold: "OUTSIDE_NETWORK" };
const OFF_DUTY = { ...DOCTOR, username: "ngoaigio", roles: [], rights: [], hold: "OUTSIDE_HOURS", idleMinutes: 15 };
const RECEIVER = { ...CLERK, accountId: uuid(7), username: "tiepnhan", displayName: "Tiếp nhận Minh Họa", rights: ["PATIENT_READ", "RECORD_PRINT", "RECORD_RESTRICT", "CONSENT_RECORD", "PARKED_READ", "PARKED_APPLY", "MATCH_READ", "MATCH", "CODE_READ", "MESSAGE_READ", "MESSAGE_BODY", "DISCLOSE"] };
const DIRECTOR = { ...CLERK, accountId: uuid(8), username: "lanhdao", displayName: "Lãnh đạo Minh Họa", roles: [{ code: "DIRECTOR", nameVi: "Lãnh đạo bệnh viện", nameEn: "Director" }], rights: ["PATIENT_READ", "RECORD_PRINT", "RECORD_SIGN", "RECORD_SIGN_FOR_FACILITY", "RECORD_RESTRICT", "DISCLOSE_DECIDE", "DESTROY_APPROVE", "EMERGENCY_REVIEW", "HEALTH_READ", "AUDIT_READ", "ACCESS_REVIEW"] };
const GUEST = { ...STUDENT, accountId: uuid(9), username: "khach", displayName: "Thanh tra Minh Họa", roles: [{ code: "INSPECTOR", nameVi: "Thanh tra, cơ quan có thẩm quyền", nameEn: "Inspector, authority" }], departments: [], guest: true, onlyGuest: true, idleMinutes: 10 };
/** Who gives what doctors order. */
const NURSE = { ...DOCTOR, accountId: uuid(19), username: "dieuduong", displayName: "ĐD. Nguyễn Thị Ví Dụ", roles: [{ code: "NURSE", nameVi: "Điều dưỡng, hộ sinh", nameEn: "Nurse, midwife" }], rights: ["PATIENT_READ", "MEDICATION_GIVE", "VISIT_MOVE", "RECORD_CREATE", "RECORD_EDIT", "RECORD_CANCEL", "RECORD_PRINT", "BREAK_GLASS"] };
/** Who keeps records and holds the seal of the hospital. */
const SEALER = { ...ARCHIVIST, username: "vanthu", displayName: "Văn thư Minh Họa", rights: [...ARCHIVIST.rights, "RECORD_SIGN_FOR_FACILITY"] };
export const ACCOUNTS = { vanthu: SEALER, dieuduong: NURSE,  tiepnhan: RECEIVER, lanhdao: DIRECTOR, khach: GUEST, bacsi: DOCTOR, quantri: ADMIN, hoso: CLERK, luutru: ARCHIVIST, raquyen: REVIEWER, nhansu: GIVER, moi: NEWCOMER, themma: HELD, chuama: UNPROTECTED, ngoaimang: AWAY, hocvien: STUDENT, ngoaigio: OFF_DUTY, khancap: { ...DOCTOR, username: "ngoaigio", idleMinutes: 10 } };
const ABOUT = { name: "EMR", version: "0.1.0", demo: true, provider: true, demoAccounts: [
  { username: "bacsi", password: "minh-hoa", role: "DOCTOR", note: "Khoa Nội tổng hợp, Khoa Hồi sức cấp cứu" },
  { username: "quantri", password: "minh-hoa", role: "IT_ADMIN", note: "Nguồn, tình trạng, bản tin tạm giữ" },
] };
const PARKED = [
  ["UNKNOWN_PATIENT", "ORU^R01", "LIS Sao Mai", "LIS", "no patient has the number that was sent", ["PID-3"]],
  ["REQUIRED_FIELD_MISSING", "claim", "HIS Trạm Hòa Bình", "HIS", "a required field is missing", ["XML1/MA_BN"]],
  ["UNDECODABLE_TEXT", "ORU^R01", "LIS Sao Mai", "LIS", "The bytes fit neither MSH-18 nor UTF-8 nor the character set configured for this source.", ["MSH-18"]],
  ["AMBIGUOUS_PATIENT", "ADT^A08", "HIS Bình Minh", "HIS", "numbers of kind PATIENT_NUMBER belong to different people", ["PID-3"]],
  ["NOT_APPLICABLE", "ADT^A03", "HIS Bình Minh", "HIS", "the message could not be applied; it is kept for the operator", []],
].map(([code, messageType, name, kind, detail, fields], i) => ({ inboundId: uuid(900100 + i), receivedAt: ago(i, 9, 12 + i), source: { id: `s${i}`, name, kind }, door: `${kind.toLowerCase()}-mllp`, messageType, controlId: `M${77120 + i}`, code, title: "", detail, attempts: i + 1, fields }));
const HEALTH = { status: "WARN", doors: [
  { name: "HIS qua MLLP", protocol: "MLLP · ADT", address: "127.0.0.1:2575", state: "OPEN", connections: 2, received: 1284, lastReceivedAt: new Date(NOW - 240_000).toISOString() },
  { name: "LIS qua MLLP", protocol: "MLLP · ORU", address: "127.0.0.1:2576", state: "OPEN", connections: 4, received: 20_412, lastReceivedAt: new Date(NOW - 35_000).toISOString() },
  { name: "HIS qua REST", protocol: "HTTPS · notice-1.0", address: "/api/v1/his/notices", state: "OPEN", connections: 0, received: 96, lastReceivedAt: ago(1) },
  { name: "PACS Hải Vân", protocol: "DICOMweb · QIDO-RS", address: "http://127.0.0.1:8042", state: "FAILED", connections: 0, received: 60, lastReceivedAt: ago(1, 16, 42), lastError: "Không nối được (connection refused)", lastErrorAt: ago(0, 8, 47) },
], destinations: [{ sourceId: "s1", name: "LIS Sao Mai", address: "mllp://127.0.0.1:6661", waiting: 2, waitingSince: ago(0, 8, 40), parked: 1, lastAnswerAt: ago(0, 9, 1), trouble: "Không có trả lời trong 30 giây" }], database: { version: "PostgreSQL 18.1", embedded: true, durable: true }, networksDeclared: false, passwordProfile: "VN", backup: { lastAt: ago(2, 1, 30), ok: true }, clock: { troubles: ["TIME_SERVER"], offMillis: -2400 }, disk: { freeBytes: 184_300_000_000, ok: true }, outbox: { depth: 0 }, parked: { waiting: 4 }, dialects: [
  { name: "standard", version: 1, product: "HL7 v2.2 to 2.8 as written", shipped: true },
  { name: "acme-lis", version: 3, product: "Acme LIS", shipped: false, pointer: "/corrections/2/to", fault: "expected: a place such as OBX-3.4, PID-3[2].1, PID-3[*].5 or PID-*" },
  { name: "moi-lis", shipped: false, fault: "a sender is registered with it, and there is no such file" },
], version: "0.1.0", startedAt: ago(3, 6, 2) };
const SUBSCRIBERS = [
  { sourceId: uuid(9100), name: "HIS Bình Minh", channel: "webhook", address: "https://his.vidu.test/thay-doi", enabled: true, toldUpTo: ago(0, 8, 50), changedAt: ago(0, 8, 51), deliveredAt: ago(0, 8, 50), waiting: 10_000, moreWaiting: true, waitingSince: ago(0, 8, 50), failingSince: ago(0, 8, 51), nextTryAt: ago(0, 9, 1), attempts: 3, trouble: "Không kết nối được tới hệ thống nhận", parked: 2 },
  { sourceId: uuid(9100), name: "HIS Bình Minh", channel: "topic", address: "emr.thay-doi", enabled: true, toldUpTo: ago(0, 9, 20), changedAt: ago(0, 9, 20), deliveredAt: ago(0, 9, 20), waiting: 0, moreWaiting: false, attempts: 0, parked: 0 },
  { sourceId: uuid(9104), name: "Kho dữ liệu Ví Dụ", channel: "webhook", address: "https://kho.vidu.test/emr", enabled: false, waiting: 0, moreWaiting: false, attempts: 0, parked: 0 },
];
const NOT_TAKEN = [["DIAGNOSTIC_REPORT", 410, 2], ["ENCOUNTER", 410, 4]].map(([kind, status, minute], i) => ({ id: uuid(700101 + i), sourceId: uuid(9100), subscriber: "HIS Bình Minh", kind, changedAt: ago(0, 7, minute), attempts: 10, trouble: `Hệ thống nhận trả lời HTTP ${status + i}`, parkedAt: ago(0, 7, 30 + i) }));
const STREAMS = [0, 1, 2].map((partition) => ({ sourceId: uuid(9102), name: "HIS Ví Dụ", enabled: true, topic: "his.ban-tin", partition, position: 48_210 + partition, end: 48_210 + 7 * partition, lag: 6 * partition, lastMessageAt: ago(0, 9, 20), lookedAt: ago(0, 9, 21), parked: 3 }));
const SERVICES = [{ code: "HH01", codeSystem: "BV", text: "Công thức máu", category: "LAB", specimen: "Máu" }, { code: "SH07", codeSystem: "BV", text: "Điện giải đồ", category: "LAB", specimen: "Huyết thanh" }];

/** One page that says it is invented. */
const PAPER = `%PDF-1.1
1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj
2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj
3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 420 595]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>>>endobj
4 0 obj<</Length 57>>stream
BT /F1 20 Tf 60 500 Td (Invented document, no person) Tj ET
endstream endobj
5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj
trailer<</Root 1 0 R>>`;

const problem = (status, code, detail, fields) => ({ status, body: { status, code, title: code, detail, fields, requestId: "req-0192-7fd1" } });
const ok = (body) => ({ status: 200, body });

function search({ text = "", cursor, limit = 20, departmentId, inWard }) {
  const words = strip(text).split(/\s+/).filter(Boolean);
  const found = PEOPLE.filter((p) => (inWard || !words.length ? p.stay : true) && (!departmentId || p.wardId === departmentId) && words.every((w) => strip(p.name).includes(w) || strip(p.patientNumber).includes(w)));
  const from = Number(cursor ?? 0);
  const scored = (p) => (inWard && p.stay ? { ...p, score: wardScore(PEOPLE.indexOf(p), p.age) } : p);
  return { patients: found.slice(from, from + limit).map(scored), ...(from + limit < found.length && { next: String(from + limit) }) };
}

/** What the server would say; `me` is the person signed in, if any. */
export function route(method, path, query, body, me) {
  if (path === "/about") return ok(ABOUT);
  if (path === "/session" && method === "POST") {
    const account = ACCOUNTS[body.username];
    return account && body.password === "minh-hoa" ? { ...ok({ csrfToken: "t", expiresInSeconds: 600, me: account }), cookie: body.username } : problem(401, "WRONG_CREDENTIALS");
  }
  if (path === "/session" && method === "DELETE") return { status: 204, cookie: "" };
  const paper = printsRoute(path, me, { ok, problem });
  if (paper) return paper;
  const document = signedDocumentsRoute(path, { ok, problem });
  if (document) return document;
  const linked = patientLinkRoute(method, path, body, { ok, problem });
  if (linked) return linked;
  if (!me) return problem(401, "NOT_SIGNED_IN");
  if (path === "/session/refresh") return ok({ csrfToken: "t", expiresInSeconds: 600, me });
  if (path === "/me") return ok(me);
  const own = accountRoute(path, body, me, { ok, problem });
  if (own) return own;
  if (path === "/me/password") return { status: 204 };
  if (path === "/me/emergency") return (body.reason ?? "").length < 10 ? problem(422, "MALFORMED_FIELD", "a reason of 10 to 500 characters") : { status: 204, cookie: "khancap" };
  if (path === "/patients/search") return ok(search(body));
  const caring = careRoute(method, path, query, body, me, { ok, problem });
  if (caring) return caring;
  const drugs = medicationsRoute(method, path, body, me, { ok, problem });
  if (drugs) return drugs;
  const measured = vitalsRoute(method, path, body, me, { ok, problem });
  if (measured) return measured;
  const operated = procedureRoute(method, path, body, me, { ok, problem });
  if (operated) return operated;
  const troubled = problemRoute(method, path, body, me, { ok, problem });
  if (troubled) return troubled;
  const going = movementRoute(method, path, body, me, { ok, problem });
  if (going) return going;
  const allergic = allergyRoute(method, path, body, me, { ok, problem });
  if (allergic) return allergic;
  const drawn = designerRoute(method, path, me, body);
  if (drawn) return drawn;
  const scanned = scansRoute(method, path, body, me, { problem }, (said) => keepPaper(said, me));
  if (scanned) return scanned;
  if (path.endsWith("/signed.pdf")) return { status: 200, bytes: PAPER, type: "application/pdf" };
  const ofPatient = patientSigningRoute(method, path, body, me, { ok, problem });
  if (ofPatient) return ofPatient;
  const toSign = signingRoute(method, path, query, body, me, { ok, problem });
  if (toSign) return toSign;
  const sheet = sheetsRoute(method, path, query, body, me, { ok, problem });
  if (sheet) return sheet;
  const personal = privacyRoute(method, path, body, me, { ok, problem });
  if (personal) return personal;
  const restricted = restrictionRoute(method, path, body, me, { ok, problem });
  if (restricted) return restricted;
  const printed = recordPrintRoute(method, path, me, { ok, problem });
  if (printed) return printed;
  const counted = statisticsRoute(method, path, body, me, { ok, problem });
  if (counted) return counted;
  const kept = folderRoute(method, path, body, me, { ok, problem });
  if (kept) return kept;
  const disclosed = disclosureRoute(method, path, body, me, { ok, problem });
  if (disclosed) return disclosed;
  const atDesk = deskRoute(method, path, body, me, { ok, problem });
  if (atDesk) return atDesk;
  if (path === "/parked") return ok({ items: PARKED, total: PARKED.length });
  if (path.endsWith("/apply")) return ok(path.includes("900100") ? { outcome: "APPLIED" } : { outcome: "PARKED", code: "UNKNOWN_PATIENT" });
  if (path.startsWith("/inbound/")) return ok({ id: path.slice(9), receivedAt: ago(0, 9, 12), source: { id: "s1", name: "LIS Sao Mai", kind: "LIS" }, door: "lis-mllp", format: "HL7v2", messageType: "ORU^R01", controlId: "M77120", size: 1432, outcome: "PARKED", code: "UNKNOWN_PATIENT", detail: "no patient has the number that was sent", fields: ["PID-3"], observationsIn: 5, observationsOut: 0, remarks: ["OBX-14 is not a time that can be read; it is left out", "an older or less final value; the newer one stays"], charsetRule: "STRICT_UTF_8 UTF-8", events: [{ at: ago(0, 9, 12), kind: "RECEIVED", actor: "lis-mllp" }, { at: ago(0, 9, 12), kind: "PARKED", code: "UNKNOWN_PATIENT", actor: "lis-mllp" }] });
  if (path === "/services") return ok({ services: SERVICES.filter((s) => strip(s.text).includes(strip(query.get("text") ?? ""))), destinations: [{ id: "s1", name: "LIS Sao Mai" }] });
  if (path === "/webhooks") return ok(SUBSCRIBERS);
  if (path === "/webhooks/parked") return ok(NOT_TAKEN);
  if (path.startsWith("/webhooks/subscribers/")) return ok({ events: NOT_TAKEN.length });
  if (path === "/streams") return ok(STREAMS);
  if (path.startsWith("/webhooks/")) return { status: 204 };
  if (path === "/outgoing/parked") return ok([{ id: uuid(700001), destination: "LIS Sao Mai", orderNumber: "E00000012", messageType: "OML^O21", attempts: 1, trouble: "Hệ thống nhận từ chối (AR): Chưa có mã này", createdAt: ago(0, 8, 2), changedAt: ago(0, 8, 3) }]);
  if (path.startsWith("/outgoing/")) return { status: 204 };
  if (path === "/health") return ok(HEALTH);
  const people = staffRoute(method, path, query, body, me, { ok, problem });
  if (people) return people;
  const traced = auditRoute(path, body, me, { ok, problem });
  if (traced) return traced;
  const out = exportsRoute(method, path, query, body, me, { ok, problem });
  if (out) return out;
  const old = destructionsRoute(method, path, body, me, { ok, problem });
  if (old) return old;
  const brought = importsRoute(method, path, query, me, { ok, problem });
  if (brought) return brought;
  const senders = sourcesRoute(method, path, body, me, { ok, problem });
  if (senders) return senders;
  const listed = catalogues(method, path, me, body);
  if (listed) return listed;
  const work = worklists(method, path, me, query);
  if (work) return work;
  const part = /^\/patients\/([^/]+)(?:\/(.*))?$/.exec(path);
  if (!part) return problem(404, "NOT_FOUND");
  if (!me.rights.includes("PATIENT_READ")) return problem(403, "FORBIDDEN", "Vai trò này không xem hồ sơ người bệnh.");
  const [, id, rest = ""] = part;
  const held = chart(id);
  if (!held) return problem(404, "NOT_FOUND");
  if (rest === "") return ok({ ...held, encounters: held.encounters.map((one) => moved(one, me)), allergies: allergiesOf(id), problems: problemsOf(id) });
  const diagnosed = diagnosesRoute(method, rest, body, me, { ok, problem });
  if (diagnosed) return diagnosed;
  if (rest === "orders" || rest.endsWith("/cancel")) return ok({ id: uuid(4999), version: 2, placerNumber: "E00000099", status: "REQUESTED" });
  if (rest?.startsWith("studies/")) return imaging(rest) ?? problem(404, "NOT_FOUND");
  if (rest === "laboratory") return ok(id === uuid(2) ? big() : laboratory(Number(query.get("days") ?? 365)));
  if (rest === "treatment") return ok(treatment(id));
  if (rest === "reports") return ok({ reports: held.reports });
  if (rest.startsWith("reports/")) return ok(report(rest.slice(8)));
  if (rest === "identifiers/reveal") return ok({ value: body.kind === "CCCD" ? "001158001000" : "GD4010000021087" });
  if (rest === `documents/${uuid(8002)}/content`) return { status: 200, bytes: "Phiếu gửi kèm\n\nNgười bệnh hư cấu.\n", type: "text/plain; charset=utf-8" };
  if (rest.startsWith("documents/")) return { status: 200, bytes: PAPER, type: "application/pdf" };
  return problem(404, "NOT_FOUND");
}
