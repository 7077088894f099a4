import { RECORD, TREATMENT, VITALS } from "./forms.mjs";
import { ago, NOW, PEOPLE, uuid } from "./people.mjs";

const FORMS = [RECORD, TREATMENT, VITALS];
/** Of papers that no form stands for; nobody makes one by hand. */
const PAPER = { ...RECORD, code: "GTK", title: "Giấy tờ khác", titleEn: "Other paper", kind: "PAPER", group: "DISCHARGE", confirmed: true, mandatory: false, once: false, signers: [], item: [] };
export const FOLDER = uuid(9800);
const COLLEAGUE = { accountId: uuid(2), name: "BS. Trần Văn Kiên" };
const HIS = { source: "HIS Bình Minh", at: ago(2, 7, 12) };
const at = (days, hour) => ago(days, hour).replace(".000Z", "Z");
const entry = (n, days, hour, author, answers, more = {}) => ({ answers: Object.fromEntries(Object.entries(answers).map(([key, text]) => [key, [{ text }]])), entry: { id: uuid(9900 + n), author, authorId: uuid(n), at: ago(days, hour), ...more } });

const FILLED = {
  "ho-ten": [{ text: PEOPLE[0].name.toUpperCase(), from: { path: "patient.name", ...HIS } }],
  "sinh-ngay": [{ date: "1958-02-05", from: { path: "patient.birth", ...HIS } }],
  gioi: [{ code: "2", display: "Nữ" }],
  "nghe-nghiep": [{ text: "Giáo viên nghỉ hưu" }],
  "doi-tuong": [{ code: "1", display: "BHYT" }],
  "so-vao-vien": [{ text: "26.000412", from: { path: "folder.admission-number", ...HIS } }],
  "vao-vien": [{ dateTime: at(4, 7), from: { path: "encounter.start", ...HIS } }],
  "chuyen-khoa": [{ answers: { khoa: [{ text: "Khoa Cấp cứu" }], luc: [{ dateTime: at(4, 7) }], "so-ngay": [{ number: 1 }] } }, { answers: { khoa: [{ text: "Khoa Nội tim mạch" }], luc: [{ dateTime: at(3, 9) }] } }],
  "ly-do": [{ text: "Khó thở khi nằm, phù hai chân" }],
  "benh-su": [{ text: "Khó thở tăng dần một tuần nay, phải kê cao gối khi ngủ.\nĐã dùng lợi tiểu ở tuyến dưới, đỡ ít." }],
  "di-ung": [{ yes: true }],
  "di-nguyen": [{ text: "Penicillin" }],
  mach: [{ number: 96, from: { path: "vital.pulse", ...HIS }, because: "Đo lại tại giường" }],
  "nhiet-do": [{ number: 36.8, from: { path: "vital.temperature", ...HIS } }],
  "can-nang": [{ number: 52.5 }],
  "chieu-cao": [{ number: 154 }],
  "benh-chinh": [{ code: "I50.0", system: "icd10", display: "Suy tim sung huyết" }],
  "benh-kem": [{ code: "I10", system: "icd10", display: "Tăng huyết áp vô căn" }],
};
const COURSE = {
  "to-so": [{ number: 1 }],
  khoa: [{ text: "Khoa Nội tim mạch", from: { path: "stay.department", ...HIS } }],
  "chan-doan": [{ code: "I50.0", system: "icd10", display: "Suy tim sung huyết" }],
  "dien-bien": [
    entry(1, 3, 8, "BS. Phan Quốc Bảo", { s: "Khó thở khi nằm.", o: "Mạch 96, huyết áp 150/90, phù hai chân.", a: "Suy tim mất bù.", p: "Lợi tiểu, theo dõi cân nặng.", "chi-dinh": "Furosemid 40 mg tiêm tĩnh mạch\nTheo dõi nước tiểu 24 giờ" }),
    entry(2, 2, 8, "BS. Trần Văn Kiên", { o: "Huyết áp 180/100." }, { struck: { by: "BS. Trần Văn Kiên", at: ago(2, 9), because: "Ghi nhầm người bệnh" } }),
    entry(3, 1, 8, "BS. Trần Văn Kiên", { s: "Đỡ khó thở.", o: "Nước tiểu 2100 ml, cân nặng giảm 1,2 kg.", "chi-dinh": "Như cũ" }),
  ],
};
const CHART = {
  do: [[3, 6, 96, 37.1, 150, 90, 24], [3, 14, 92, 37.4, 145, 85, 22], [2, 6, 88, 36.9, 140, 85, 20], [2, 14, 84, 37, 135, 80, 20], [1, 6, 80, 36.6, 130, 80, 18], [1, 14, 78, 36.7, 130, 80, 18], [0, 6, 76, 36.5, 125, 75, 18]].map(([days, hour, mach, nhiet, tren, duoi, tho]) => ({ answers: { luc: [{ dateTime: at(days, hour) }], mach: [{ number: mach }], "nhiet-do": [{ number: nhiet }], "ha-tren": [{ number: tren }], "ha-duoi": [{ number: duoi }], "nhip-tho": [{ number: tho }] } })),
  rang: [{ answers: { "rang-so": [{ code: "16", display: "Răng 16" }], "rang-ghi": [{ text: "Sâu độ II" }] } }, { answers: { "rang-so": [{ code: "36", display: "Răng 36" }] } }],
};

