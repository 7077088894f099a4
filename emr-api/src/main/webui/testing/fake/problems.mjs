import { origin } from "./chart.mjs";
import { ago, PEOPLE, uuid } from "./people.mjs";

const by = (n, days) => ({ ...origin("EMR", ago(days), n), sourceName: "BS. Trần Minh Thử" });
const one = (n, text, more = {}) => ({ id: uuid(8700 + n), version: 1, text, status: "ACTIVE", importance: "NORMAL", origin: by(n, 6), ...more });
const year = (sent) => ({ sent, precision: "YEAR", from: `${Number(sent) - 1}-12-31T17:00:00Z` });

const STANDING = [
  one(1, "Tăng huyết áp vô căn (nguyên phát)", { code: "I10", importance: "HIGH", since: year("2015"), note: "Amlodipin 5 mg buổi sáng", version: 2, reason: "Bổ sung thuốc đang dùng", seenIn: uuid(3001) }),
  one(2, "Đái tháo đường típ 2, không biến chứng", { code: "E11.9", status: "STABLE", since: { sent: "2019-03", precision: "MONTH", from: "2019-02-28T17:00:00Z" } }),
  one(3, "Hút thuốc lá 20 bao-năm"),
];
const PAST = [one(4, "Lao phổi", { code: "A15.0", status: "RESOLVED", since: year("2001") }), one(5, "Hen phế quản", { status: "ENTERED_IN_ERROR", version: 2, reason: "Ghi nhầm người bệnh" })];
let elsewhere;

/** What a colleague writes on another screen before the next change arrives; nothing: nobody writes any more. */
export function problemElsewhere(version) {
  elsewhere = version && { ...STANDING[0], version: 3, ...version };
}

export const problemsOf = (id) => (id === PEOPLE[0].id ? STANDING : []);

/** The answer to a change shows it, nothing is kept. */
export function problemRoute(method, path, body, me, { ok, problem }) {
  const found = /^\/patients\/([^/]+)\/problems(?:\/(.*))?$/.exec(path);
  if (!found) return undefined;
  const [, id, rest] = found;
  if (!me.rights.includes("PATIENT_READ")) return problem(403, "FORBIDDEN");
  const panel = { problems: problemsOf(id), past: id === PEOPLE[0].id ? PAST : [], writable: me.rights.includes("DIAGNOSIS_WRITE") };
  if (method === "GET" && !rest) return ok(panel);
  if (method === "GET") return ok([...(elsewhere ? [elsewhere] : []), STANDING[0], { ...STANDING[0], version: 1, note: undefined, reason: undefined, origin: by(1, 40) }]);
  if (!panel.writable) return problem(403, "FORBIDDEN");
  if (!rest) return { status: 201, body: { ...panel, problems: [{ ...one(20, body.problem.text), ...body.problem, since: undefined }, ...panel.problems] } };
  if (elsewhere && body.version !== elsewhere.version) return problem(409, "CONFLICT", "it changed meanwhile", ["/version"]);
  const changed = panel.problems.map((p) => (p.id === rest ? { ...p, ...body.problem, since: p.since, ...(!body.problem && { status: "ENTERED_IN_ERROR" }), version: p.version + 1, reason: body.reason } : p));
  const stands = (p) => p.status === "ACTIVE" || p.status === "STABLE";
  return ok({ ...panel, problems: changed.filter(stands), past: [...changed.filter((p) => !stands(p)), ...panel.past] });
}
