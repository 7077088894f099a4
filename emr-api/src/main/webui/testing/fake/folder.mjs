import { sheetsOfFolder } from "./sheets.mjs";
import { PIN } from "./signing.mjs";
import { ago, NOW, DAY, PEOPLE, sent, uuid, WARDS } from "./people.mjs";

/** Record folders of invented people; the answer to a step shows it, nothing is kept. */

const [ONE, TWO] = PEOPLE;
const at = (days, hour) => ago(days, hour);
const RETENTION = { keptAs: "PATIENT_RECORD", years: 10, until: `${new Date(NOW).getFullYear() + 10}-12-31` };
const STEPS = {
  COMPLETE: ["COMPLETED", 2, "BS. Phan Quốc Bảo"],
  CLOSE: ["CLOSED", 1, "Lưu trữ Minh Họa"],
  ARCHIVE: ["ARCHIVED", 0, "Lưu trữ Minh Họa"],
};
const past = (version, state, act, when, by, reason) => ({ version, state, act, at: when, by, reason });
const OPENED = past(1, "IN_TREATMENT", undefined, at(9, 8), "HIS Hoa Sen");

function folder(n, state, more) {
  return {
    id: uuid(7700 + n), version: 1, encounterId: uuid(3000 + n), visitNumber: `V${260100 + n}`, otherNumbers: [], class: "INPATIENT", state,
    admissionNumber: `26.00${240 + n}`, facility: "Bệnh viện Đa khoa Minh Họa", departments: [WARDS[1].name, WARDS[0].name], attendingDoctor: "BS. Phan Quốc Bảo",
    opened: sent(at(9, 8)), overdue: false, retention: { ...RETENTION, until: undefined }, ...more,
  };
}

const lending = (n, days, more) => ({ id: uuid(7780 + n), borrower: "BS. Lê Văn Mượn", unit: "Khoa Nội tim mạch", purpose: "RESEARCH", note: "Phiếu mượn 12", lentAt: ago(days, 9), lentBy: "Lưu trữ Minh Họa", dueOn: ago(days - 14).slice(0, 10), overdue: false, ...more });

const PAGES = [
  {
    patient: ONE,
    folder: folder(1, "IN_TREATMENT"),
    findings: [["NO_RECORD_SHEET", "HARD", { forms: ["01/BV1", "10/BV1"] }], ["SHEET_UNANSWERED", "HARD", { sheet: uuid(9801), text: "Bệnh án nội khoa: Tóm tắt bệnh án; 23. Ra viện: bệnh chính" }], ["SHEET_DRAFT", "HARD"], ["NO_END", "HARD"], ["NO_DISCHARGE_KIND", "HARD"], ["NO_OUTCOME", "HARD"], ["NO_NATIONAL_ID", "SOFT"], ["ORDER_OPEN", "SOFT"]],
    history: [OPENED],
  },
  {
    patient: ONE,
    folder: folder(2, "CLOSED", {
      version: 5, class: "DAY", otherNumbers: ["BH-2603-00012"], ended: sent(at(6, 10)), completed: at(5, 9), closed: at(4, 9), retention: RETENTION,
      discharge: { kind: "1", outcome: "2" }, held: { reason: "Công văn 12/CV-TA của Tòa án nhân dân quận Minh Họa", since: at(3, 9), by: "Lưu trữ Minh Họa" },
    }),
    findings: [],
    lendings: [lending(1, 3, { dueOn: ago(1).slice(0, 10), overdue: true }), lending(2, 60, { borrower: "Học viên Phạm Thị Đọc", purpose: "TEACHING", returnedAt: ago(50, 15), returnedBy: "Lưu trữ Minh Họa", returnNote: "Rách bìa sau" })],
    late: [{ kind: "DIAGNOSTIC_REPORT", id: uuid(5003), title: "Cấy máu", at: at(2, 9) }],
    history: [
      past(5, "CLOSED", "HOLD", at(3, 9), "Lưu trữ Minh Họa", "Công văn 12/CV-TA của Tòa án nhân dân quận Minh Họa"),
      past(4, "CLOSED", "CLOSE", at(4, 9), "Lưu trữ Minh Họa"),
      past(3, "COMPLETED", "COMPLETE", at(5, 9), "BS. Phan Quốc Bảo"),
      past(2, "IN_TREATMENT", "REOPEN", at(5, 8), "TK. Lê Thị Khoa", "Thiếu phiếu phẫu thuật"),
      OPENED,
    ],
  },
  {
    patient: TWO,
    folder: folder(3, "COMPLETED", { version: 2, hybrid: true, ended: sent(at(12, 10)), completed: at(11, 9), dueAt: at(4, 9), overdue: true, retention: RETENTION, discharge: { kind: "1", outcome: "1" } }),
    findings: [["NO_PRIMARY_DIAGNOSIS", "HARD"], ["NO_PAPER", "HARD", { forms: ["GRV"], text: "Giấy ra viện" }]],
    history: [past(2, "COMPLETED", "COMPLETE", at(11, 9), "BS. Phan Quốc Bảo"), OPENED],
  },
  {
    patient: PEOPLE[2],
    folder: folder(9, "CLOSED", {
      version: 2, visitNumber: "99079/VV260001", admissionNumber: "99079/VV260001", departments: [], ended: sent(at(20, 10)), closed: at(1, 9), retention: RETENTION,
      received: { sender: "Bệnh viện Đa khoa Phương Nam Minh Họa", senderCode: "99079", admissionNumber: "VV260001", archiveNumber: "LT/2026/000001", sha256: "3c".repeat(32), by: "Lưu trữ Minh Họa", at: at(1, 9) },
    }),
    findings: [],
    history: [past(2, "CLOSED", "RECEIVE", at(1, 9), "Lưu trữ Minh Họa", "Bệnh viện Đa khoa Phương Nam Minh Họa"), past(1, "CLOSED", undefined, at(1, 9), "Bệnh viện Đa khoa Phương Nam Minh Họa")],
  },
];

