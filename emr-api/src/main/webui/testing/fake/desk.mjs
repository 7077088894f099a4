import { ago, uuid } from "./people.mjs";

/** The message desk of the invented server. */
const SENDER = { id: "s1", name: "LIS Sao Mai", kind: "LIS" };
const TEXT = "MSH|^~\\&|SAOMAI|XN|EMR|BVMH|20261120093000||ORU^R01|M77120|P|2.5.1\rPID|1||BN-SAI^^^BV||Nguyễn\\T\\Thử\rOBX|1|NM|K^Kali||4.1|mmol/L|||||F\r";

function content(shown) {
  let at = 0;
  const segments = TEXT.split("\r").filter(Boolean).map((line) => {
    const from = at;
    at += line.length + 1;
    let place = from;
    const fields = line.split("|").map((value, i) => {
      const field = { number: line.startsWith("MSH") ? i + 1 : i, from: place, to: place + value.length, repetitions: 1, ...((shown || line.startsWith("MSH")) && { value }) };
      place += value.length + 1;
      return field;
    });
    return { name: line.slice(0, 3), from, to: from + line.length, fields: fields.slice(1).filter((f) => f.to > f.from) };
  });
  return { ...(shown && { text: TEXT }), charset: "UTF-8", whole: true, segments };
}

const FOUND = Array.from({ length: 60 }, (_, i) => ({ id: uuid(900100 + i), receivedAt: ago(0, 9, 59 - i), source: SENDER, door: "lis", messageType: "ORU^R01", controlId: `M${77120 + i}`, size: 1432, outcome: i % 9 ? "APPLIED" : "PARKED", standing: i % 9 ? "APPLIED" : i % 2 ? "DISMISSED" : "PARKED", ...(i % 9 === 0 && { code: "UNKNOWN_PATIENT" }), ...(i === 4 && { corrects: uuid(900100) }) }));
const REPLAY = { id: uuid(970001), state: "WAITING_APPROVAL", sourceId: "s1", sourceName: SENDER.name, code: "UNMAPPED_FACILITY", perSecond: 20, reason: "Đã khai báo cơ sở TYT-09", total: 480, applied: 0, parked: 0, refused: 0, dismissed: 0, left: 480, askedBy: uuid(77), askedName: "hoso2", askedAt: ago(0, 8, 30) };
const TRAFFIC = [
  { ...SENDER, enabled: true, lastMessageAt: ago(0, 9, 59), today: { applied: 812, parked: 3, refused: 1, errorRate: 0.0049 }, week: { applied: 6120, parked: 41, refused: 9, errorRate: 0.0081 }, waiting: 4, answers: { p50Ms: 2.9, p95Ms: 11.6 }, hours: Array.from({ length: 72 }, (_, i) => ({ hour: ago(Math.floor(i / 24), i % 24, 0), applied: 30 + (i % 7), parked: i % 24 === 5 ? 2 : 0, refused: 0 })) },
  { id: "00000000-0000-0000-0000-000000000000", kind: "OTHER", enabled: true, lastMessageAt: ago(1, 3, 1), today: { applied: 0, parked: 0, refused: 0 }, week: { applied: 0, parked: 0, refused: 2, errorRate: 1 }, waiting: 0, hours: [] },
];
const FAULTS = [
  { kind: "REMARK", field: "OBX-14", fault: "OBX-14 is not a time that can be read; it is left out", messages: 311, firstAt: ago(20, 8), lastAt: ago(0, 9), exampleId: uuid(900104) },
  { kind: "PARKED", field: "PID-3", fault: "UNKNOWN_PATIENT: no patient has the number that was sent", messages: 41, firstAt: ago(6, 8), lastAt: ago(0, 9), exampleId: uuid(900100) },
  { kind: "REFUSED", field: "", fault: "TOO_LARGE", messages: 1, firstAt: ago(3, 8), lastAt: ago(3, 8), exampleId: uuid(900101) },
];

export function deskRoute(method, path, body, me, { ok, problem }) {
  const may = (right) => me.rights.includes(right);
  if (path === "/inbound/search") {
    if (!may("MESSAGE_READ") && !body.patientNumber) return problem(403, "FORBIDDEN");
    const from = Number(body.cursor ?? 0);
    const fits = FOUND.filter((m) => (!body.controlId || m.controlId === body.controlId) && (!body.outcome || m.standing === body.outcome));
    return ok({ messages: fits.slice(from, from + 50), ...(from + 50 < fits.length && { next: String(from + 50) }) });
  }
  if (/^\/inbound\/[^/]+\/content$/.test(path)) return ok(content(may("MESSAGE_BODY")));
  if (/^\/inbound\/[^/]+\/corrections\/rehearsal$/.test(path)) return ok({ outcome: body.text.includes("BN-SAI") ? "PARKED" : "APPLIED", ...(body.text.includes("BN-SAI") && { code: "UNKNOWN_PATIENT" }), remarks: [], notices: [{ kind: "ReportStated", facts: [{ place: "reportKey", value: "77120|K" }, { place: "observations[0].valueText", value: "4.1" }] }], changes: [{ kind: "DIAGNOSTIC_REPORT", id: uuid(5), version: 1 }], text: body.text.replaceAll("\n", "\r") });
  if (/^\/inbound\/[^/]+\/corrections$/.test(path)) return ok(method === "POST" ? { outcome: "APPLIED", inboundId: uuid(900104) } : path.includes("900104") ? [{ inboundId: uuid(900104), correctsId: uuid(900100), at: ago(0, 9, 50), actor: "hoso", reason: "Sai mã người bệnh" }] : []);
  if (path.endsWith("/dismiss")) return { status: 204 };
  if (path === "/replays/preview") return ok({ total: 480, judged: 200, counts: [{ outcome: "APPLIED", messages: 196 }, { outcome: "PARKED", code: "UNKNOWN_PATIENT", messages: 4 }], needsApproval: true });
  if (path === "/replays" && method === "POST") return ok({ ...REPLAY, reason: body.reason, askedBy: me.accountId });
  if (path === "/replays") return ok([REPLAY, { ...REPLAY, id: uuid(970002), state: "RUNNING", applied: 120, parked: 2, left: 358, approvedName: "quantri" }, { ...REPLAY, id: uuid(970003), state: "DONE", applied: 470, parked: 8, dismissed: 2, left: 0, approvedName: "quantri", endedAt: ago(0, 8, 45) }]);
  if (path.startsWith("/replays/") && path.endsWith("/approve")) return ok({ ...REPLAY, state: "RUNNING" });
  if (path.startsWith("/replays/")) return ok({ ...REPLAY, state: "STOPPED" });
  if (path === "/traffic") return ok(TRAFFIC.map((s) => ({ ...s, hours: [] })));
  if (path.endsWith("/conformance")) return ok({ sourceId: "s1", days: 30, messages: 6170, countedTo: ago(0, 9, 57), faults: FAULTS });
  if (path.startsWith("/traffic/")) return ok(TRAFFIC[0]);
  return undefined;
}
