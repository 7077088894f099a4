import { TREATMENT, VITALS } from "./forms.mjs";
import { ago, uuid } from "./people.mjs";

/** Forms of the invented hospital: one being drawn, one with faults, one in force; and which forms were compared. */
const FORM = { ...TREATMENT, classes: ["INPATIENT", "DAY"], mandatory: true, signers: [{ role: "ATTENDING", text: "Bác sĩ điều trị" }] };
const PAIN = { linkId: "muc-do-dau", text: "Mức độ đau (0–10)", textEn: "Pain", type: "integer", minValue: 0, maxValue: 10, hint: "Theo thang điểm số" };
const own = (version, extra) => ({ ...FORM, version, confirmed: false, item: [...FORM.item, PAIN], ...extra });
const done = (number, act, days, by, extra = {}) => ({ number, act, at: ago(days, 9), by, ...extra });
const line = (n, version, state, extra) => ({ id: uuid(n), code: FORM.code, version, title: FORM.title, standsFor: "1", state, ...extra });

const fresh = () => [
  { form: line(7901, "1.3", "DRAFT", { number: 2, at: ago(0, 9), by: "Quản trị mạng" }), definition: own("1.3"), faults: [], sample: {}, before: FORM, history: [done(2, "WRITTEN", 0, "Quản trị mạng"), done(1, "WRITTEN", 1, "Quản trị mạng")], allowed: ["WRITTEN", "SENT", "DROPPED"] },
  { form: line(7902, "1.2", "DRAFT", { number: 1, at: ago(3, 9), by: "Kế hoạch tổng hợp" }), definition: own("1.2", { item: [...FORM.item, { ...PAIN, minValue: 20 }] }), faults: [{ at: "muc-do-dau", text: "a least value above the greatest" }, { at: "/signers", text: "who signs this form by law is missing" }], sample: {}, before: FORM, history: [done(1, "WRITTEN", 3, "Kế hoạch tổng hợp")], allowed: ["WRITTEN", "SENT", "DROPPED"] },
  { form: line(7903, "1.1", "APPROVED", { number: 4, at: ago(20, 9), by: "Kế hoạch tổng hợp", from: "2026-11-05" }), definition: own("1.1"), faults: [], sample: {}, before: FORM, history: [done(4, "APPROVED", 20, "Kế hoạch tổng hợp", { from: "2026-11-05" }), done(3, "SENT", 21, "Quản trị mạng"), done(2, "WRITTEN", 21, "Quản trị mạng"), done(1, "WRITTEN", 22, "Quản trị mạng")], allowed: ["WITHDRAWN"] },
];
let forms = fresh();
export const resetDesigner = () => { forms = fresh(); };
/** Somebody else saves a form meanwhile. */
export const drawnElsewhere = (id) => { const open = forms.find((one) => one.form.id === id); open.form = { ...open.form, number: open.form.number + 1, by: "Kế hoạch tổng hợp" }; };

const COMPARISONS = [
  { code: "01/BV1", version: "1", title: "Bệnh án nội khoa", titleEn: "Internal medicine case record", law: "TT 32/2023/TT-BYT", kind: "RECORD", own: false, compared: true, open: false, said: [] },
  { code: FORM.code, version: "1", title: FORM.title, titleEn: FORM.titleEn, law: FORM.law, kind: "SHEET", own: false, compared: true, open: true, said: [{ number: 1, confirmed: true, source: "Công báo số 1245, phụ lục XXIX", at: ago(30, 10), by: "Kế hoạch tổng hợp" }] },
  { code: VITALS.code, version: "1", title: VITALS.title, titleEn: VITALS.titleEn, law: VITALS.law, kind: "SHEET", own: false, compared: false, open: true, said: [] },
];

/** The answer about forms of the hospital, or undefined when the address is none. */
export function designerRoute(method, path, me, body) {
  if (!/^\/(own-forms|form-confirmations)/.test(path)) return undefined;
  const ok = (answer, status = 200) => ({ status, body: answer });
  if (!me.rights.includes("FORM_MANAGE")) return ok({ status: 403, code: "FORBIDDEN" }, 403);
  if (path === "/form-confirmations") return ok(method === "PUT" ? { ...COMPARISONS.find(({ code }) => code === body.code), compared: body.confirmed } : { forms: COMPARISONS });
  const [, , id, act] = path.split("/");
  if (!id) return method === "POST" ? ok(forms[0], 201) : ok({ forms: forms.map(({ form }) => form) });
  const open = forms.find((one) => one.form.id === id);
  if (!open) return ok({ status: 404, code: "NOT_FOUND" }, 404);
  if (method === "GET") return ok(open);
  if (body?.seen !== undefined && body.seen !== open.form.number) return ok({ status: 409, code: "CONFLICT" }, 409);
  const number = open.form.number + 1;
  const next = method === "PUT" ? { ...open, definition: body.definition, form: { ...open.form, number } } : { ...open, form: { ...open.form, number, state: act === "send" ? "SENT" : "DRAFT" }, allowed: act === "send" ? ["RETURNED", "DROPPED"] : open.allowed };
  forms = forms.map((one) => (one === open ? next : one));
  return ok(next);
}