const can = (me, state) => {
  const has = (right) => me.rights.includes(right);
  const acts = {
    IN_TREATMENT: [has("RECORD_COMPLETE") && "COMPLETE", has("RECORD_CANCEL") && "CANCEL"],
    COMPLETED: [has("RECORD_CLOSE") && "CLOSE", has("RECORD_REOPEN") && "REOPEN", has("RECORD_CLOSE") && "HOLD"],
    CLOSED: [has("RECORD_CLOSE") && "ARCHIVE", has("RECORD_REOPEN") && "REOPEN", has("RECORD_CLOSE") && "RELEASE"],
    CANCELLED: [has("RECORD_RESTORE") && "RESTORE"],
  };
  return (acts[state] ?? []).filter(Boolean);
};
const page = (one, me) => ({
  lendings: one.lendings ?? [],
  mayLend: me.rights.includes("RECORD_CLOSE") && ["CLOSED", "ARCHIVED"].includes(one.folder.state),
  folder: one.folder,
  findings: one.findings.map(([code, severity, more]) => ({ code, severity, ...more })),
  history: one.history,
  late: one.late ?? [],
  allowed: can(me, one.folder.state),
  mayAdd: one.folder.state === "IN_TREATMENT" || (me.rights.includes("RECORD_COMPLETE") && ["COMPLETED", "CLOSED"].includes(one.folder.state)),
  mayPrint: me.rights.includes("RECORD_PRINT"),
  mayExport: me.rights.includes("RECORD_EXPORT") && one.folder.state !== "IN_TREATMENT",
  ...sheetsOfFolder(one.folder.hybrid),
});

function taken(one, act, body, me) {
  const [state = one.folder.state] = STEPS[act] ?? [{ REOPEN: "IN_TREATMENT", CANCEL: "CANCELLED", RESTORE: "IN_TREATMENT" }[act]];
  const version = one.folder.version + 1;
  const discharge = body.dischargeKind || body.outcome ? { kind: body.dischargeKind, outcome: body.outcome } : one.folder.discharge;
  return page({ ...one, folder: { ...one.folder, version, state, discharge, held: act === "HOLD" ? { reason: body.reason, since: at(0), by: me.displayName } : undefined }, history: [past(version, state, act, at(0), me.displayName, body.reason), ...one.history] }, me);
}

const line = ({ patient, folder: f }) => ({
  id: f.id, patientId: patient.id, patientName: patient.name, patientNumber: patient.patientNumber, class: f.class, state: f.state, admissionNumber: f.admissionNumber,
  archiveNumber: f.archiveNumber, department: f.departments.at(-1), attendingDoctor: f.attendingDoctor, diagnosisCode: "I10", diagnosis: "Tăng huyết áp vô căn",
  opened: f.opened.from, ended: f.ended?.from, dueAt: f.dueAt, overdue: f.overdue, held: Boolean(f.held), hybrid: f.hybrid === true,
});
const OTHERS = PEOPLE.slice(4, 18).map((patient, i) => ({
  patient,
  folder: folder(20 + i, ["IN_TREATMENT", "ARCHIVED", "ARCHIVED"][i % 3], i % 3 ? { archiveNumber: `26.0000${10 + i}`, ended: sent(ago(20 + i)), archived: ago(10 + i) } : { dueAt: new Date(NOW + DAY).toISOString() }),
}));
const ALL = [...PAGES, ...OTHERS];

