import { ago, uuid } from "./people.mjs";

/** The senders of the invented server: their list, their settings, a message tried. */
const ROWS = [
  ["HIS Bình Minh", "HIS", "his", "BINHMINH", "ADT^*,SIU^*,MDM^*", 611, 1, 0, { p50Millis: 2.9, p95Millis: 11.6, errorRate: 0 }],
  ["LIS Sao Mai", "LIS", "lis", "SAOMAI", "ORU^R01", 2042, 2, 1, { p50Millis: 3.4, p95Millis: 14.1, errorRate: 0.0049 }],
  ["LIS Huyết học cũ", "LIS", "lis", "HUYETHOC", "ORU^R01", 0, 0, 0, { errorRate: 0 }],
  ["PACS Hải Vân", "PACS", "pacs", undefined, "*", 0, 0, 0, { errorRate: 0 }],
  ["HIS Sen Vàng", "HIS", "pull", undefined, "patient,visit,order", 318, 4, 0, { p50Millis: 5.2, p95Millis: 21, errorRate: 0 }],
];
const SETTINGS = ROWS.map(([name, kind, door, sendingApplication, allowedTypes], i) => ({
  name, kind, door, allowedTypes, sendingApplication, version: 3, enabled: i !== 3, facility: "99001", patientDomain: "BVMH", zone: "Asia/Ho_Chi_Minh", dialect: i === 1 ? "acme-lis" : "standard", parkedAnswer: "AA", plainText: i === 2, inFlight: 256,
  ...(sendingApplication && { sendingFacility: "*" }), ...(i === 2 && { silentAfter: 30 }), hasCredential: false,
  settings: i === 1 ? { "order-message": "OML^O21" } : i === 3 ? { username: "emr", password: "********", periodSeconds: "30" } : i === 4 ? { "pull-database": "jdbc:postgresql://10.2.0.8/his?sslmode=require", "pull-mappings": "sen-vang", "pull-user": "emr_doc", password: "********", "pull-from": "2026-01-01" } : {},
  ...(i === 1 && { address: "mllp://10.2.0.7:6661", dropFolder: "sao-mai" }), ...(i === 3 && { address: "http://10.2.0.9:8042/dicom-web" }),
}));
const LIST = ROWS.map(([name, kind, door, app, types, applied, parked, refused, sinceStart], i) => ({ id: uuid(9100 + i), name, kind, door, allowedTypes: types, sendingApplication: app, sendingFacility: app && "*", enabled: i !== 3, plainText: i === 2, silent: i === 2, ...(i === 2 && { silentAfter: 30 }), ...(i !== 3 && i !== 2 && { lastMessageAt: ago(0, 6, 5) }), last24h: { applied, parked, refused }, sinceStart }));
const HISTORY = [
  { at: ago(1, 15, 2), by: "quantri", what: "SOURCE_CHANGE", changes: "plainText: true -> false; certificate: - -> CN=lis,O=BV; settings: {order-version=2.5} -> {order-version=2.5.1, order-message=OML^O21}" },
  { at: ago(30, 9, 12), by: "quantri", what: "SOURCE_CREATE", changes: "name: - -> LIS Sao Mai; door: - -> lis; allowedTypes: - -> ORU^R01; credential: new" },
];
const ahead = (days) => new Date(Date.now() + days * 86_400_000).toISOString();
const KEYS = [
  { id: uuid(9201), name: "Máy chủ HIS 2", ending: "Qx7T", scopes: ["notices:send", "claims:send"], addresses: "10.0.0.7, 10.2.0.0/16", state: "ENDING", createdAt: ago(345, 8, 0), createdBy: "quantri", validFrom: ago(345, 8, 0), expiresAt: ahead(20), lastUsedAt: ago(0, 6, 4), refusals: 0 },
  { id: uuid(9202), name: "Máy chủ HIS 1", ending: "b3Kd", scopes: ["notices:send", "claims:send", "imports:send"], state: "VALID", createdAt: ago(4, 9, 30), createdBy: "quantri", validFrom: ago(4, 9, 30), expiresAt: ahead(361), lastUsedAt: ago(0, 6, 5), refusals: 3, refusedAt: ago(1, 14, 2), refusedBecause: "ADDRESS", refusedFrom: "10.9.0.4" },
  { id: uuid(9203), name: "Máy chủ HIS 1", ending: "9aZm", scopes: ["notices:send", "claims:send", "imports:send"], state: "VALID", createdAt: ago(300, 9, 30), createdBy: "quantri", validFrom: ago(300, 9, 30), expiresAt: ahead(3), replacedBy: uuid(9202), lastUsedAt: ago(3, 22, 10), refusals: 0 },
  { id: uuid(9204), name: "Kho dữ liệu", ending: "_0Pw", scopes: ["changes:read"], state: "REVOKED", createdAt: ago(200, 10, 0), createdBy: "quantri", validFrom: ago(200, 10, 0), expiresAt: ahead(165), revokedAt: ago(40, 16, 20), revokedBy: "quantri", revokedBecause: "máy chủ đã bỏ", lastUsedAt: ago(41, 3, 0), refusals: 12, refusedAt: ago(39, 3, 0), refusedBecause: "REVOKED", refusedFrom: "10.2.0.30" },
];
const TEXT = "MSH|^~\\&|SAOMAI|XN|EMR|BVMH|20261120093000||ORU^R01|M77120|P|2.5.1\rPID|1||BN-12^^^BV||Nguyễn^Thử\rOBX|1|NM|K^Kali||4.1|mmol/L|3.5-5.1|↑|||2";
const TRIED = {
  source: "LIS Sao Mai", messageType: "ORU^R01", controlId: "M77120", charsetRule: "STRICT_UTF_8 UTF-8", observations: 1,
  remarks: ["dialect acme-lis version 3, corrections 2 5", "OBX-14 is not a time that can be read; it is left out"],
  text: TEXT, corrected: TEXT.replace("|↑|||2", "|H|||F"), unread: ["PID-5", "OBX-19"], fields: [],
  notices: [{ kind: "ReportStated", facts: [{ place: "reportKey", value: "77120|K" }, { place: "observations[0].valueText", value: "4.1" }] }],
  answer: "MSH|^~\\&|EMR|BVMH|SAOMAI|XN|20261120093001||ACK^R01^ACK|19ab|P|2.5.1\rMSA|AA|M77120\r",
};

