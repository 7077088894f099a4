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

export function exportsRoute(method, path, body, me, { ok, problem }) {
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
