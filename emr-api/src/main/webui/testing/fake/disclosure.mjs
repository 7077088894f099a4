import { ago, DAY, NOW, PEOPLE, uuid } from "./people.mjs";

const D69 = "Luật Khám bệnh, chữa bệnh 15/2023/QH15, Điều 69 khoản ";
const ALL = ["READ", "SUMMARY", "COPY", "EXPORT"];
const choice = (requester, basis, forms, needs = {}) => ({ requester, basis, forms, needsMandate: false, needsOrganization: false, needsConsent: false, needsWords: false, ...needs });
const LETTER = { needsMandate: true, needsOrganization: true };
const CHOICES = [
  choice("PATIENT", `${D69}4 điểm d`, ALL),
  choice("OTHER_REPRESENTATIVE", `${D69}4 điểm đ`, ["SUMMARY"], { needsMandate: true }),
  choice("HEIR", "Căn cứ khác do người yêu cầu nêu", ["SUMMARY"], { needsMandate: true, needsWords: true }),
  choice("COURT", `${D69}4 điểm a`, ALL, LETTER),
  choice("INSURANCE_COMPANY", "Luật Bảo vệ dữ liệu cá nhân 91/2025/QH15, Điều 26 khoản 2", ["SUMMARY", "COPY"], { ...LETTER, needsConsent: true }),
  choice("STUDENT", `${D69}3 điểm a, khoản 4 điểm b`, ["READ"], LETTER),
];
const ahead = (days) => new Date(NOW + days * DAY).toISOString();
const day = (days) => ahead(days).slice(0, 10);
const [ONE, TWO] = PEOPLE;
const COURT = { requester: "COURT", name: "Trần Văn Ví Dụ", organization: "Tòa án nhân dân quận Minh Họa", identity: { kind: "OFFICE_CARD", number: "TA-0042" }, mandate: { kind: "OFFICIAL_LETTER", number: "12/CV-TA", by: "TAND quận Minh Họa", on: "2026-11-02" }, purpose: "Giải quyết vụ án bồi thường thiệt hại", forms: ["COPY"], scope: "Đợt điều trị nội trú tháng trước, cả phim chụp", contact: "0912 000 042", way: "POST" };
const OWN = { requester: "PATIENT", name: ONE.name, identity: { kind: "CCCD", number: "001058000042" }, purpose: "Khám ở nơi khác", forms: ["SUMMARY", "COPY"], scope: "Tất cả các đợt trong năm", way: "IN_PERSON" };
const version = (n, form, more) => ({ version: n, at: ago(6 - n, 9), by: "Lưu trữ hồ sơ", basis: CHOICES.find((c) => c.requester === form.requester).basis, dueOn: day(3), form, ...more });
const NOTHING = { amend: false, askForPapers: false, decide: false, deliver: false, open: false, withdraw: false, close: false };
const whole = (n, patient, state, form, more) => ({ id: uuid(7500 + n), number: `2026-0000${n}`, patientId: patient.id, patientName: patient.name, patientNumber: patient.patientNumber, facility: "Bệnh viện Đa khoa Minh Họa", state, step: 1, receivedAt: ago(5, 9), dueOn: day(3), overdue: false, versions: [version(1, form)], steps: [{ step: 1, kind: "RECEIVED", at: ago(5, 9), by: "Lưu trữ hồ sơ" }], deliveries: [], guests: [], labels: [], labelsLeft: false, notYet: [], may: NOTHING, ...more });
const DECISION = { forms: ["COPY"], visits: [uuid(3001)], outsideVisits: false, parts: ["DIAGNOSES", "RESULTS", "IMAGING"], labels: [], until: day(30) };
const LABELS = [{ id: uuid(7202), nameVi: "Người cần bảo vệ thông tin", nameEn: "Protected person" }];
const GIVEN = { step: 3, form: "COPY", what: "Bản sao tờ điều trị 1–12 và phim X-quang ngực", pages: 12, copies: 1, fileSha256: "4be1c53c4e1c53f358302188fc0df958302e235ab6b0618098aed0b2181273a1b2", fileBytes: 81_920, leftOut: true, recordAt: ago(1, 10), recordCommit: uuid(7599), way: "POST", handedTo: "Trần Văn Ví Dụ", proof: { kind: "OFFICE_CARD", number: "TA-0042" } };
const GUEST = { id: uuid(7601), username: "thanhtra.vidu", displayName: "Thanh tra Minh Họa", prints: false, from: ago(1, 8), until: ahead(5), lasts: true };
const WITHDRAWN = { ...GUEST, id: uuid(7602), username: "hocvien.vidu", displayName: "Học viên Minh Họa", lasts: false, endedAt: ago(1, 11), endedBy: "Lãnh đạo Minh Họa", reason: "Đã đọc xong" };
const OPEN_RECORDS = [{ number: "2026-00003", patientId: ONE.id, name: ONE.name, patientNumber: ONE.patientNumber, purpose: "Giải quyết vụ án bồi thường thiệt hại", parts: ["DIAGNOSES", "RESULTS"], prints: false, until: ahead(5) }];
const ALL_REQUESTS = [
  whole(1, ONE, "RECEIVED", COURT, { overdue: true, dueOn: day(-2), labels: LABELS, labelsLeft: true, notYet: [uuid(3001), `${uuid(3003)}-claim`], step: 3, versions: [version(2, COURT, { reason: "Đã nộp công văn" }), version(1, { ...COURT, mandate: { kind: "OTHER", number: "không số" } })], steps: [{ step: 1, kind: "RECEIVED", at: ago(5, 9), by: "Lưu trữ hồ sơ" }, { step: 2, kind: "PAPERS_ASKED", at: ago(4, 9), by: "Lãnh đạo Minh Họa", note: "Thiếu công văn có số" }, { step: 3, kind: "AMENDED", at: ago(3, 9), by: "Lưu trữ hồ sơ", note: "Đã nộp công văn" }] }),
  whole(2, TWO, "APPROVED", { ...OWN, name: TWO.name }, { step: 2, labelsLeft: true, decision: DECISION, steps: [{ step: 1, kind: "RECEIVED", at: ago(5, 9), by: "Lưu trữ hồ sơ" }, { step: 2, kind: "APPROVED", at: ago(2, 14), by: "Lãnh đạo Minh Họa" }] }),
  whole(3, ONE, "DELIVERED", COURT, { step: 3, decision: { ...DECISION, forms: ["READ", "COPY"] }, deliveries: [GIVEN], guests: [GUEST, WITHDRAWN], steps: [{ step: 1, kind: "RECEIVED", at: ago(5, 9), by: "Lưu trữ hồ sơ" }, { step: 2, kind: "PARTLY", at: ago(2, 14), by: "Lãnh đạo Minh Họa", note: "Không gồm giấy tờ ngoài đợt" }, { step: 3, kind: "DELIVERED", at: ago(1, 10), by: "Tiếp nhận Minh Họa" }] }),
  whole(4, TWO, "REFUSED", { ...COURT, requester: "HEIR", name: "Nguyễn Thị Thừa Kế", organization: undefined }, { step: 2, steps: [{ step: 1, kind: "RECEIVED", at: ago(5, 9), by: "Lưu trữ hồ sơ" }, { step: 2, kind: "REFUSED", at: ago(2, 14), by: "Lãnh đạo Minh Họa", note: "Chưa có giấy tờ chứng minh quan hệ" }] }),
];
const line = ({ versions: [{ form }], ...r }) => ({ id: r.id, number: r.number, patientId: r.patientId, patientName: r.patientName, patientNumber: r.patientNumber, requester: form.requester, name: form.name, organization: form.organization, state: r.state, receivedAt: r.receivedAt, dueOn: r.dueOn, overdue: r.overdue });
const entry = (r) => ({ ...line(r), identity: r.versions[0].form.identity, basis: r.versions[0].basis, purpose: r.versions[0].form.purpose, asked: r.versions[0].form.forms, decidedBy: r.step > 1 ? "Lãnh đạo Minh Họa" : undefined, decidedAt: r.step > 1 ? ago(2, 14) : undefined, given: r.deliveries.map((d) => ({ on: d.recordAt.slice(0, 10), form: d.form, handedTo: d.handedTo })), takenInBy: "Lưu trữ hồ sơ" });
const may = (r, me) => {
  const takes = me.rights.includes("DISCLOSE");
  const granted = ["APPROVED", "PARTLY", "DELIVERED"].includes(r.state);
  return { amend: takes && r.state === "RECEIVED", askForPapers: r.state === "RECEIVED", decide: !takes && r.state === "RECEIVED", deliver: takes && granted, open: takes && granted && (r.decision?.forms ?? []).includes("READ"), withdraw: true, close: takes && r.state !== "RECEIVED" && r.state !== "CLOSED" };
};
const now = (r, me, kind, more = {}) => {
  const next = { ...r, step: r.step + 1, state: kind === "AMENDED" ? "RECEIVED" : kind, steps: [...r.steps, { step: r.step + 1, kind, at: ago(0), by: me.displayName, note: more.note }], ...more };
  return { ...next, may: may(next, me) };
};

