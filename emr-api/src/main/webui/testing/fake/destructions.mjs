import { ago, uuid } from "./people.mjs";

/** Rounds in which invented records are destroyed; nothing is kept. */

const line = (place, more) => ({
  folder: uuid(7840 + place), place, archiveNumber: `LT/2014/0000${16 + place}`, treatment: place % 3 ? "INPATIENT" : "OUTPATIENT_TREATMENT", endedOn: `2013-0${place}-14`, keptAs: "PATIENT_RECORD", retainUntil: "2023-12-31", ...more,
});
const MEMBERS = [{ name: "Trần Văn Một", position: "Chủ tịch hội đồng" }, { name: "Lê Thị Hai", position: "Phụ trách kho lưu trữ" }, { name: "Phạm Văn Ba", position: "Kế hoạch tổng hợp" }];
const STEPS = [
  { act: "APPRAISED", at: ago(8, 9), by: "Lưu trữ Minh Họa" }, { act: "APPROVED", at: ago(7, 10), by: "Lãnh đạo Minh Họa" }, { act: "APPROVED", at: ago(6, 14), by: "Kế hoạch Minh Họa" },
  { act: "STARTED", at: ago(5, 8), by: "Lưu trữ Minh Họa" }, { act: "ENDED", at: ago(5, 9), by: "Lưu trữ Minh Họa" },
];
const one = (n, state, steps, more) => ({
  id: uuid(7830 + n), number: `${n + 1}/2026`, version: steps.length, state, facility: "Bệnh viện Đa khoa Minh Họa", ground: "Kế hoạch 12/KH-BV ngày 03/11/2026", madeAt: ago(9, 9), madeBy: "Lưu trữ Minh Họa",
  folders: 4, destroyed: 0, leftOut: 0, members: steps.length ? MEMBERS : [], steps, allowed: [], ...more,
});
const judged = (place) => line(place, place === 4 ? { destroy: false, keepUntil: "2036-12-31", reason: "Ca bệnh hiếm, dùng cho đào tạo" } : { destroy: true });
const gone = (place, leftOut) => ({ ...judged(place), outcome: { at: ago(5, 8, place), ...(leftOut && { leftOut }) } });

const ENDED = one(0, "ENDED", STEPS, { destroyed: 2, leftOut: 1, lines: [gone(1), gone(2, "HELD"), gone(3), judged(4)] });
const LISTED = one(1, "LISTED", [], { lines: [line(1), line(2), line(3), line(4)] });
const APPRAISED = one(2, "APPRAISED", STEPS.slice(0, 1), { lines: [1, 2, 3, 4].map(judged) });
const RUNNING = one(3, "RUNNING", STEPS.slice(0, 4), { destroyed: 1, lines: [gone(1), judged(2), judged(3), judged(4)] });
const APPROVED = one(4, "APPROVED", STEPS.slice(0, 3), { lines: [1, 2, 3, 4].map(judged) });
const ALL = [APPROVED, RUNNING, APPRAISED, LISTED, ENDED];

const MAY = { LISTED: { DESTROY: ["APPRAISED", "WITHDRAWN"] }, APPRAISED: { DESTROY: ["WITHDRAWN"], DESTROY_APPROVE: ["APPROVED", "REFUSED"] }, APPROVED: { DESTROY: ["WITHDRAWN", "STARTED"], DESTROY_APPROVE: ["REFUSED"] } };
const shown = (of, me) => ({ ...of, allowed: me.rights.flatMap((right) => MAY[of.state]?.[right] ?? []) });

const CANDIDATES = [1, 2, 3, 4].map((n) => ({ id: uuid(7840 + n), archiveNumber: `LT/2014/0000${16 + n}`, treatment: "INPATIENT", admitted: `2013-0${n}-02`, ended: `2013-0${n}-14` }));

export function destructionsRoute(method, path, body, me, { ok, problem }) {
  if (!path.startsWith("/destructions")) return undefined;
  if (!me.rights.some((right) => right === "DESTROY" || right === "DESTROY_APPROVE")) return problem(403, "FORBIDDEN");
  const [, , id, act] = path.split("/");
  if (id === "candidates") return ok({ folders: CANDIDATES });
  if (!id) {
    if (method === "GET") return ok({ destructions: ALL.map(({ lines, ...of }) => shown(of, me)) });
    return ok({ destruction: shown(LISTED, me), leftOut: [{ folder: uuid(7842), archiveNumber: "LT/2014/000018", reason: "HELD" }] });
  }
  const known = ALL.find((each) => each.id === id);
  if (!known) return problem(404, "NOT_FOUND");
  if (act === "appraise") return ok(shown(APPRAISED, me));
  if (act === "approve") return ok({ ...known, state: "HALF_APPROVED", version: 2, steps: STEPS.slice(0, 2), allowed: ["REFUSED"] });
  if (act === "refuse" || act === "withdraw") return ok({ ...known, state: act === "refuse" ? "REFUSED" : "WITHDRAWN", allowed: [] });
  if (act === "start") return ok(shown(RUNNING, me));
  return ok(shown(known, me));
}
