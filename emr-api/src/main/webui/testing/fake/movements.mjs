import { ago, sent, uuid, WARDS } from "./people.mjs";

/** Transfers, beds and discharges that invented people say; they are kept until they are set back. */

const VISIT = uuid(3001);
const FIRST = () => [
  { key: "said-2", version: 1, event: "PLACED", at: sent(ago(3, 10, 5)), room: "203", bed: "02", by: "ĐD. Nguyễn Thị Ví Dụ", said: ago(3, 10, 7), takenBack: true, because: "Nhầm người bệnh cùng buồng" },
  { key: "said-1", version: 2, event: "TRANSFERRED", at: sent(ago(4, 9, 30)), department: WARDS[0].name, departmentId: WARDS[0].id, room: "201", bed: "01", reason: "Qua giai đoạn nguy kịch", by: "BS. Phan Quốc Bảo", said: ago(4, 9, 41), takenBack: false },
];
let kept = FIRST();

/** As they were in the beginning. */
export const resetMovements = () => void (kept = FIRST());

/** What a colleague says of the transfer on another screen, before the next change arrives. */
export function movedElsewhere(version) {
  kept = kept.map((one) => (one.key === "said-1" ? { ...one, version: one.version + 1, by: "ĐD. Nguyễn Thị Ví Dụ", said: ago(0, 9, 5), ...version } : one));
}

const may = (me) => ({ moves: me.rights.includes("VISIT_MOVE"), ends: me.rights.includes("RECORD_COMPLETE") });

/** What a chart says beside a visit. */
export function moved(encounter, me) {
  if (encounter.id !== VISIT) return encounter;
  const { moves, ends } = may(me);
  const here = !kept.some((one) => one.event === "DISCHARGED" && !one.takenBack);
  return { ...encounter, movements: kept, movable: { transfer: here && moves, place: here && moves, discharge: here && ends, correct: moves || ends } };
}

const made = (key, version, { at, ...said }, me) => ({ ...said, key, version, at: sent(at), department: WARDS.find(({ id }) => id === said.departmentId)?.name, by: me.displayName, said: ago(0), takenBack: false });

export function movementRoute(method, path, body, me, { ok, problem }) {
  const found = /^\/patients\/[^/]+\/encounters\/[^/]+\/movements(?:\/(.+))?$/.exec(path);
  if (!found) return undefined;
  const [, key] = found;
  const { moves, ends } = may(me);
  if (!moves && !ends) return problem(403, "FORBIDDEN");
  if (key === "departments") return ok({ departments: WARDS.map((ward) => ({ ...ward, here: ward.id === WARDS[0].id })) });
  if (method === "POST") {
    const one = made(body.requestId, 1, body.movement, me);
    if (!kept.some((other) => other.key === one.key)) kept = [one, ...kept];
    return { status: 201, body: one };
  }
  const old = kept.find((one) => one.key === key);
  if (body.version !== old.version) return problem(409, "CONFLICT", "it changed meanwhile", ["/version"]);
  const next = body.movement ? made(key, old.version + 1, body.movement, me) : { ...old, version: old.version + 1, takenBack: true, because: body.reason };
  kept = kept.map((one) => (one.key === key ? next : one));
  return ok(next);
}
