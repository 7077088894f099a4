import { uuid } from "./people.mjs";

const line = (n, kind, more) => ({ id: uuid(800000 + n), at: "2026-11-20T08:15:00Z", kind, success: true, by: "bs.noi", role: "DOCTOR", address: "10.0.0.7", device: "Firefox", ...more });
const OPENINGS = [
  { day: "2026-11-20", actorKind: "PERSON", by: "bs.noi", role: "DOCTOR", first: "2026-11-20T01:15:00Z", last: "2026-11-20T03:40:00Z", opened: 4, printed: 1, exported: 0, written: 0, refused: 0, what: ["LABORATORY", "PATIENT"], from: ["10.0.0.7"], devices: ["Firefox"] },
  { day: "2026-11-19", actorKind: "SOURCE", by: "LIS Sao Mai", first: "2026-11-19T01:15:00Z", last: "2026-11-19T01:15:00Z", opened: 0, printed: 0, exported: 0, written: 2, refused: 0, what: ["DIAGNOSTIC_REPORT"], from: ["10.0.1.4"], devices: [] },
  { day: "2026-11-18", actorKind: "PERSON", by: "dd.ngoai", role: "NURSE", first: "2026-11-18T15:15:00Z", last: "2026-11-18T15:15:00Z", opened: 0, printed: 0, exported: 0, written: 0, refused: 3, what: ["PATIENT"], from: ["10.0.0.9"], devices: ["Chrome"] },
];

/** The trace, as the server tells it. */
export function auditRoute(path, body, me, { ok, problem }) {
  if (!path.startsWith("/audit/")) return undefined;
  if (!me.rights.includes("AUDIT_READ")) return problem(403, "FORBIDDEN");
  switch (path) {
    case "/audit/openings":
      return body.number === "0" ? problem(404, "NOT_FOUND") : ok({ openings: OPENINGS, more: false });
    case "/audit/deeds":
      return body.before ? ok({ deeds: [line(9, "SIGN_IN")] }) : ok({ deeds: [line(1, "PRINT", { object: "LABORATORY" }), line(2, "ACCOUNT", { object: "ACCOUNT", changes: "role: NURSE -> DOCTOR" })], before: uuid(800002) });
    case "/audit/refusals":
      return ok({ deeds: [line(3, "REFUSED", { success: false, object: "PATIENT", detail: "FORBIDDEN" })] });
    default:
      return ok([{ kind: "BULK", actorId: uuid(3), by: "hoso", role: "RECORDS_CLERK", from: "2026-11-20T08:00:00Z", count: 140 }]);
  }
}
