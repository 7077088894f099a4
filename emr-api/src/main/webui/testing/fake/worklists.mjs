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
const facts = [["NAME", "SAME"], ["BIRTH", "SAME"], ["SEX", "SAME"], ["CCCD", "DIFFERENT"], ["PATIENT_NUMBER", "DIFFERENT"], ["ADDRESS", "ONE_SIDED"]].map(([field, likeness]) => ({ field, likeness }));
const TWIN = side(5, { name: PEOPLE[4].name });
const ITEM = { inboundId: uuid(900100), receivedAt: ago(0, 9, 12), source: { id: "s1", name: "LIS Sao Mai", kind: "LIS" }, messageType: "ORU^R01", controlId: "M77120", code: "UNKNOWN_PATIENT", attempts: 1 };
const LISTS = {
  "/matching/duplicates": { items: [{ one: side(4), other: TWIN, evidence: "NAME", foundAt: ago(1), facts }] },
  "/matching/links": { items: [{ version: 1, loser: TWIN, survivor: side(4), at: ago(2), by: "luutru", why: "đã xem giấy tờ", facts }] },
  "/matching/provisional": { items: [{ side: side(7, { name: undefined, provisional: true }), since: ago(1), candidates: [{ side: side(8), facts }] }] },
  "/matching/unmatched": { items: [ITEM] },
  [`/matching/unmatched/${ITEM.inboundId}`]: { described: { ...side(9).person, id: ITEM.inboundId }, candidates: [{ side: side(9), facts }] },
  "/codes/unmapped": [{ kind: "LAB", source: { id: "s1", name: "LIS Sao Mai" }, localSystem: "L", localCode: "GLU2", name: "Đường huyết", uses: 412, lastAt: ago(0) }],
  "/codes/mappings": [{ id: uuid(77), version: 1, kind: "LAB", source: { id: "s1", name: "LIS Sao Mai" }, localSystem: "L", localCode: "GLU", system: "MH", code: "1", name: "Glucose", validFrom: "2026-01-01" }],
  "/codes/catalogue/search": [{ catalogue: "MH", code: "1", name: "Glucose" }],
};

/** The answer of a worklist, or undefined when the address is none. */
export function worklists(method, path, me) {
  if (!path.startsWith("/matching") && !path.startsWith("/codes")) return undefined;
  const need = path.startsWith("/codes") ? "CODE_READ" : "MATCH_READ";
  if (!me.rights.includes(need)) return { status: 403, body: { status: 403, code: "FORBIDDEN" } };
  if (LISTS[path] && (method === "GET" || path.endsWith("/search"))) return { status: 200, body: LISTS[path] };
  if (path.endsWith("/file") && path.startsWith("/matching")) return { status: 200, body: { outcome: "APPLIED" } };
  if (path === "/codes/reapplication") return { status: 200, body: { visits: 3, messages: 1 } };
  if (path === "/codes/mappings" && method === "POST") return { status: 200, body: { id: uuid(78) } };
  return { status: 204 };
}
