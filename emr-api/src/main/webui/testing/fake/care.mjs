import { ago, NOW, strip, uuid, WARDS } from "./people.mjs";

const soon = (days) => new Date(NOW + days * 86_400_000).toISOString();
const PLACE = "Bệnh viện Đa khoa Minh Họa";
const RELATIONS = [
  { id: uuid(7001), colleague: "BS. Đỗ Hải Đăng", reason: "Hội chẩn tim mạch trước mổ", since: ago(1, 9, 5), by: "BS. Phan Quốc Bảo", endsAt: soon(2), lasts: true },
  { id: uuid(7002), department: "Khoa Ngoại", reason: "Theo dõi bụng ngoại khoa", since: ago(2, 14, 40), by: "BS. Lê Thu Minh", endsAt: soon(5), lasts: true },
  { id: uuid(7003), colleague: "BS. Trần Thị Mẫu", reason: "Đọc lại phim ngực", since: ago(20), by: "BS. Phan Quốc Bảo", endsAt: ago(17), lasts: false },
];
const COLLEAGUES = [
  ...WARDS.map((ward) => ({ departmentId: ward.id, name: ward.name, place: PLACE })),
  { accountId: uuid(1), name: "BS. Phan Quốc Bảo", place: PLACE },
  { accountId: uuid(7101), name: "BS. Đỗ Hải Đăng", place: PLACE },
  { accountId: uuid(7102), name: "BS. Nguyễn Thị Ví Dụ", place: PLACE },
];

/** Who can be asked, and who was; the answer to a change shows it, nothing is kept. */
export function careRoute(method, path, query, body, me, { ok, problem }) {
  const care = /^\/patients\/[^/]+\/care(?:\/([^/]+)\/end)?$/.exec(path);
  if (!care && path !== "/colleagues") return undefined;
  if (!me.rights.includes(method === "GET" && care ? "PATIENT_READ" : "CARE_ASSIGN")) return problem(403, "FORBIDDEN");
  if (!care) return ok(COLLEAGUES.filter((one) => strip(one.name).includes(strip(query.get("text") ?? "").trim())));
  if (method === "GET") return ok(RELATIONS);
  if (care[1]) return ok(RELATIONS.map((r) => (r.id === care[1] ? { ...r, endsAt: new Date(NOW).toISOString(), lasts: false } : r)));
  const one = COLLEAGUES.find((c) => (body.accountId ? c.accountId === body.accountId : c.departmentId === body.departmentId));
  return ok([{ id: uuid(7009), ...(body.accountId ? { colleague: one.name } : { department: one.name }), reason: body.reason, since: new Date(NOW).toISOString(), by: me.displayName, endsAt: soon(body.days), lasts: true }, ...RELATIONS]);
}
