import { uuid } from "./people.mjs";

let decision;
let asked;
let begun;
/** What the phone, or the service, does with what is asked for: AGREES, IS_AWAY, SAYS_NO, IS_LATE, IS_DOWN, WAS_DOWN, SIGNS_WRONGLY. */
export const phone = (does) => void (decision = does);

/** As it was in the beginning. */
export function resetRemote() {
  decision = "AGREES";
  asked = [];
  begun = 0;
}
resetRemote();

const ENDS = {
  IS_AWAY: { asked: true },
  IS_DOWN: { asked: false },
  SAYS_NO: { asked: true, state: "REFUSED" },
  IS_LATE: { asked: true, state: "EXPIRED" },
  WAS_DOWN: { asked: false, state: "EXPIRED" },
  SIGNS_WRONGLY: { asked: true, state: "FAILED", code: "WRONG_VALUE" },
};

/** One more look at a job takes it as far as the phone lets it. */
function looked(job, sign) {
  if (job.state !== "WAITING") return job;
  if (decision !== "AGREES") return Object.assign(job, ENDS[decision]);
  job.items.forEach((item) => Object.assign(item, { outcome: sign(item).code ?? "SIGNED" }));
  return Object.assign(job, { asked: true, state: "DONE" });
}

/** Asks for signatures with a key that a service holds. */
function begin(body, { ok }) {
  const waits = asked.filter(({ state }) => state === "WAITING").flatMap(({ items }) => items);
  const same = (a) => (b) => a.sheetId === b.sheetId && a.entryId === b.entryId && a.place === b.place;
  const refused = body.items.filter((item) => waits.some(same(item))).map(({ sheetId, entryId, place }) => ({ sheetId, entryId, place, code: "UNDER_WAY", warnings: [] }));
  const items = body.items.filter((item) => !waits.some(same(item))).map((item) => ({ ...item }));
  if (items.length === 0) return ok({ refused });
  const silent = decision === "IS_DOWN" || decision === "WAS_DOWN" ? 40_000 : 0;
  const at = Date.now() - silent;
  const job = { id: uuid(9770 + begun++), keyId: body.keyId, state: "WAITING", asked: false, begunAt: new Date(at).toISOString(), expiresAt: new Date(at + 360_000).toISOString(), items };
  asked = [job, ...asked];
  return { status: 202, body: structuredClone({ job, refused }) };
}

/** Signing with keys that services hold. */
export function remoteRoute(method, path, body, me, { ok, problem }, { may, sign }) {
  const [, , what, id] = path.split("/");
  if (what !== "jobs") return undefined;
  if (!may) return problem(403, "FORBIDDEN");
  if (method === "POST") return begin(body, { ok });
  if (!id) return ok({ jobs: structuredClone(asked) });
  const job = asked.find((one) => one.id === id);
  return job ? ok(structuredClone(looked(job, sign))) : problem(404, "NOT_FOUND");
}
