const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
const text = (seed, length) => Array.from({ length }, (_, i) => LETTERS[(seed * 7 + i * 11) % 32]).join("");
const CODES = Array.from({ length: 10 }, (_, i) => text(i, 16).replace(/(.{4})(?!$)/g, "$1-"));
const SECRET = text(3, 32);
/** No real QR code: squares to look at. */
const PICTURE = Array.from({ length: 33 }, (_, y) => Array.from({ length: 33 }, (_, x) => Number((x * x * 3 + y * 5 + x * y) % 7 < 3)).join(""));

const wrong = (problem) => problem(422, "MALFORMED_FIELD", "a wrong code, or one that was used already");

/** The second factor: 123456 is always right. */
export function accountRoute(path, body, me, { ok, problem }) {
  if (path === "/session/factor") return body.code === "123456" ? { status: 204, cookie: "quantri" } : wrong(problem);
  if (path === "/me/factors/totp") return ok({ secret: SECRET, uri: `otpauth://totp/EMR:${me.username}?secret=${SECRET}&issuer=EMR`, picture: PICTURE });
  if (path === "/me/factors/totp/confirm") return body.code === "123456" ? { ...ok({ recoveryCodes: CODES }), cookie: "quantri" } : wrong(problem);
  return undefined;
}