function acted(r, act, body, me) {
  if (act === "versions") return now(r, me, "AMENDED", { versions: [version(r.versions.length + 1, body.form, { reason: body.reason }), ...r.versions] });
  if (act === "papers") return now(r, me, "PAPERS_ASKED", { note: body.note });
  if (act === "guests") return { ...now(r, me, r.state, { note: body.username }), guests: [{ ...GUEST, id: uuid(7603), ...body, displayName: body.username, from: body.from ?? ago(0) }, ...r.guests] };
  if (act === "end") return { ...now(r, me, r.state, { note: body.reason }), guests: r.guests.map((g) => (g.id === GUEST.id ? { ...g, lasts: false, endedAt: ago(0), endedBy: me.displayName, reason: body.reason } : g)) };
  if (act === "close") return now(r, me, "CLOSED", { note: body.note });
  if (act === "decision") return now(r, me, body.outcome, { note: body.reason, decision: { ...DECISION, ...body, labels: [] } });
  return now(r, me, "DELIVERED", { deliveries: [...r.deliveries, { ...GIVEN, ...body, step: r.step + 1 }] });
}

/** Requests for records; the answer to an act shows it, nothing is kept. */
export function disclosureRoute(method, path, body, me, { ok, problem }) {
  const about = /^\/patients\/([^/]+)\/disclosures$/.exec(path);
  if (!about && !path.startsWith("/disclosures")) return undefined;
  if (path === "/disclosures/opened") return ok(OPEN_RECORDS);
  if (!me.rights.some((right) => right.startsWith("DISCLOSE"))) return problem(403, "FORBIDDEN");
  if (about) return ok(ALL_REQUESTS.filter((r) => r.patientId === about[1]).map(line));
  const [, , id, first, , last] = path.split("/");
  const act = last ?? first;
  if (!id) return ok({ ...ALL_REQUESTS[0], ...now({ ...ALL_REQUESTS[0], step: 0, steps: [] }, me, "RECEIVED") });
  if (id === "choices") return ok(CHOICES);
  if (id === "waiting") return ok({ toDecide: 1, overdue: 1 });
  if (id === "register") return ok({ entries: ALL_REQUESTS.map(entry), more: false });
  if (id === "search") {
    const wanted = { OPEN: (r) => r.state !== "CLOSED", OVERDUE: (r) => r.overdue, CLOSED: (r) => r.state === "CLOSED", ALL: () => true }[body.which ?? "OPEN"];
    return ok({ requests: ALL_REQUESTS.filter(wanted).map(line).filter((l) => !body.text || l.name.toLowerCase().includes(body.text.toLowerCase())) });
  }
  const one = ALL_REQUESTS.find((r) => r.id === id);
  if (!one) return problem(404, "NOT_FOUND");
  if (act === "prints") return { status: 204 };
  if (act === "decision" && one.notYet.some((v) => body.visits?.includes(v))) return problem(422, "NOT_YET", "the record of this visit is not completed: wait until it is, or refuse");
  return ok(act ? acted(one, act, body, me) : { ...one, may: may(one, me) });
}
