import { ago, uuid } from "./people.mjs";

const file = (n, more) => ({ id: uuid(650_000 + n), sourceId: uuid(9100), sourceName: "HIS Bình Minh", format: "claim-xml", state: "DONE", begunAt: ago(n, 8, 10), receivedAt: ago(n, 8, 12), endedAt: ago(n, 8, 31), items: 0, bytes: 0, judged: 0, applied: 0, parked: 0, refused: 0, replayed: 0, perSecond: 0, reasons: [], ...more });
const FILES = [
  file(0, { by: "Lưu trữ hồ sơ", fileName: "BHYT-thang-10-2026_giam-dinh-lan-2.xml", state: "RUNNING", endedAt: undefined, items: 12_480, bytes: 1_240_000_000, judged: 7_310, applied: 6_980, parked: 240, refused: 70, replayed: 20, perSecond: 61.4 }),
  file(1, { by: "Quản trị mạng", items: 1_203, bytes: 4_700_000, judged: 1_203, applied: 1_200, parked: 1, refused: 2, perSecond: 812.5, format: "notice-1.0" }),
  file(2, { state: "RECEIVING", receivedAt: undefined, endedAt: undefined, items: 144, bytes: 9_000_000 }),
];
const FAULTS = [
  ["PARKED", "UNKNOWN_PATIENT", undefined, "no patient has the number that was sent"],
  ["REFUSED", "REQUIRED_FIELD_MISSING", "XML1/MA_LK", "a required field is missing"],
  ["REFUSED", "UNREADABLE", undefined, "the file ends before the record is closed"],
].map(([outcome, code, pointer, detail], i) => ({ item: 17 + i * 940, outcome, code, pointer, detail, inboundId: uuid(900_100 + i) }));
const REASONS = FAULTS.map(({ outcome, code }, i) => ({ outcome, code, items: [240, 60, 10][i] }));

/** Files that were brought in. */
export function importsRoute(method, path, query, me, { ok, problem }) {
  if (!path.startsWith("/imports") && !path.startsWith("/his/imports")) return undefined;
  if (!me.rights.includes("IMPORT")) return problem(403, "FORBIDDEN");
  if (path === "/imports/sources") return ok([{ id: uuid(9100), name: "HIS Bình Minh", kind: "HIS" }, { id: uuid(9101), name: "LIS Sao Mai", kind: "LIS" }]);
  if (path === "/imports" && method === "POST") return { status: 202, body: { id: FILES[0].id } };
  if (path === "/his/imports") return ok(FILES);
  const [, id, faults] = /^\/his\/imports\/([^/]+)(\/faults)?$/.exec(path) ?? [];
  const one = FILES.find((each) => each.id === id);
  if (!one) return problem(404, "NOT_FOUND");
  if (faults) return ok(FAULTS.filter((f) => f.item > Number(query.get("after")) && (!query.get("code") || query.get("code") === f.code)));
  return ok({ ...one, reasons: one.parked + one.refused > 0 ? REASONS : [] });
}