/** The keys of the first sender; the others have none. */
function keysRoute(method, path, body, { ok }) {
  const own = path.startsWith(`/sources/${uuid(9100)}/`) ? KEYS : [];
  if (method === "GET") return ok(own);
  if (path.endsWith("/revocation")) return { status: 204 };
  if (body.addresses === "hospital") return { status: 422, body: { status: 422, code: "MALFORMED_FIELD", title: "MALFORMED_FIELD", detail: "IP addresses or networks such as 10.0.0.7, 10.2.0.0/16", fields: ["/addresses"] } };
  return { status: 201, body: { id: uuid(9205), credential: "emrs_khoa_minh_hoa_chi_hien_mot_lan_khong_bi_mat", expiresAt: body.expiresAt } };
}

export function sourcesRoute(method, path, body, me, { ok, problem }) {
  if (!path.startsWith("/sources")) return undefined;
  if (!me.rights.includes(path === "/sources" && method === "GET" ? "SOURCE_READ" : "CONFIGURE")) return problem(403, "FORBIDDEN");
  if (path === "/sources" && method === "GET") return ok(LIST);
  if (path === "/sources/choices") return ok({ facilities: [{ code: "99001", name: "Bệnh viện Đa khoa Minh Họa" }, { code: "99002", name: "Trạm y tế xã Minh Họa" }], dialects: [{ name: "standard", version: 1, product: "HL7 v2.2 to 2.8 as written", shipped: true }, { name: "acme-lis", version: 3, product: "Acme LIS", shipped: false }] });
  if (path === "/sources/test") return ok(body.text?.includes("HỎNG") ? { ...TRIED, source: undefined, notices: [], unread: [], remarks: [], corrected: undefined, observations: 0, code: "UNREADABLE", detail: "The message does not begin with an MSH segment that names its separators.", fields: ["MSH"], answer: "" } : TRIED);
  if (path.includes("/keys")) return keysRoute(method, path, body, { ok, problem });
  if (path.endsWith("/history")) return ok(HISTORY);
  if (method === "POST" || method === "PUT") {
    const wrong = (detail, field, code = "MALFORMED_FIELD", status = 422) => ({ status, body: { status, code, title: code, detail, fields: [field] } });
    if (!body.name) return wrong("missing", "/name", "REQUIRED_FIELD_MISSING");
    if (body.certificate?.startsWith("sha256:12")) return wrong("expected: sha256: and 64 hex digits, or a subject such as CN=lis,O=BV", "/certificate");
    if (method === "PUT" && body.version < 3) return wrong("somebody changed this source meanwhile; read it again", "/version", "CONFLICT", 409);
    const id = method === "POST" ? uuid(9102) : path.slice(9);
    return { status: method === "POST" ? 201 : 200, body: { id, version: 4, ...(body.door === "his-rest" && { credential: "emrs_khoa_minh_hoa_chi_hien_mot_lan_khong_bi_mat" }) } };
  }
  const at = LIST.findIndex((one) => path === `/sources/${one.id}`);
  return at < 0 ? problem(404, "NOT_FOUND") : ok(SETTINGS[at]);
}
