const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const text = (seed, length) => Array.from({ length }, (_, i) => LETTERS[(seed * 7 + i * 11) % 32]).join("");
const CODES = Array.from({ length: 10 }, (_, i) => text(i, 16).replace(/(.{4})(?!$)/g, "$1-"));
const SECRET = text(3, 32);
const FACTORS = [
  { id: "fa1", kind: "TOTP", since: "2026-10-02T02:10:00Z", lastUsedAt: "2026-11-20T00:31:00Z" },
  { id: "fa2", kind: "PASSKEY", name: "Khóa USB ở phòng máy", since: "2026-11-03T07:42:00Z" },
];
const SESSIONS = [["se1", "10.20.1.14", 0], ["se2", "10.20.3.7", 2], ["se3", "10.20.9.201", 5]].map(([id, address, hours]) => ({
  id, address, startedAt: new Date(Date.now() - (hours + 1) * 3_600_000).toISOString(), seenAt: new Date(Date.now() - hours * 3_600_000).toISOString(), endsAt: new Date(Date.now() + 3_600_000).toISOString(),
}));

const LISTED = {
  people: [
    { line: 2, username: "bs.bao", name: "BS. Phan Quốc Bảo", departments: ["NOI", "HSCC"], roles: ["DOCTOR"] },
    { line: 3, username: "dd.lan", name: "ĐD. Đỗ Thị Lan", departments: ["HSCC"], roles: ["NURSE"] },
    { line: 4, username: "tk.moi", name: "Thư ký mới", departments: [], roles: [] },
  ],
  faults: [],
};

function accounts(path, body, me, { ok, problem }) {
  if (!me.rights.includes("ACCOUNT_MANAGE")) return problem(403, "FORBIDDEN");
  if (path === "/accounts/file/trial") return ok(LISTED);
  if (path === "/accounts/file") return { ...ok(LISTED.people.map((one, n) => ({ accountId: `a${n}`, username: one.username, password: "ABCD-EFGH-IJKL-MN2P" }))), status: 201 };
  if (path === "/accounts") return body.username === "bacsi" ? problem(409, "CONFLICT", "there is an account with this user name") : { ...ok({ accountId: "a1", username: body.username, password: "mot-lan-XyZ" }), status: 201 };
  const [, , id, act] = path.split("/");
  if (path.endsWith("/sessions")) return ok(SESSIONS.slice(1));
  if (path.endsWith("/sessions/end")) return ok({ ended: 2 });
  return act === "password" ? ok({ accountId: id, username: "nguoi.moi", password: "mot-lan-AbC" }) : { status: 204 };
}

/** No real QR code: squares to look at. */
const PICTURE = Array.from({ length: 33 }, (_, y) => Array.from({ length: 33 }, (_, x) => Number((x * x * 3 + y * 5 + x * y) % 7 < 3)).join(""));

const wrong = (problem) => problem(422, "MALFORMED_FIELD", "a wrong code, or one that was used already");

/** The second factor: 123456 is always right. */
export function accountRoute(path, body, me, { ok, problem }) {
  if (path === "/session/factor") return body.code === "123456" ? { status: 204, cookie: "quantri" } : wrong(problem);
  if (path === "/me/factors") return ok(me.hold === "NEW_FACTOR" || me.hold === "OUTSIDE_NETWORK" ? { factors: [], recoveryCodesLeft: 0, required: true } : { factors: me.rights.includes("CONFIGURE") ? FACTORS : [], recoveryCodesLeft: 7, required: me.rights.includes("CONFIGURE"), passkeysAt: globalThis.location?.origin });
  if (path === "/me/sessions") return ok({ current: "se1", sessions: SESSIONS });
  if (path === "/me/sessions/end") return ok({ ended: body.id ? 1 : 2 });
  if (path.startsWith("/accounts")) return accounts(path, body, me, { ok, problem });
  if (path === "/me/factors/remove") return body.password === "minh-hoa" ? { status: 204 } : problem(422, "MALFORMED_FIELD", "Mật khẩu hiện tại không đúng / wrong current password");
  if (path === "/me/factors/recovery-codes") return body.password === "minh-hoa" ? ok({ recoveryCodes: CODES }) : problem(422, "MALFORMED_FIELD", "Mật khẩu hiện tại không đúng / wrong current password");
  if (path === "/me/factors/totp") return ok({ secret: SECRET, uri: `otpauth://totp/EMR:${me.username}?secret=${SECRET}&issuer=EMR`, picture: PICTURE });
  if (path === "/me/factors/totp/confirm") return body.code === "123456" ? { ...ok({ recoveryCodes: CODES }), cookie: "quantri" } : wrong(problem);
  return undefined;
}