const version = (n, days, by, status, reason) => ({ version: n, at: ago(days, 9), by, status, ...(reason && { reason }) });
const sheet = (n, form, answers, status, versions, more = {}) => ({ form, held: { id: uuid(n), version: versions.length, folderId: FOLDER, form: form.code, formVersion: "1", title: form.title, status, happened: ago(4, 7), author: versions[0].by, answers, ...more }, versions, old: {} });

function all() {
  const doctor = "BS. Phan Quốc Bảo";
  const record = sheet(9801, RECORD, FILLED, "DRAFT", [version(1, 4, doctor, "DRAFT"), version(2, 3, doctor, "DRAFT")]);
  record.old[1] = { ...FILLED, "ly-do": [{ text: "Khó thở" }] };
  const done = sheet(9803, VITALS, CHART, "COMPLETED", [version(1, 3, "ĐD. Mai Thị Lan", "DRAFT"), version(2, 1, "ĐD. Mai Thị Lan", "COMPLETED", "Bổ sung lần đo 14 giờ")]);
  const other = sheet(9804, RECORD, FILLED, "DRAFT", [version(1, 4, COLLEAGUE.name, "DRAFT")]);
  other.editor = { ...COLLEAGUE, since: new Date(NOW - 600_000).toISOString() };
  const cancelled = sheet(9805, TREATMENT, COURSE, "CANCELLED", [version(1, 4, doctor, "DRAFT"), version(2, 3, doctor, "CANCELLED", "Ghi nhầm hồ sơ")], { reason: "Ghi nhầm hồ sơ" });
  const signed = sheet(9807, RECORD, FILLED, "COMPLETED", [version(1, 4, doctor, "COMPLETED"), version(2, 3, doctor, "DRAFT", "Bổ sung kết quả siêu âm"), version(3, 2, doctor, "COMPLETED")], { signed: 1, unsigned: 3 });
  const consent = sheet(9808, RECORD, FILLED, "COMPLETED", [version(1, 4, doctor, "DRAFT"), version(2, 2, doctor, "COMPLETED")], { form: "46/BV2", title: "Giấy cam kết ra viện không theo chỉ định của bác sỹ", signed: 1, unsigned: 1 });
  const scanned = sheet(9806, PAPER, {}, "COMPLETED", [version(1, 2, doctor, "COMPLETED")], { title: "Giấy chuyển tuyến bệnh viện huyện", author: doctor, revisedAt: ago(2, 9), pages: 3, scan: { dated: ago(3).slice(0, 10), at: ago(2, 9), note: "Bản gốc gia đình giữ", files: [{ sha256: "5e".repeat(32), mediaType: "application/pdf", size: 81_000 }], pages: [1, 2, 3].map((n) => ({ sha256: `${n}`.repeat(64), width: 827, height: 1169 })) } });
  return new Map([record, sheet(9802, TREATMENT, COURSE, "DRAFT", [version(1, 4, doctor, "DRAFT")], { signed: 1, unsigned: 1 }), done, signed, consent, other, cancelled, scanned].map((one) => [one.held.id, one]));
}

let sheets = all();
/** As it was in the beginning. */
export const resetSheets = () => {
  sheets = all();
};
/** Somebody else writes a version, or takes the sheet. */
export function elsewhere(id, answers, by = COLLEAGUE.name) {
  const one = sheets.get(id);
  one.held = { ...one.held, version: one.held.version + 1, answers: { ...one.held.answers, ...answers } };
  one.versions = [...one.versions, { version: one.held.version, at: new Date().toISOString(), by, status: one.held.status }];
}
export function takenBy(id, wanted) {
  const one = sheets.get(id);
  if (wanted) one.wanted = { ...COLLEAGUE, at: wanted };
  else Object.assign(one, { editor: { ...COLLEAGUE, since: new Date().toISOString() }, wanted: undefined });
}

