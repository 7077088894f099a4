import { origin } from "./chart.mjs";
import { ago, PEOPLE, uuid } from "./people.mjs";

const by = (n, days) => ({ ...origin("EMR", ago(days), n), sourceName: "ĐD. Nguyễn Thị Ví Dụ" });
const one = (n, substance, more = {}) => ({ id: uuid(7800 + n), version: 1, kind: "ALLERGY", category: "DRUG", substance, reactions: [], status: "ACTIVE", here: true, origin: by(n, 6), ...more });

const LISTED = [
  one(1, "Penicillin", { version: 2, severity: "LIFE_THREATENING", certainty: "CONFIRMED", reactions: ["Phản vệ", "Khó thở"], onset: { sent: "2019", precision: "YEAR", from: "2018-12-31T17:00:00Z" }, reason: "Bổ sung biểu hiện", note: "Lời con gái người bệnh" }),
  one(2, "Tôm, cua", { category: "FOOD", severity: "MODERATE", reactions: ["Nổi mề đay"] }),
  one(3, "Thuốc cản quang iod", { here: false, certainty: "SUSPECTED", origin: origin("HIS Sông Xanh", ago(40), 3) }),
  one(4, "Phấn hoa", { category: "ENVIRONMENT", severity: "MILD", kind: "INTOLERANCE" }),
];
const PAST = [one(5, "Aspirin", { status: "ENTERED_IN_ERROR", reason: "Ghi nhầm người bệnh", version: 2 }), one(6, "Sữa bò", { category: "FOOD", status: "RESOLVED", reason: "Đã dùng lại được", version: 3 })];
const NONE = { id: uuid(7810), version: 1, kind: "NONE_KNOWN", reactions: [], status: "ACTIVE", here: true, note: "Theo lời mẹ", origin: by(10, 1) };

/** Of the first nothing is recorded, the second has several, of the third it was said that none is known. */
export function allergiesOf(id) {
  if (id === PEOPLE[1].id) return { known: "LISTED", allergies: LISTED };
  if (id === PEOPLE[2].id) return { known: "NONE_KNOWN", noneKnown: NONE, allergies: [] };
  return { known: "NOT_RECORDED", allergies: [] };
}

/** The answer to a change shows it, nothing is kept. */
export function allergyRoute(method, path, body, me, { ok, problem }) {
  const found = /^\/patients\/([^/]+)\/allergies(?:\/(.*))?$/.exec(path);
  if (!found) return undefined;
  const [, id, rest] = found;
  const allowed = me.rights.includes("RECORD_CREATE") ? ["RECORD", "CHANGE"] : [];
  const panel = { ...allergiesOf(id), past: id === PEOPLE[1].id ? PAST : [], allowed };
  if (!me.rights.includes("PATIENT_READ")) return problem(403, "FORBIDDEN");
  if (method === "GET" && !rest) return ok(panel);
  if (method === "GET") return ok([LISTED[0], { ...LISTED[0], version: 1, reactions: ["Phản vệ"], reason: undefined, origin: by(1, 7) }]);
  if (allowed.length === 0) return problem(403, "FORBIDDEN");
  if (rest === "none-known") return ok({ ...panel, known: "NONE_KNOWN", noneKnown: { ...NONE, note: undefined } });
  if (!rest) return ok({ ...panel, known: "LISTED", noneKnown: undefined, allergies: [{ ...one(20, ""), ...body.allergy }, ...panel.allergies] });
  if (panel.allergies.some((a) => a.id === rest && a.version !== body.version)) return problem(409, "CONFLICT");
  const changed = panel.allergies.map((a) => (a.id === rest ? { ...a, ...body.allergy, ...(body.status && { status: body.status }), version: a.version + 1, reason: body.reason } : a));
  return ok({ ...panel, allergies: changed.filter((a) => a.status === "ACTIVE"), past: [...changed.filter((a) => a.status !== "ACTIVE"), ...panel.past] });
}
