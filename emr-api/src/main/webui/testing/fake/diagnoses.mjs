import { ago, uuid } from "./people.mjs";

/** A diagnosis of the invented doctor that was changed once, and one that was withdrawn. */
const MINE = uuid(4100);
const GONE = uuid(4101);
const BY = "BS. Phan Quốc Bảo";
const HISTORY = {
  [MINE]: [
    { version: 2, at: ago(4, 8, 15), by: BY, rank: "working", code: "I50.1", text: "Suy thất trái", active: true, reason: "Siêu âm tim: EF 35%" },
    { version: 1, at: ago(6, 15, 0), by: "BS. Lê Thị Dao", rank: "working", text: "Khó thở chưa rõ nguyên nhân", active: true },
  ],
  [GONE]: [
    { version: 2, at: ago(5, 9, 0), by: BY, rank: "secondary", text: "Hen phế quản", active: false, reason: "Nhầm người bệnh" },
    { version: 1, at: ago(5, 8, 50), by: BY, rank: "secondary", text: "Hen phế quản", active: true },
  ],
};
let elsewhere;

/** What a colleague writes on another screen before the next change arrives; nothing: nobody writes any more. */
export function diagnosedElsewhere(version) {
  elsewhere = version && { version: 3, at: ago(0, 9, 5), by: "BS. Lê Thị Dao", rank: "working", active: true, reason: "Hội chẩn tim mạch", ...version };
}

/** As a chart lists them. */
export const said = (encounterId) =>
  Object.entries(HISTORY).map(([id, [now]]) => ({
    id, version: now.version, enteredHere: true, code: now.code, system: now.code && "icd10", text: now.text, rank: now.rank, active: now.active, encounterId, reason: now.reason,
    origin: { sourceName: now.by, statedAt: now.at, recordedAt: now.at },
  }));

/** The answer about diagnoses of a person, or undefined when the address is none. */
export function diagnosesRoute(method, rest, body, me, { ok, problem }) {
  const part = /^diagnoses(?:\/([^/]+)(?:\/(versions|withdraw))?)?$/.exec(rest);
  if (!part) return undefined;
  const [, id, act] = part;
  if (act === "versions") return ok({ versions: [...(elsewhere ? [elsewhere] : []), ...(HISTORY[id] ?? [])] });
  if (!me.rights.includes("DIAGNOSIS_WRITE")) return problem(403, "FORBIDDEN");
  if (id && body.version !== (elsewhere ?? HISTORY[id][0]).version) return problem(409, "CONFLICT", "the diagnosis changed meanwhile", ["/version"]);
  if (body.code === "E11") return problem(422, "NOT_APPLICABLE", "this code is not used, a longer one says more", ["/code"]);
  if (body.rank === "primary" && body.code === "O80") return problem(409, "CONFLICT", "the visit has a main illness already; change or withdraw that one first", ["/rank"]);
  return { status: id ? 200 : 201, body: { id: id ?? uuid(4199), version: (body.version ?? 0) + 1 } };
}
