import { ago, PEOPLE, uuid } from "./people.mjs";

const KINDS = [["PULSE", "/min", 0, 400, 30, 220, 0], ["TEMPERATURE", "Cel", 20, 45, 34, 42, 1], ["SYSTOLIC_PRESSURE", "mm[Hg]", 0, 400, 60, 250, 0], ["DIASTOLIC_PRESSURE", "mm[Hg]", 0, 300, 30, 150, 0], ["RESPIRATION", "/min", 0, 200, 6, 60, 0], ["OXYGEN_SATURATION", "%", 0, 100, 70, 100, 0], ["WEIGHT", "kg", 0, 500, 1, 250, 1], ["HEIGHT", "cm", 0, 280, 40, 220, 1], ["PAIN", "{score}", 0, 10, 0, 10, 0], ["URINE_OUTPUT", "mL", 0, 30000, 0, 4000, 0]]
  .map(([kind, unit, lowest, highest, usualLow, usualHigh, decimals]) => ({ kind, unit, lowest, highest, usualLow, usualHigh, decimals }));
const ORDER = ["PULSE", "TEMPERATURE", "SYSTOLIC_PRESSURE", "DIASTOLIC_PRESSURE", "RESPIRATION", "OXYGEN_SATURATION"];
const BY = "ĐD. Nguyễn Thị Ví Dụ";
const VISIT = uuid(3001);
const points = (...values) => ["RESPIRATION", "OXYGEN_SATURATION", "OXYGEN", "SYSTOLIC_PRESSURE", "PULSE", "CONSCIOUSNESS", "TEMPERATURE"].map((parameter, i) => ({ parameter, points: values[i] }));
const scored = (total, band, values, red = false) => ({ total, band, red, points: points(...values), missing: [] });
const PARTIAL = { red: false, points: points(0, 0, 0, 0, 1, 0, 0).filter((p) => p.parameter === "PULSE"), missing: ["RESPIRATION", "OXYGEN_SATURATION", "OXYGEN", "SYSTOLIC_PRESSURE", "CONSCIOUSNESS", "TEMPERATURE"] };

function reading(n, days, hour, values, score, more = {}) {
  return {
    id: uuid(7900 + n), version: 1, encounterId: VISIT, at: ago(days, hour, 5), basis: "SCALE_1", status: "CURRENT", by: BY, recorded: ago(days, hour, 9),
    signs: ORDER.map((kind, i) => ({ kind, value: values[i] })).filter((s) => s.value !== undefined), oxygen: false, consciousness: "ALERT", ...(score && { score }), ...more,
  };
}

/** A pneumonia that gets worse and better again; one corrected, one taken back, one incomplete. */
const READINGS = [
  reading(1, 0, 8, [88, 37.2, 118, 72, 18, 96], scored(0, "ZERO", [0, 0, 0, 0, 0, 0, 0]), { note: "Đỡ khó thở" }),
  reading(2, 1, 20, [98, 37.9, 112, 70, 20, 95], scored(2, "LOW", [0, 1, 0, 0, 1, 0, 0])),
  reading(3, 1, 14, [112, 38.6, 108, 64, 24, 93], scored(10, "HIGH", [2, 2, 2, 1, 2, 0, 1]), { oxygen: true, version: 2, reason: "Gõ nhầm mạch" }),
  reading(4, 1, 8, [118, 39.2, 104, 62, 22, 94], scored(8, "HIGH", [2, 1, 0, 1, 2, 0, 2])),
  reading(5, 2, 20, [132, 37.8, 116, 70, 18, 97], scored(3, "LOW_MEDIUM", [0, 0, 0, 0, 3, 0, 0], true)),
  reading(6, 2, 14, [104], PARTIAL, { oxygen: undefined, consciousness: undefined }),
  reading(7, 2, 8, [96, 38.4, 110, 68, 21, 96], scored(5, "MEDIUM", [2, 0, 0, 1, 1, 0, 1])),
  reading(8, 2, 6, [180, 37, 120, 80, 16, 98], scored(3, "LOW_MEDIUM", [0, 0, 0, 0, 3, 0, 0], true), { status: "ENTERED_IN_ERROR", version: 2, reason: "Ghi nhầm người bệnh" }),
];
const told = (kind, value, unit) => ({ at: ago(2, 17, 30), kind, value, unit, source: "HIS Sông Xanh" });
const TOLD = [told("PULSE", 92, "/min"), told("SYSTOLIC_PRESSURE", 114, "mmHg"), told("DIASTOLIC_PRESSURE", 70, "mmHg"), told("OXYGEN_SATURATION", 96, "%")];
let elsewhere;

/** What a colleague writes on another screen before the next change arrives; nothing: nobody writes any more. */
export function measuredElsewhere(version) {
  elsewhere = version && { ...READINGS[0], version: 2, by: "ĐD. Trần Văn Giả", recorded: ago(0, 9, 1), reason: "Đo lại", ...version };
}

/** In the list of a ward. */
export function wardScore(i, age) {
  if (/tháng/.test(age) || Number.parseInt(age, 10) < 16) return undefined;
  const scores = [[0, "ZERO"], [2, "LOW"], [7, "HIGH"], [5, "MEDIUM"], [3, "LOW_MEDIUM"], undefined];
  const found = scores[i % scores.length];
  return found && { total: found[0], red: found[1] === "LOW_MEDIUM", band: found[1], at: ago(0, 6 + (i % 3), 10) };
}

/** The answer about vital signs of a person, or undefined when the address is none. */
export function vitalsRoute(method, path, body, me, { ok, problem }) {
  const found = /^\/patients\/([^/]+)\/vital-signs(?:\/(.*))?$/.exec(path);
  if (!found) return undefined;
  const [, id, rest] = found;
  if (!me.rights.includes("PATIENT_READ")) return problem(403, "FORBIDDEN");
  const allowed = [...(me.rights.includes("RECORD_CREATE") ? ["RECORD", "CHANGE"] : []), ...(me.rights.includes("DIAGNOSIS_WRITE") ? ["DECIDE"] : [])];
  const child = id === PEOPLE[3].id;
  const visit = { encounterId: VISIT, tellings: [VISIT], visitNumber: "LK26-4087", start: ago(4, 8, 0), basis: child ? "CHILD" : "SCALE_1", allowed };
  const readings = child ? READINGS.slice(0, 2).map((one) => ({ ...one, basis: "CHILD", score: undefined })) : id === PEOPLE[0].id ? READINGS : [];
  if (method === "GET" && !rest) return ok({ kinds: KINDS, visits: [visit], readings, told: id === PEOPLE[0].id ? TOLD : [] });
  if (method === "GET") return ok([...(elsewhere ? [elsewhere] : []), READINGS[2], { ...READINGS[2], version: 1, reason: undefined, signs: [{ kind: "PULSE", value: 212 }, ...READINGS[2].signs.slice(1)] }]);
  if (allowed.length === 0) return problem(403, "FORBIDDEN");
  if (rest === "early-warning") return me.rights.includes("DIAGNOSIS_WRITE") ? ok({ version: 1, use: body.use, reason: body.reason, by: me.displayName, at: ago(0, 9, 0) }) : problem(403, "FORBIDDEN");
  if (rest && elsewhere && body.version !== elsewhere.version) return problem(409, "CONFLICT", "it changed meanwhile", ["/version"]);
  return { status: rest ? 200 : 201, body: { ...READINGS[0], ...body.reading } };
}