const rule = (version, more) => ({ version, completeHours: 24, closeHours: 168, archivePrefix: "", archiveByYear: true, archiveDigits: 6, ...more });
const decided = (says, days, inForce) => ({ says, at: ago(days), by: "Quản trị mạng", inForce });
const TIGHT = rule(1, { completeHours: 12, closeHours: 72, archivePrefix: "BVMH-", validFrom: ago(60).slice(0, 10), reason: "Quy chế 01/QC-BV" });
const RULES = [
  { now: { ...TIGHT, facilityId: uuid(7790), code: "99001", name: "Bệnh viện Đa khoa Minh Họa" }, example: "BVMH-26.000001", versions: [decided(rule(2, { ...TIGHT, version: 2, completeHours: 24, validFrom: `${new Date(NOW).getFullYear() + 1}-01-01`, reason: "Quyết định 45/QĐ-BV" }), 2, false), decided(TIGHT, 60, true)] },
  { now: { ...rule(0), facilityId: uuid(7791), code: "99002", name: "Trạm Y tế phường Minh Họa" }, example: "26.000001", versions: [] },
];

function rulesRoute(method, path, body, me, { ok, problem }) {
  if (!me.rights.includes("CONFIGURE")) return problem(403, "FORBIDDEN");
  if (method === "GET") return ok(RULES);
  const of = RULES.find(({ now }) => path.endsWith(now.facilityId));
  if ((of.versions[0]?.says.version ?? 0) !== body.version) return problem(409, "CONFLICT", "the rule changed meanwhile", ["/version"]);
  return ok({ ...of, versions: [decided({ ...body, version: body.version + 1 }, 0, true), ...of.versions] });
}

let filters = [];
/** As somebody left them. */
export const resetFilters = (of = []) => void (filters = of);

export function folderRoute(method, path, body, me, { ok, problem }) {
  if (path.startsWith("/folder-rules")) return rulesRoute(method, path, body, me, { ok, problem });
  if (path === "/record-folders/search") {
    const lines = ALL.filter(({ folder: f }) => (!body.state || f.state === body.state) && (!body.overdue || f.overdue)).map(line);
    return ok({ folders: lines.filter((one) => !body.folderNumber || [one.admissionNumber, one.archiveNumber].includes(body.folderNumber)) });
  }
  if (path === "/record-folders/counts") return ok({ byState: { IN_TREATMENT: 41, COMPLETED: 12, CLOSED: 3, ARCHIVED: 500, CANCELLED: 2 }, overdue: 7, most: 500 });
  if (path.startsWith("/record-folders/filters")) {
    if (method !== "GET") filters = filters.filter(({ name }) => name !== body.name);
    if (method === "PUT") filters.push({ name: body.name, asked: body.asked });
    return ok({ filters });
  }
  if (path === "/record-folders/choices") return ok({ departments: WARDS.map(({ id, name }) => ({ id, name })), doctors: ["BS. Phan Quốc Bảo", "BS. Vũ Thị Hoa"] });
  if (path === "/record-folders/file") return { status: 200, bytes: "Số vào viện\r\n", type: "text/csv; charset=utf-8" };
  if (/\/exchange\/(xml|json)\/(signature|p7m)$/.test(path)) return body.pin === PIN ? { status: 200, bytes: "<HoSoBenhAn/>", type: "application/xml" } : problem(401, "WRONG_CREDENTIALS", "the PIN of the key is wrong", ["/pin"]);
  const form = /\/exchange\/(xml|json)$/.exec(path)?.[1];
  if (form) return { status: 200, bytes: form === "xml" ? "<HoSoBenhAn/>" : "{}", type: `application/${form}` };
  const [, patient, id, act, back] = /^\/patients\/([^/]+)\/record-folders(?:\/([^/]+))?(?:\/(\w+))?(?:\/([^/]+)\/return)?$/.exec(path) ?? [];
  if (!patient) return undefined;
  if (!me.rights.includes("PATIENT_READ")) return problem(403, "FORBIDDEN");
  const own = PAGES.filter((one) => one.patient.id === patient);
  if (!id) return ok({ folders: own.map((one) => one.folder) });
  const one = own.find((known) => known.folder.id === id);
  if (!one) return problem(404, "NOT_FOUND");
  const hard = one.findings.filter(([, severity]) => severity === "HARD");
  if (act === "close" && hard.length > 0) return problem(422, "NOT_APPLICABLE", "the record lacks something, so this step cannot be taken", hard.map(([code]) => `/findings/${code}`));
  if (act === "lendings") {
    const all = one.lendings ?? [];
    const next = back ? all.map((each) => (each.id === back ? { ...each, overdue: false, returnedAt: at(0), returnedBy: me.displayName, returnNote: body.note } : each)) : [lending(3, 0, { ...body, lentBy: me.displayName }), ...all];
    return ok(page({ ...one, lendings: next }, me));
  }
  return ok(act ? taken(one, act.toUpperCase(), body, me) : page(one, me));
}
