import { ago, strip, uuid, WARDS } from "./people.mjs";

const FACILITY = "Bệnh viện Đa khoa Minh Họa";
const ROLES = [
  ["DOCTOR", "Bác sĩ", "Doctor", "TREATMENT", ["DEPARTMENT", "TEAM", "REFERRED"], ["MESSAGE_BODY", "CARE_ASSIGN"], ["PATIENT_READ", "ORDER_WRITE", "DIAGNOSIS_WRITE", "RECORD_EDIT", "RECORD_PRINT"], ["PATIENT_READ", "RECORD_PRINT"], ["PATIENT_READ"]],
  ["NURSE", "Điều dưỡng, hộ sinh", "Nurse, midwife", "TREATMENT", ["DEPARTMENT"], [], ["PATIENT_READ", "RECORD_EDIT"], ["PATIENT_READ"], []],
  ["LABORATORY", "Xét nghiệm", "Laboratory", "TREATMENT", ["LABORATORY_ORDERS"], ["CODE_READ"], ["PATIENT_READ"], [], []],
  ["RECORDS_CLERK", "Nhân viên lưu trữ hồ sơ", "Records clerk", "RECORD_KEEPING", ["FACILITY_RECORDS"], ["MATCH"], ["PATIENT_READ"], ["PATIENT_READ", "RECORD_COPY"], ["PATIENT_READ", "RECORD_COPY"]],
  ["DIRECTOR", "Lãnh đạo bệnh viện", "Director", "MANAGEMENT", ["FACILITY"], ["ACCESS_REVIEW"], ["PATIENT_READ"], ["PATIENT_READ"], ["PATIENT_READ"]],
  ["IT_ADMIN", "Quản trị hệ thống", "IT administrator", "OPERATION", [], ["ACCOUNT_MANAGE", "ROLE_MANAGE", "CONFIGURE"], [], [], []],
  ["STUDENT", "Học viên", "Student", "TEACHING", ["DEPARTMENT"], [], ["PATIENT_READ"], [], []],
  ["INSPECTOR", "Thanh tra, cơ quan có thẩm quyền", "Inspector, authority", "INSPECTION", [], [], ["PATIENT_READ"], ["PATIENT_READ"], ["PATIENT_READ"]],
].map(([code, nameVi, nameEn, purpose, reaches, rights, inTreatment, completed, archived], i) => ({
  id: uuid(660_000 + i), builtIn: true, holders: 12 - i,
  says: { code, nameVi, nameEn, purpose, reaches, rights, inTreatment, completed, archived, ...(code === "STUDENT" && { hours: "MO-FR 07:00-17:00" }), idleMinutes: 10, secondFactor: code === "IT_ADMIN", enabled: code !== "INSPECTOR", version: 2 },
}));
const OF_RECORD = ["PATIENT_READ", "ORDER_WRITE", "MEDICATION_GIVE", "DIAGNOSIS_WRITE", "RECORD_CREATE", "RECORD_EDIT", "RECORD_CANCEL", "RECORD_RESTORE", "RECORD_SIGN", "RECORD_PRINT", "RECORD_EXPORT", "RECORD_COPY", "RECORD_SHARE", "RECORD_COMPLETE", "RECORD_CLOSE", "RECORD_REOPEN"];
const OTHER = ["STATISTICS_READ", "CARE_ASSIGN", "MATCH", "CODE_READ", "MESSAGE_BODY", "AUDIT_READ", "ACCOUNT_MANAGE", "ROLE_MANAGE", "ACCESS_REVIEW", "CONFIGURE"];
const MATRIX = {
  roles: ROLES, rights: [...OF_RECORD.map((right) => ({ right, ofRecord: true })), ...OTHER.map((right) => ({ right, ofRecord: false }))],
  reaches: ["DEPARTMENT", "TEAM", "REFERRED", "LABORATORY_ORDERS", "IMAGING_ORDERS", "MEDICATION_ORDERS", "FACILITY_RECORDS", "FACILITY"],
  purposes: ["TREATMENT", "RECORD_KEEPING", "OPERATION", "MANAGEMENT", "TEACHING", "INSPECTION"],
};
const HISTORY = [
  { version: 2, at: ago(3), by: "Nhân sự Minh Họa", reason: "Theo họp giao ban", changed: "+RECORD_PRINT/COMPLETED, -FACILITY/reach, hours null > MO-FR 07:00-17:00, idle 15 > 10" },
  { version: 1, at: ago(90) },
];
const person = (n, username, displayName, roles, departments, more) => ({ id: uuid(n), username, displayName, facility: FACILITY, enabled: true, locked: false, createdAt: ago(200), roles, departments, ...more });
const STAFF = [
  person(1, "bacsi", "BS. Phan Quốc Bảo", ["DOCTOR"], ["Khoa Nội tổng hợp", "Khoa Hồi sức cấp cứu"], { secondFactor: true }),
  person(2, "dd.lan", "ĐD. Đỗ Thị Lan", ["NURSE"], ["Khoa Ngoại"], { locked: true }),
  person(6, "nhansu", "Nhân sự Minh Họa", ["IT_ADMIN"], []),
  person(7, "nghi", "Lý Văn Nghỉ", [], [], { enabled: false }),
];
const held = (n, role, more) => ({ id: uuid(670_000 + n), role, facility: FACILITY, departments: ["Khoa Nội tổng hợp"], validFrom: ago(100), givenAt: ago(100), givenBy: "Nhân sự Minh Họa", reason: "Quyết định phân công", inForce: true, ...more });
const FILE = [held(1, "DOCTOR", { hours: "MO-SU 06:00-22:00" }), held(2, "DIRECTOR", { departments: [], validFrom: ago(-3), inForce: false }), held(3, "NURSE", { endedAt: ago(50), endedBy: "Quản trị mạng", endReason: "Chuyển việc", inForce: false }), held(4, "STUDENT", { validUntil: ago(60), inForce: false })];
const EXPLAINED = {
  patientId: uuid(1), canOpen: true,
  ways: [{ role: "DOCTOR", reach: "DEPARTMENT", reaches: true, atThisHour: true }, { role: "DOCTOR", reach: "TEAM", reaches: false, atThisHour: true }],
  openings: [{ at: ago(1), kind: "GRANT", success: true, objectKind: "PATIENT", purpose: "TREATMENT", reason: "DOCTOR:DEPARTMENT DOCTOR:TEAM" }, { at: ago(9), kind: "REFUSED", success: false, objectKind: "PATIENT", purpose: "TREATMENT", reason: "FORBIDDEN" }],
};

