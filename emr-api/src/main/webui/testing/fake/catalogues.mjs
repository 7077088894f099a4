/** Catalogues of the invented hospital. */
const ICD = [
  { code: "E11", name: "Đái tháo đường típ 2", nameEn: "Type 2 diabetes mellitus", parent: "E10-E14", properties: { not_used: "1" } },
  { code: "E11.9", name: "Đái tháo đường típ 2, không có biến chứng", nameEn: "Type 2 diabetes mellitus, without complications", parent: "E11" },
  { code: "I10", name: "Tăng huyết áp vô căn (nguyên phát)", nameEn: "Essential (primary) hypertension" },
  { code: "O80", name: "Đẻ thường một thai", nameEn: "Single spontaneous delivery", properties: { female_only: "1", not_primary: "1" } },
];
const STAFF = [{ name: "BS. Lê Thị Dao" }];
const LIST = [
  { catalogue: "icd10", from: "2026-07-01", codes: 15844, editions: 2 },
  { catalogue: "MH", from: "2025-05-01", codes: 2964, editions: 1 },
  { catalogue: "wards", from: "2025-07-01", codes: 3321, editions: 1 },
];
const EDITIONS = [
  { number: 2, from: "2026-07-01", at: "2026-06-28T02:00:00Z", by: "luutru", digest: "9f".repeat(32), bytes: 4812331, lines: 15844, made: 5073, changed: 812, ended: 1448 },
  { number: 1, at: "2026-01-05T02:00:00Z", by: "EMR", origin: "QĐ 4469/2020", digest: "ab".repeat(32), bytes: 1043689, lines: 12219, made: 12219, changed: 0, ended: 0 },
];
const LOADING = {
  lines: 3, made: 1, changed: 1, same: 1, ended: 1,
  differences: [
    { line: 3, code: "E11", before: "Đái tháo đường không phụ thuộc insulin", after: "Đái tháo đường típ 2 · not_used 1" },
    { line: 0, code: "U07", before: "Mã dùng tạm" },
    { line: 2, code: "E11.9", after: "Đái tháo đường típ 2, không có biến chứng" },
  ],
  faults: [], faultCount: 0,
};
const plain = (text) => (text ?? "").normalize("NFD").replace(/[\u0300-\u036f]/g, "").replace(/đ/gi, "d").toLowerCase();

/** The answer about a catalogue, or undefined when the address is none. */
export function catalogues(method, path, me, body) {
  if (!path.startsWith("/catalogues")) return undefined;
  const ok = (answer) => ({ status: 200, body: answer });
  const [, , name, act] = path.split("/");
  const may = act === "search" ? ["PATIENT_READ", "CODE_READ"] : method === "POST" ? ["CODE_MAP"] : ["CODE_READ"];
  if (!may.some((right) => me.rights.includes(right))) return { status: 403, body: { status: 403, code: "FORBIDDEN" } };
  if (!name) return ok({ catalogues: LIST });
  if (act === "search") {
    const words = plain(body.text).split(/[^a-z0-9.]+/).filter(Boolean);
    const from = name === "icd10" ? ICD : name === "staff" ? STAFF : [];
    return ok({ entries: from.filter((e) => words.every((w) => plain(`${e.code} ${e.name} ${e.nameEn}`).split(" ").some((part) => part.startsWith(w)))) });
  }
  if (act === "preview") return ok({ seen: { digest: "cd".repeat(32), newest: 2 }, loading: { ...LOADING, done: false } });
  if (method === "POST") return ok({ ...LOADING, done: true });
  return ok({ editions: name === "icd10" ? EDITIONS : [] });
}