const ALLOWED = { DRAFT: ["EDIT", "COMPLETE", "CANCEL", "PRINT"], COMPLETED: ["EDIT", "CANCEL", "PRINT"], CANCELLED: ["RESTORE"] };

function seen({ form, held, versions, editor, wanted, draft }, me) {
  const edits = me.rights.includes("RECORD_EDIT");
  return { sheet: held, form, versions, ...(editor && { editor: { ...editor, mine: editor.accountId === me.accountId } }), ...(wanted && { wanted }), ...(draft && { draft }), allowed: edits ? ALLOWED[held.status].filter((act) => act !== "EDIT" || !held.scan).map((act) => (act === "EDIT" && held.signed && held.status === "COMPLETED" ? "REVISE" : act)) : [] };
}

/** Who writes now; a wish that is due is granted. */
function editing(one, me, takeOver) {
  if (one.wanted && Date.parse(one.wanted.at) <= Date.now()) Object.assign(one, { editor: { accountId: one.wanted.accountId, name: one.wanted.name, since: one.wanted.at }, wanted: undefined });
  if (!one.editor) one.editor = { accountId: me.accountId, name: me.displayName, since: new Date().toISOString() };
  else if (takeOver && one.editor.accountId !== me.accountId) one.wanted ??= { accountId: me.accountId, name: me.displayName, at: new Date(Date.now() + 30_000).toISOString() };
  return { editor: { ...one.editor, mine: one.editor.accountId === me.accountId }, ...(one.wanted && { wanted: one.wanted }) };
}

function change(one, me, body, part) {
  one.held = { ...one.held, ...part, version: one.held.version + 1 };
  one.versions = [...one.versions, { version: one.held.version, at: new Date().toISOString(), by: me.displayName, status: one.held.status, ...(body.reason && { reason: body.reason }) }];
  one.draft = undefined;
  return one;
}

function write(one, method, rest, body, me, { ok, problem }) {
  if (rest === "editor") {
    if (method === "DELETE") {
      if (one.editor?.accountId === me.accountId) one.editor = undefined;
      return { status: 204 };
    }
    return ok(editing(one, me, body.takeOver));
  }
  if (one.editor && one.editor.accountId !== me.accountId) return problem(409, "CONFLICT", "somebody else is writing on this sheet");
  if (body.version !== one.held.version) return problem(409, "CONFLICT");
  if (rest === "revision" || rest === "signatures/refusal") return ok(seen(change(one, me, body, { status: "DRAFT", signed: 0, unsigned: 0 }), me));
  if (rest === "draft") {
    one.draft = { version: body.version, at: new Date().toISOString(), answers: body.answers };
    return { status: 204 };
  }
  if (rest === "entries") {
    const { "dien-bien": written = [] } = one.held.answers;
    const added = { answers: body.answers, entry: { id: uuid(9990), author: me.displayName, authorId: me.accountId, at: new Date().toISOString() } };
    return ok(seen(change(one, me, body, { answers: { ...one.held.answers, [body.item]: [...written, added] } }), me));
  }
  const strike = /^entries\/(.*)\/strike$/.exec(rest);
  if (strike) {
    const struck = { by: me.displayName, at: new Date().toISOString(), because: body.reason };
    const rows = one.held.answers["dien-bien"].map((row) => (row.entry.id === strike[1] ? { ...row, entry: { ...row.entry, struck } } : row));
    return ok(seen(change(one, me, body, { answers: { ...one.held.answers, "dien-bien": rows } }), me));
  }
  if (rest === "cancel") return ok(seen(change(one, me, body, { status: "CANCELLED", reason: body.reason }), me));
  if (rest === "restore") return ok(seen(change(one, me, body, { status: "DRAFT", reason: body.reason }), me));
  return ok(seen(change(one, me, body, { answers: body.answers, ...(body.complete && { status: "COMPLETED" }) }), me));
}

