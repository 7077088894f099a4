import { ago, uuid } from "./people.mjs";

const text = (purpose, version, title, more) => ({
  purpose, version, madeAt: ago(60 - version * 10), madeBy: "Rà soát Minh Họa", title, offered: true, digest: "9f2c4e71a0".repeat(6) + "9f2c",
  body: `${title}: tôi đồng ý để bệnh viện gửi dữ liệu sức khỏe của tôi cho mục đích này. Tôi được thông báo rằng đây là dữ liệu cá nhân nhạy cảm, và tôi có quyền rút lại sự đồng ý bất cứ lúc nào.`,
  consequence: "Từ khi rút lại, bệnh viện không gửi thêm dữ liệu. Dữ liệu đã gửi trước đó không thu hồi được.", ...more,
});
const APP = text("PATIENT_APP", 2, "Gửi dữ liệu đến ứng dụng của người bệnh");
const OLD_APP = text("PATIENT_APP", 1, "Gửi dữ liệu đến ứng dụng");
const RESEARCH = text("RESEARCH", 1, "Nghiên cứu khoa học");
const PURPOSES = [
  { code: "OTHER_FACILITY", nameVi: "Gửi dữ liệu cho cơ sở khám bệnh, chữa bệnh khác", nameEn: "Sending data to another health care provider", proposed: "Tôi đồng ý…", consequence: "Từ khi rút lại…", versions: [] },
  { code: "PATIENT_APP", nameVi: "Gửi dữ liệu đến ứng dụng mà người bệnh chọn", nameEn: "Sending data to an app the patient chose", proposed: "", consequence: "", versions: [APP, OLD_APP] },
  { code: "RESEARCH", nameVi: "Nghiên cứu khoa học", nameEn: "Research", proposed: "", consequence: "", versions: [RESEARCH] },
];
const given = (n, words, more) => ({
  id: uuid(7500 + n), purpose: words.purpose, nameVi: words.title, nameEn: words.title, text: words, by: "PATIENT", channel: "SIGNED_PAPER", evidence: "Tủ 3, phiếu 0127",
  givenAt: ago(20), recordedAt: ago(20), recordedBy: "BS. Phan Quốc Bảo", inForce: true, ...more,
});
const CONSENTS = [
  given(1, APP),
  given(2, RESEARCH, { by: "REPRESENTATIVE", representative: "Trần Thị Ví Dụ", relation: "Mẹ", inForce: false, withdrawal: { by: "PATIENT", at: ago(2), note: "Không muốn tham gia nữa", recordedAt: ago(2), recordedBy: "ĐD. Nguyễn Thị Ví Dụ" } }),
];
const OFFERED = [APP, RESEARCH];
const REGISTER = [
  { sourceId: uuid(9105), name: "App Sổ sức khỏe", ways: ["WEBHOOK"], declared: { purpose: "PATIENT_APP", ground: "CONSENT", data: "có thay đổi gì trong hồ sơ", receiver: "Công ty Ví Dụ", country: "VN", term: "đến khi rút lại" }, usual: false, withheld: 1284, lastWithheldAt: ago(0) },
  { sourceId: uuid(9100), name: "HIS Bệnh viện", ways: ["KEY"], usual: false, withheld: 0 },
  { sourceId: uuid(9101), name: "LIS Khoa Xét nghiệm", ways: ["ORDERS"], declared: { purpose: "TREATMENT", ground: "CARE", data: "hành chính, chỉ định, chẩn đoán", country: "VN" }, usual: true, withheld: 0 },
];

