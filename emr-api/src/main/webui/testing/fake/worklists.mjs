import { ago, PEOPLE, uuid } from "./people.mjs";

/** The worklists of the invented hospital. */
const side = (n, more = {}) => {
  const p = PEOPLE[n];
  return {
    id: p.id, version: 2, visitCount: 1 + n, reportCount: n,
    person: { id: p.id, name: p.name, sex: p.sex, birth: p.birth, age: p.age, identifiers: [{ kind: "PATIENT_NUMBER", system: "BVMH", value: p.patientNumber, active: true }, { kind: "CCCD", system: "VN", masked: p.cccdMasked, active: n % 2 === 0 }], addresses: [{ full: "Phường Minh Họa" }], phones: [], ...more },
    visits: [{ visitNumber: `V${n}`, class: "INPATIENT", status: "FINISHED", start: ago(40 + n), facility: "Bệnh viện Đa khoa Minh Họa" }],
  };
};
const number = (kind) => ({ person }) => {
  const found = person.identifiers.find((i) => i.kind === kind);
  return found?.value ?? found?.masked;
};
const COMPARED = {
  NAME: ({ person }) => person.name, BIRTH: ({ person }) => person.birth?.sent, SEX: ({ person }) => person.sex,
  CCCD: number("CCCD"), PATIENT_NUMBER: number("PATIENT_NUMBER"), ADDRESS: ({ person }) => person.addresses[0]?.full,
};
/** What is alike is read off the two people, so that the screen never says otherwise than they are. */
const facts = (one, other) => Object.entries(COMPARED).flatMap(([field, of]) => {
  const [a, b] = [of(one), of(other)];
  return a || b ? [{ field, likeness: a && b ? (a === b ? "SAME" : "DIFFERENT") : "ONE_SIDED" }] : [];
});
const FOUND = side(4);
/** The same name, birth date and sex: what makes the server ask whether two are one. */
const TWIN = side(5, { name: FOUND.person.name, birth: FOUND.person.birth, age: FOUND.person.age, sex: FOUND.person.sex, addresses: [] });
/** As a laboratory names a known person by a number of its own. */
const SENT = side(9, { id: uuid(900100), identifiers: [{ kind: "PATIENT_NUMBER", system: "SM", value: "SM0077120", active: true }], addresses: [] });
const NAMELESS = side(7, { name: undefined, provisional: true, addresses: [] });
const ITEM = { inboundId: uuid(900100), receivedAt: ago(0, 9, 12), source: { id: "s1", name: "LIS Sao Mai", kind: "LIS" }, messageType: "ORU^R01", controlId: "M77120", code: "UNKNOWN_PATIENT", attempts: 1 };
const LIS = { id: "s1", name: "LIS Sao Mai" };
const HIS = { id: "s2", name: "HIS Minh Họa" };
const local = (kind, source, localCode, name, uses, days, localSystem) => ({ kind, source, localCode, name, uses, lastAt: ago(days), localSystem });
const UNMAPPED = {
  LAB: [
    local("LAB", LIS, "GLU2", "Đường huyết", 412, 0, "L"),
    local("LAB", LIS, "HbA1c-NGSP", "HbA1c (chuẩn NGSP, HPLC)", 188, 0, "L"),
    local("LAB", LIS, "DDU_01", "Điện di huyết sắc tố, phân đoạn A2 – máy Capillarys", 12, 3, "L"),
    local("LAB", LIS, "K", "Kali", 9, 12),
  ],
  SERVICE: [local("SERVICE", HIS, "XN.SH.014", "Sinh hóa máu 14 chỉ số", 95, 0), local("SERVICE", HIS, "CTM18", "Tổng phân tích tế bào máu ngoại vi", 80, 1)],
  DEPARTMENT: [local("DEPARTMENT", HIS, "K27", undefined, 33, 0)],
};
const mapping = (n, kind, source, localCode, system, code, name, more = {}) => ({ id: uuid(77 + n), version: 1, kind, source, localCode, system, code, name, ...more });
const MAPPINGS = {
  LAB: [
    mapping(0, "LAB", LIS, "GLU", "MH", "1", "Glucose", { localSystem: "L", loinc: "2345-7", validFrom: "2026-01-01" }),
    mapping(1, "LAB", undefined, "DUONG", "MH", "1", "Glucose", { validTo: "2026-01-01" }),
    mapping(2, "LAB", LIS, "CREA", "MH", "14", "Creatinin", { localSystem: "L", targetEnded: true }),
  ],
  SERVICE: [mapping(3, "SERVICE", HIS, "XQ01", "DVKT", "18.0119", "Chụp X quang ngực thẳng")],
  DEPARTMENT: [mapping(4, "DEPARTMENT", HIS, "K03", "KHOA", "NOI", "Khoa Nội tổng hợp")],
};
export const TRIED = {
  lines: 5, made: 2, changed: 1, same: 1, ended: 0, faultCount: 0, faults: [], done: false,
  differences: [{ line: 2, code: "GLU", before: "MH 1 · Glucose", after: "MH 1 · Glucose ( – 01/04/2026)" }, { line: 3, code: "GLU2", after: "MH 1 · Glucose" }],
};
export const BAD = {
  ...TRIED, faultCount: 2, differences: [],
  faults: [{ line: 4, column: "code", wrong: "MISSING" }, { line: 5, column: "valid_from", wrong: "OVERLAPS", with: 3 }],
};
const LISTS = {
  "/matching/duplicates": { items: [{ one: FOUND, other: TWIN, facts: facts(FOUND, TWIN), evidence: "NAME", foundAt: ago(1) }] },
  "/matching/links": { items: [{ version: 1, loser: TWIN, survivor: FOUND, at: ago(2), by: "luutru", why: "đã xem giấy tờ", facts: facts(TWIN, FOUND) }] },
  "/matching/provisional": { items: [{ side: NAMELESS, since: ago(1), candidates: [{ side: side(8), facts: facts(NAMELESS, side(8)) }] }] },
  "/matching/unmatched": { items: [ITEM] },
  [`/matching/unmatched/${ITEM.inboundId}`]: { described: SENT.person, candidates: [{ side: side(9), facts: facts(SENT, side(9)) }] },
  "/codes/targets": [
    { catalogue: "MH", code: "1", name: "Glucose", unit: "mmol/L", loinc: "2345-7" },
    { catalogue: "MH", code: "2", name: "Glucose (đói)", unit: "mmol/L" },
    { catalogue: "LOINC", code: "2345-7", name: "Glucose [Mass/volume] in Serum or Plasma", unit: "mg/dL", loinc: "2345-7" },
  ],
};

/** The answer of a worklist, or undefined when the address is none. */
export function worklists(method, path, me, query) {
  if (!path.startsWith("/matching") && !path.startsWith("/codes")) return undefined;
  const need = path.startsWith("/codes") ? "CODE_READ" : "MATCH_READ";
  if (!me.rights.includes(need)) return { status: 403, body: { status: 403, code: "FORBIDDEN" } };
  const kind = query.get("kind") ?? "LAB";
  if (path === "/codes/unmapped") return { status: 200, body: UNMAPPED[kind] };
  if (path === "/codes/mappings" && method === "GET") return { status: 200, body: MAPPINGS[kind] };
  if (path.startsWith("/codes") && path.endsWith("/file")) return { status: 200, body: { ...TRIED, done: query.get("try") !== "true" } };
  if (LISTS[path] && (method === "GET" || path.endsWith("/targets"))) return { status: 200, body: LISTS[path] };
  if (path.endsWith("/file") && path.startsWith("/matching")) return { status: 200, body: { outcome: "APPLIED" } };
  if (path === "/codes/reapplication") return { status: 200, body: { visits: 3, messages: 1 } };
  if (path === "/codes/mappings" && method === "POST") return { status: 200, body: { id: uuid(78) } };
  return { status: 204 };
}