const lines = [
  { id: uuid(7400), group: "/khoa-noi/bac-si", role: "DOCTOR", facility: FACILITY, departments: ["Khoa Nội tổng hợp"], madeAt: ago(20), madeBy: "Nhân sự Minh Họa" },
  { id: uuid(7401), group: "/kiem-soat-nhiem-khuan", role: "QUALITY_OFFICER", facility: FACILITY, departments: [], madeAt: ago(3), madeBy: "Nhân sự Minh Họa" },
];

function providerRoles(method, path, body, me, { ok, problem }) {
  const [, , id] = path.split("/");
  if (method === "GET") return ok({ possible: true, lines });
  if (id) return ok({ possible: true, lines: lines.filter((one) => one.id !== id) });
  if (body.role === "IT_ADMIN") return problem(422, "NOT_APPLICABLE", "a role that may give roles is given by a person only");
  return ok({ possible: true, lines: [...lines, { id: uuid(7402), group: body.group, role: body.role, facility: FACILITY, departments: [], madeAt: ago(0), madeBy: me.displayName }] });
}

const reviewed = (one, more) => ({ id: one.id, type: "USER", username: one.username, holder: one.displayName, facility: one.facility, departments: one.departments, roles: one.roles, state: one.enabled ? (one.locked ? "LOCKED" : "ENABLED") : "DISABLED", activated: one.createdAt, changed: false, findings: [], ...more });
const REVIEWED = [
  reviewed(STAFF[2], { type: "ADMINISTRATOR", lastUsed: ago(0), findings: ["NO_SECOND_FACTOR", "TWO_HATS"] }),
  { id: uuid(7610), type: "SERVICE", username: "Máy chủ HIS 2", holder: "HIS bệnh viện", departments: [], roles: ["notices:send", "changes:read"], state: "ENABLED", activated: ago(300), lastUsed: ago(120), changed: false, findings: ["QUIET"] },
  reviewed(STAFF[0], { lastUsed: ago(0), changed: true }),
  reviewed(STAFF[1], { findings: ["NEVER_USED"], changed: true }),
  reviewed(STAFF[3], { lastUsed: ago(70), disabled: ago(20), disableReason: "Nghỉ việc", changed: true }),
];
const SAID = { [uuid(6)]: "Đã hẹn thiết lập trong tuần; chỉ xem hồ sơ khi trực.", [uuid(7610)]: "Máy chủ dự phòng", [uuid(2)]: "Nghỉ thai sản đến tháng sau" };
const CLOSED = { id: uuid(7601), at: ago(95), by: "Rà soát Minh Họa", since: ago(186), conclusion: "Đã rà soát; thu hồi hai vai trò, khóa một tài khoản.", accounts: REVIEWED.map((one) => (one.findings.length ? { ...one, remark: SAID[one.id] } : one)) };

