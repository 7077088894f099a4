import { ago, DAY, NOW, PEOPLE, uuid } from "./people.mjs";

/** Exports of records of invented people; one that is begun runs, nothing is kept. */

const one = (n, standing, more) => ({
  id: uuid(7810 + n), standing, begunAt: ago(n, 9), folders: 1240, written: 1236, refused: 4, pdf: true, purpose: "REPORTING", ground: "LEGAL_DUTY", basis: "Điều 69 Luật 15/2023/QH15",
  receiver: "Sở Y tế Minh Họa", parts: [], refusals: [], ...more,
});
const part = (n, bytes) => ({ part: n, bytes, sha256: `${n}e`.repeat(32) });
const refused = (place, reason, known) => ({ place, folderId: uuid(7700 + place), reason, ...(known && { patientId: PEOPLE[0].id }) });
const RUNNING = one(1, "RUNNING", { written: 611, refused: 1, state: "ARCHIVED", department: "Khoa Nội tổng hợp", from: "2026-01-01", until: "2026-06-30", parts: [part(1, 812_331_002)], refusals: [refused(17, "LABELS")] });
const DONE = one(0, "DONE", {
  endedAt: ago(0, 10), keptUntil: new Date(NOW + 7 * DAY).toISOString(), parts: [part(1, 812_331_002), part(2, 790_004_118), part(3, 402_118_337)],
  refusals: [refused(17, "LABELS"), refused(230, "FAULT", true), refused(777, "NO_CONSENT", true), refused(901, "FORBIDDEN")],
});
const GONE = one(2, "CANCELLED", { endedAt: ago(2, 10), written: 20, refused: 0, pdf: false });

const SENDERS = [{ id: uuid(7890), name: "Bệnh viện Đa khoa Phương Nam Minh Họa", code: "99079" }, { id: uuid(7891), name: "Trung tâm Y tế huyện Minh Họa", code: "99080" }];
const ABOUT = {
  name: "NGUYỄN VĂN MINH HỌA", birth: "03/02/1960", sex: "Nam", patientNumber: "0000123", nationalId: "000060000123", insuranceNumber: "", admissionNumber: "VV260001", archiveNumber: "LT/2026/000001", kind: "Nội trú",
  treatment: "INPATIENT", start: "15/11/2026 10:30:00.000", end: "20/11/2026 09:00:00.000", department: "Khoa Nội tim mạch", mainCode: "I50.0", mainName: "Suy tim sung huyết",
  rows: { danhsachsinhhieu: 12, YLenhThuocVatTu: 31, PhieuChiDinh: 9, KetQuaChanDoanHinhAnh: 2, KetQuaXetNghiem: 7, GiayChuyenVien: 1, PhieuThuThuat: 1, PhieuPhauThuat: 0 },
};
const LOOKED = { sha256: "3c".repeat(32), form: "XML", faults: [], more: 0, remarks: [{ at: "/ThongTinDieuTri/maicd_khac", what: "UNKNOWN_CODE" }], about: ABOUT, here: { patientId: PEOPLE[0].id, nameDiffers: true, birthDiffers: false, edition: false, own: false }, mayTake: true, signatures: [{ state: "VALID", signer: "BS. LÊ MINH HỌA", unit: "Bệnh viện Đa khoa Minh Họa", authority: "CA MINH HỌA (TEST)", at: ago(1, 9), reasons: [] }] };
const FAULTY = {
  sha256: "4d".repeat(32), form: "JSON", more: 3, remarks: [], mayTake: false, signatures: [],
  faults: [{ at: "/ThongTinBenhNhan/hoten", what: "MISSING" }, { at: "/ThongTinBenhNhan/ngaysinh", what: "NO_SUCH_DAY" }, { at: "/KetQuaXetNghiem/0/results/11/machiso", what: "TOO_LONG", most: 255 }, { at: "12:5", what: "UNREADABLE" }],
};

