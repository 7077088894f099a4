import { WARDS } from "./people.mjs";

/** Numbers of an invented hospital: the same shape every week, so pictures can be compared. */

const DAY = 86_400_000;
const iso = (at) => new Date(at).toISOString().slice(0, 10);

function flow(from, until) {
  const first = Date.parse(from);
  const count = Math.round((Date.parse(until) - first) / DAY) + 1;
  const [unit, step] = count <= 62 ? ["DAY", 1] : count <= 400 ? ["WEEK", 7] : ["MONTH", 30];
  const parts = Array.from({ length: Math.ceil(count / step) }, (_, i) => ({
    from: iso(first + i * step * DAY), admissions: step * (14 + ((i * 7) % 9) - (i % 7 > 4 ? 8 : 0)), discharges: step * (12 + ((i * 5) % 11) - (i % 7 > 4 ? 7 : 0)),
  }));
  return { unit, flow: parts };
}

export function statisticsRoute(method, path, body, me, { ok, problem }) {
  if (path !== "/record-statistics/search") return undefined;
  if (!me.rights.includes("STATISTICS_READ")) return problem(403, "FORBIDDEN");
  if (body.from > body.until) return problem(400, "MALFORMED_FIELD", "a day before the last one", ["/from"]);
  const quiet = body.departmentId === WARDS[1].id;
  return ok({
    from: body.from, until: body.until, ...flow(body.from, body.until),
    stays: quiet ? { count: 0, lengths: [] } : { count: 361, mean: 6.4, median: 5, ninety: 12, lengths: [[1, 1, 18], [2, 2, 31], [3, 3, 44], [4, 5, 96], [6, 7, 82], [8, 14, 71], [15, 30, 16], [31, undefined, 3]].map(([from, until, count]) => ({ from, until, count })) },
    diagnoses: quiet ? [] : [["I10", "Tăng huyết áp vô căn (nguyên phát)", 71], ["J18.9", "Viêm phổi, không xác định", 58], ["E11.9", "Đái tháo đường típ 2 chưa có biến chứng", 43], ["K29.7", "Viêm dạ dày, không xác định", 37], ["I63.9", "Nhồi máu não, không xác định", 22], ["A09.0", "Viêm dạ dày ruột và viêm đại tràng do nhiễm trùng khác và không xác định", 19]].map(([code, text, count]) => ({ code, text, count })),
    results: quiet ? [] : [{ of: "LABORATORY", answered: 4120, waiting: 37, medianHours: 1.4, ninetyHours: 5.25 }, { of: "IMAGING", answered: 512, waiting: 9, medianHours: 2.1, ninetyHours: 20.5 }],
    completion: quiet ? { inTime: 0, late: 0, open: 0 } : { inTime: 301, late: 34, open: 26 }, closing: quiet ? { inTime: 0, late: 0, open: 0 } : { inTime: 240, late: 21, open: 60 },
    backlog: { inTreatment: 143, completed: 61, overdue: quiet ? 0 : 12 },
    departments: WARDS.map(({ id, name }) => ({ id, name })),
  });
}
