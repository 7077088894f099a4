import { ago, PEOPLE, uuid } from "./people.mjs";

const label = (n, code, nameVi, nameEn, more) => ({ id: uuid(7200 + n), builtIn: true, says: { code, nameVi, nameEn, told: false, wholeVisit: true, diagnoses: [], services: [], departments: [], documents: [], roles: [], enabled: true, version: 1, ...more } });
const LABELS = [
  label(1, "HIV", "HIV/AIDS", "HIV/AIDS", { wholeVisit: false, diagnoses: ["B20-B24", "Z21"], services: ["CD4", "HIV"], documents: ["HIV"] }),
  label(2, "PROTECTED_PERSON", "Người cần bảo vệ thông tin", "Protected person", { told: true, roles: ["HEAD_OF_DEPARTMENT"] }),
];
const PUT = [
  { id: uuid(7301), nameVi: "Người cần bảo vệ thông tin", nameEn: "Protected person", part: "PATIENT", at: ago(3), by: "BS. Lê Thu Minh", reason: "Người bệnh đề nghị giữ kín", mayEnd: true },
  { id: uuid(7302), at: ago(9), by: "Lưu trữ Minh Họa", mayEnd: false },
];
const NOW_PUT = { id: uuid(7303), nameVi: "HIV/AIDS", nameEn: "HIV/AIDS", part: "ENCOUNTER", at: ago(0), by: "BS. Phan Quốc Bảo", reason: "", mayEnd: true };

const SEEN = { departments: ["Khoa Nội"], startedAt: ago(0, 2), endedAt: ago(0, 3), lasts: false, mayJudge: true };
const EMERGENCIES = [
  { ...SEEN, id: uuid(7401), by: "BS. Đỗ Hải Đăng", username: "bs.dang", patientNumber: "BN0007", cause: "LIFE_THREATENING", reason: "Ngừng tim tại sảnh", seen: ["OPEN LABORATORY"] },
  { ...SEEN, id: uuid(7402), by: "ĐD. Nguyễn Thị Ví Dụ", username: "dd.vidu", cause: "OUTSIDE_HOURS", reason: "Trực thay đồng nghiệp", seen: [], verdict: "JUSTIFIED", judgedBy: "BS. Lê Thu Minh", judgedAt: ago(0, 8), mayJudge: false },
];

/** Opening in an emergency, and looking at it afterwards; nothing is kept. */
function emergencyRoute(method, path, body, me, { ok, problem }) {
  const review = /^\/emergencies\/([^/]+)\/review$/.exec(path);
  if (!me.rights.includes(method === "GET" || review ? "EMERGENCY_REVIEW" : "BREAK_GLASS")) return problem(403, "FORBIDDEN");
  if (path.endsWith("/waiting")) return ok({ toJudge: EMERGENCIES.filter((e) => e.mayJudge).length });
  if (method === "GET") return ok(EMERGENCIES);
  if (review) return ok(EMERGENCIES.map((e) => (e.id === review[1] ? { ...e, ...body, judgedBy: me.displayName, judgedAt: ago(0), mayJudge: false } : e)));
  return path.endsWith("/end") ? { status: 204 } : ok({ id: uuid(7409), patientId: body.patientId ?? PEOPLE[0].id, until: ago(0) });
}

/** Labels and where they were put; the answer to a change shows it, nothing is kept. */
export function restrictionRoute(method, path, body, me, { ok, problem }) {
  if (path.startsWith("/emergencies")) return emergencyRoute(method, path, body, me, { ok, problem });
  const put = /^\/patients\/[^/]+\/labels(?:\/([^/]+)\/end)?$/.exec(path);
  const ofLabels = path === "/labels" || path.startsWith("/labels/");
  if (!put && !ofLabels) return undefined;
  const rights = put ? ["RECORD_RESTRICT"] : method === "GET" ? ["LABEL_MANAGE", "RECORD_RESTRICT"] : ["LABEL_MANAGE"];
  if (!rights.some((right) => me.rights.includes(right))) return problem(403, "FORBIDDEN");
  if (put && method === "GET") return ok(PUT);
  if (put) return ok(put[1] ? PUT.map((p) => (p.id === put[1] ? { ...p, endedAt: ago(0), endedBy: me.displayName, endReason: body.reason, mayEnd: false } : p)) : [{ ...NOW_PUT, reason: body.reason }, ...PUT]);
  return ok(method === "GET" ? LABELS : { ...LABELS[0], says: body });
}