const SORTS = [
  { code: "VIEW", nameVi: "Xem dữ liệu", nameEn: "See the data", days: 10, daysOthers: 15, article: "NĐ 356/2025/NĐ-CP" },
  { code: "ERASE", nameVi: "Xóa dữ liệu", nameEn: "Erase the data", days: 20, daysOthers: 30, article: "NĐ 356/2025/NĐ-CP" },
];
const asked = (n, kind, more) => ({ id: uuid(7600 + n), number: `BN024010${n}`, kind, by: "PATIENT", channel: "SIGNED_PAPER", words: "Đề nghị thực hiện theo đơn kèm theo.", others: false, receivedAt: ago(n), recordedBy: "Rà soát Minh Họa", answerBy: ago(n - 12), state: "OPEN", steps: [], ...more });
const REQUESTS = [
  asked(14, SORTS[0], { state: "OVERDUE", acknowledgeBy: ago(12) }),
  asked(3, SORTS[1], { steps: [{ act: "ACKNOWLEDGED", at: ago(2), by: "Rà soát Minh Họa" }], keptBy: "TT 33/2025/TT-BYT" }),
  asked(30, SORTS[0], { state: "ANSWERED", steps: [{ act: "ANSWERED", outcome: "DONE", reason: "Đã cho xem tại phòng hồ sơ.", at: ago(25), by: "Rà soát Minh Họa" }] }),
];

const PACK = {
  from: ago(3), to: ago(1), knownAt: ago(1), authorityBy: ago(-2), securityFirstBy: ago(0), securityReportBy: ago(-2),
  people: { all: 41, restricted: 2, opened: 41, printed: 3, exported: 0, sent: 0, classes: { IDENTITY: 41, LABORATORY: 12, DOCUMENTS: 3 } },
  accounts: [{ kind: "PERSON", name: "bs.dang", role: "DOCTOR", first: ago(3), last: ago(2), lines: 118, people: 41, addresses: ["10.2.0.17"], devices: ["Mozilla/5.0"] }],
  signIns: [{ kind: "SIGN_IN_FAILED", name: "bs.dang", address: "10.2.0.17", count: 4, first: ago(3), last: ago(3) }, { kind: "SIGN_IN", name: "bs.dang", address: "10.2.0.17", count: 1, first: ago(3), last: ago(3) }],
  refusals: [{ name: "bs.dang", object: "PATIENT", count: 9, last: ago(2) }],
  anomalies: [{ kind: "BULK", by: "bs.dang", role: "DOCTOR", from: ago(3), count: 41 }],
  changes: [{ id: uuid(7701), at: ago(4), kind: "RIGHTS", by: "nhansu", object: "ACCOUNT_ROLE", changes: "role: - -> DOCTOR" }],
  seal: { numbers: 51230, findings: [] },
};

/** Consents, their texts and the register; the answer to a change shows it, nothing is kept. */
export function privacyRoute(method, path, body, me, { ok, problem }) {
  const consents = /^\/patients\/[^/]+\/consents(?:\/([^/]+))?(?:\/withdrawal)?$/.exec(path);
  if (!consents && !path.startsWith("/privacy/")) return undefined;
  const rights = consents ? ["CONSENT_RECORD"] : path === "/privacy/register" ? ["PRIVACY_MANAGE", "SOURCE_READ"] : ["PRIVACY_MANAGE"];
  if (!rights.some((right) => me.rights.includes(right))) return problem(403, "FORBIDDEN");
  if (path === "/privacy/register") return ok(REGISTER);
  if (path === "/privacy/requests/kinds") return ok(SORTS);
  if (path === "/privacy/requests") return ok(method === "GET" ? REQUESTS : { ...REQUESTS[0], ...body, kind: SORTS[0] });
  const step = /^\/privacy\/requests\/([^/]+)\/steps$/.exec(path);
  if (step) return ok({ ...REQUESTS.find((one) => one.id === step[1]), state: body.act === "ANSWERED" ? "ANSWERED" : "OPEN", steps: [{ ...body, at: ago(0), by: me.displayName }] });
  if (path.startsWith("/privacy/breach")) return ok(PACK);
  if (path === "/privacy/texts") return ok(PURPOSES);
  if (path.endsWith("/prints")) return { status: 204 };
  return ok({ consents: CONSENTS, offered: OFFERED });
}
