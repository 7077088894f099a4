import { ago, PEOPLE, uuid } from "./people.mjs";

/** Papers and their codes: a sheet that stands, one that was changed, one declared void, one never kept, and a whole record. */
const paper = (n, state, more) => ({
  code: uuid(8800 + n), of: "SHEET", at: ago(1, 9), by: "BS. Phan Quốc Bảo", owner: "Bệnh viện Đa khoa Minh Họa", extract: false, form: "36/BV2", title: "PHIẾU ĐIỀU TRỊ", version: 3,
  state, things: 1, changed: state === "CURRENT" ? 0 : 1, added: 0, ...more,
});
const record = { of: "RECORD_FOLDER", form: undefined, title: undefined, version: undefined };
const PAPERS = [
  paper(1, "CURRENT"),
  paper(2, "REPLACED"),
  paper(3, "CANCELLED"),
  paper(4, "TYPED", { version: undefined }),
  paper(5, "REPLACED", { ...record, things: 42, changed: 2, added: 3 }),
];

let asked = 0;

/** A record that is printed: half of it at the first look, all of it at the second. */
export function recordPrintRoute(method, path, me, { ok, problem }) {
  const [, folder, print] = /^\/patients\/[^/]+\/record-folders\/([^/]+)\/prints(?:\/([^/]+))?$/.exec(path) ?? [];
  if (!folder) return undefined;
  if (!me.rights.includes("RECORD_PRINT")) return problem(403, "FORBIDDEN");
  if (method === "POST") {
    asked = 0;
    return { status: 202, body: { id: uuid(8890), state: "PRINTING", done: 0, of: 8 } };
  }
  asked += 1;
  return print === uuid(8890) ? ok({ id: print, state: asked > 1 ? "READY" : "PRINTING", done: Math.min(8, asked * 4), of: 8 }) : problem(404, "NOT_FOUND", "no such print; it is kept for ten minutes");
}

/** Also told to who did not sign in. */
export function printsRoute(path, me, { ok, problem }) {
  const [, code, place] = /^\/prints\/([^/]+)(\/place)?$/.exec(path) ?? [];
  if (!code) return undefined;
  const found = PAPERS.find((one) => one.code === code);
  if (place && !me) return problem(401, "NOT_SIGNED_IN");
  if (!found) return problem(404, "NOT_FOUND", "no print has this code");
  return ok(place ? { patientId: PEOPLE[0].id, of: found.of, id: found.of === "SHEET" ? uuid(9801) : uuid(7701) } : found);
}