const CATALOGUE = [
  ...FORMS.map((form) => ({ code: form.code, version: "1", title: form.title, titleEn: form.titleEn, law: form.law, kind: form.kind, state: form.confirmed ? "CONFIRMED" : "UNCONFIRMED" })),
  ...[["02/BV1", "Bệnh án nhi khoa"], ["06/BV1", "Bệnh án sơ sinh"]].map(([code, title]) => ({ code, title, law: "TT 32/2023/TT-BYT", kind: "RECORD", state: "MISSING" })),
  ...[["13/BV2", "Phiếu điện não"], ["05/BV2", "Phiếu gây mê hồi sức"]].map(([code, title]) => ({ code, title, law: "TT 32/2023/TT-BYT", kind: "SHEET", state: "MISSING" })),
  { code: "GRV", version: "1", title: "Giấy ra viện", law: "TT 25/2025/TT-BYT, Mẫu 02", kind: "PAPER", state: "CONFIRMED" },
];

/** Offered, and made nowhere: of handing over between departments. */
const HANDOVER = [["43/BV2", "TREATMENT", "bác sỹ", "doctors"], ["44/BV2", "CARE", "điều dưỡng", "nurses"]].map(([form, group, by, byEn]) => ({ form, version: "1", title: `Phiếu bàn giao người bệnh chuyển khoa (dành cho ${by})`, titleEn: `Handover between wards (${byEn})`, group, confirmed: false, mandatory: false, once: false }));

/** What a folder lists of them. */
export const sheetsOfFolder = (hybrid) => ({
  sheets: [...sheets.values()].filter(({ held }) => hybrid || !held.scan).map(({ form, held: { answers: _, folderId: __, scan: ___, ...line }, editor }) => ({ ...line, group: form.group, ...(editor && { editor }) })),
  forms: [...FORMS.map(({ code, version, title, titleEn, group, confirmed, mandatory, once }) => ({ form: code, version, title, titleEn, group, confirmed, mandatory: mandatory === true, once: once === true })), ...HANDOVER],
});

/** A paper that was put together on the screen. */
export function keepPaper(body, me) {
  const made = sheet(9860, PAPER, {}, "COMPLETED", [version(1, 0, me.displayName, "COMPLETED")], { title: body.title ?? body.form, pages: body.pages.length });
  return seen(made, me);
}

/** Sheets of a record and the forms they are made by. */
export function sheetsRoute(method, path, query, body, me, { ok, problem }) {
  if (path === "/forms") return ok({ forms: CATALOGUE });
  const fresh = /^\/patients\/[^/]+\/record-folders\/[^/]+\/sheets(\/new)?$/.exec(path);
  if (fresh) {
    const form = FORMS.find(({ code }) => code === (body.form ?? query.get("form")));
    if (!form) return problem(404, "NOT_FOUND");
    const { "ho-ten": name, "sinh-ngay": born, "vao-vien": from } = FILLED;
    // Only the folder of the sheets above is under treatment.
    const addendum = !path.includes(FOLDER) && !path.includes(uuid(7701));
    if (fresh[1]) return ok({ form, addendum, answers: form === RECORD ? { "ho-ten": name, "sinh-ngay": born, "vao-vien": from } : {} });
    const made = sheet(9850, form, body.answers, "DRAFT", [version(1, 0, me.displayName, "DRAFT")], { happened: body.happened, ...(addendum && { addendum: { to: "COMPLETED", reason: body.reason } }) });
    sheets.set(made.held.id, made);
    return { status: 201, body: seen(made, me) };
  }
  // A file, of which the page looks at nothing.
  if (/\/sheets\/[^/]+\.pdf$/.test(path)) return me.rights.includes("RECORD_PRINT") ? ok({}) : problem(403, "FORBIDDEN");
  const [, id, rest = ""] = /^\/patients\/[^/]+\/sheets\/([^/]+)(?:\/(.*))?$/.exec(path) ?? [];
  if (!id) return undefined;
  const one = sheets.get(id);
  if (!one) return problem(404, "NOT_FOUND");
  if (rest === "prefill") return ok({ answers: { mach: [{ number: 78, from: { path: "vital.pulse", ...HIS } }], "nhiet-do": FILLED["nhiet-do"] }, entries: { "chi-dinh": [{ text: "Ceftriaxone 1 g; 1 g, ngày 2 lần; Tiêm tĩnh mạch\nCông thức máu", from: { path: "order.current", ...HIS } }] } });
  if (method !== "GET") return write(one, method, rest, body, me, { ok, problem });
  const wanted = Number(query.get("version") ?? one.held.version);
  const { status } = one.versions.find((each) => each.version === wanted);
  return ok(wanted === one.held.version ? seen(one, me) : { ...seen(one, me), draft: undefined, sheet: { ...one.held, version: wanted, status, answers: one.old[wanted] ?? one.held.answers } });
}