function reviews(method, path, body, { ok, problem }) {
  const [, , id] = path.split("/");
  if (method === "POST") return REVIEWED.some((one) => one.findings.length && !body.remarks[one.id]) ? problem(422, "REQUIRED_FIELD_MISSING", "each account that stands out needs a word of why it stays so") : ok(CLOSED);
  if (id === "due") return ok({ due: "2026-11-19", near: true, late: true });
  if (id === "next") return ok({ at: ago(0), since: CLOSED.at, accounts: REVIEWED });
  if (id) return id === CLOSED.id ? ok(CLOSED) : problem(404, "NOT_FOUND");
  return ok({ due: "2026-11-19", late: true, reviews: [{ ...CLOSED, accounts: REVIEWED.length, findings: 3 }] });
}

/** People and roles, as the server tells them. */
export function staffRoute(method, path, query, body, me, { ok, problem }) {
  if (!/^\/(staff|roles|provider-roles|account-reviews)(\/|$)/.test(path)) return undefined;
  if (!me.rights.includes("ACCESS_REVIEW")) return problem(403, "FORBIDDEN");
  if (path === "/staff/choices") return ok({ roles: ROLES.map(({ says }) => ({ code: says.code, nameVi: says.nameVi, nameEn: says.nameEn, enabled: says.enabled })), facilities: [{ id: "f1", name: FACILITY }], departments: WARDS.map(({ id, name }) => ({ id, name, facilityId: "f1" })) });
  if (path === "/staff/explanation") return body.patientNumber === "0" ? problem(404, "NOT_FOUND") : ok({ accountId: body.accountId, ...EXPLAINED });
  if (path.startsWith("/account-reviews")) return reviews(method, path, body, { ok, problem });
  if (path.startsWith("/provider-roles")) return providerRoles(method, path, body, me, { ok, problem });
  if (path === "/roles") return ok(MATRIX);
  if (path.startsWith("/roles/")) {
    if (method === "GET") return ok(HISTORY);
    return body.reason === "trùng" ? problem(409, "CONFLICT", "the role changed meanwhile") : ok({ ...ROLES[0], says: body });
  }
  if (path === "/staff") {
    const found = STAFF.filter((one) => strip(`${one.displayName} ${one.username}`).includes(strip(query.get("text") ?? "")) && (!query.get("role") || one.roles.includes(query.get("role"))));
    const rest = found.filter((one) => one.username > (query.get("after") ?? ""));
    return ok({ people: rest.slice(0, 3), ...(rest.length > 3 && { next: rest[2].username }) });
  }
  const [, , id, , heldId] = path.split("/");
  const one = STAFF.find((other) => other.id === id);
  if (!one) return problem(404, "NOT_FOUND");
  if (heldId) return ok({ person: one, roles: FILE.map((other) => (other.id === heldId ? { ...other, endedAt: ago(0), endedBy: me.displayName, endReason: body.reason, inForce: false } : other)) });
  if (method === "POST") return ok({ person: one, roles: [held(9, body.role, { hours: body.hours, reason: body.reason, givenBy: me.displayName }), ...FILE] });
  return ok({ person: one, roles: FILE });
}