const packed = (n, standing, counts, more) => ({
  id: uuid(7820 + n), sender: SENDERS[0].name, standing, broughtAt: ago(0, 8 + n), keptUntil: new Date(NOW + 6 * DAY).toISOString(), bytes: 812_331_002, sha256: "5a".repeat(32), part: 1, parts: 3, withheld: 2, prints: 500, others: 0,
  records: 500, counts: { waiting: 0, good: 0, compare: 0, edition: 0, known: 0, own: 0, faulty: 0, refused: 0, taken: 0, ...counts }, ...more,
});
const READY = packed(0, "READY", { good: 487, compare: 2, edition: 1, known: 4, own: 1, faulty: 2, refused: 3 });
const TAKING = packed(1, "TAKING", { good: 291, compare: 2, known: 4, taken: 200, refused: 3 });
const FINISHED = packed(2, "DONE", { taken: 500 }, { part: 2, withheld: 0, endedAt: ago(0, 9), keptUntil: undefined });
const folderName = (n) => `${uuid(7900 + n)}/HoSoBenhAn`;
const line = (place, finding, more) => ({ place, name: folderName(place), finding, person: `NGƯỜI BỆNH MINH HỌA ${place}`, birth: `0${place}/02/1960`, visit: `VV26000${place}`, end: "20/11/2026 09:00:00.000", ...more });
const nobody = { person: undefined, birth: undefined, visit: undefined, end: undefined };
const LINES = [
  line(1, "GOOD"), line(2, "GOOD"), line(3, "COMPARE", { patientId: PEOPLE[0].id }), line(4, "EDITION", { patientId: PEOPLE[0].id, folderId: uuid(7702) }), line(5, "KNOWN", { patientId: PEOPLE[0].id, folderId: uuid(7702) }),
  line(6, "OWN", { patientId: PEOPLE[0].id }), line(7, "FAULTY", nobody), line(8, "REFUSED", { reason: "DIGEST", ...nobody }), line(9, "REFUSED", { reason: "AMBIGUOUS_PATIENT" }), line(10, "REFUSED", { reason: "NESTED", ...nobody, name: "phan-cu.zip" }),
];

/** ZIPs of records; the seventh record of each has faults. */
function packRoute(method, path, query, { ok, problem }) {
  const [, , , id, records, place, act] = path.split("/");
  if (!id) return method === "GET" ? ok({ packs: [READY, TAKING, FINISHED] }) : { status: 202, body: READY };
  const known = [READY, TAKING, FINISHED].find((each) => each.id === id);
  if (!known) return problem(404, "NOT_FOUND");
  if (records === "take") return ok({ ...READY, standing: "TAKING" });
  if (records === "cancel") return ok({ ...known, standing: "CANCELLED", keptUntil: undefined });
  if (act === "take") return ok({ patientId: PEOPLE[0].id, folderId: uuid(7702), known: false });
  if (place) return ok(place === "7" ? FAULTY : LOOKED);
  const wanted = query.get("finding");
  return ok({ pack: known, records: LINES.filter(({ finding }) => !wanted || finding === wanted), next: wanted ? undefined : 10 });
}

/** A file from the second sender has faults. */
function receivedRoute(method, path, query, me, { ok, problem }) {
  if (!me.rights.includes("RECORD_CLOSE")) return problem(403, "FORBIDDEN");
  if (path.startsWith("/record-imports/packs")) return packRoute(method, path, query, { ok, problem });
  if (path.endsWith("/senders")) return ok(SENDERS);
  if (path.endsWith("/look")) return ok(query.get("sender") === SENDERS[1].id ? FAULTY : LOOKED);
  return ok({ patientId: PEOPLE[0].id, folderId: uuid(7702), known: false });
}

export function exportsRoute(method, path, query, body, me, { ok, problem }) {
  if (path.startsWith("/record-imports")) return receivedRoute(method, path, query, me, { ok, problem });
  if (!path.startsWith("/record-exports")) return undefined;
  if (!me.rights.includes("RECORD_EXPORT")) return problem(403, "FORBIDDEN");
  const [, , id, act] = path.split("/");
  if (!id) {
    if (method === "GET") return ok({ exports: [DONE, GONE] });
    if (body.departmentId) return problem(422, "NOT_APPLICABLE", "no closed or archived folder was found");
    return { status: 201, body: RUNNING };
  }
  const known = [RUNNING, DONE, GONE].find((each) => each.id === id);
  if (!known) return problem(404, "NOT_FOUND");
  if (act === "cancel") return ok({ ...known, standing: "CANCELLED", endedAt: ago(0), parts: [] });
  if (act === "parts") return { status: 200, bytes: "PK", type: "application/zip" };
  return ok(known);
}
