import { askToSeal } from "./remote.mjs";
import { deflateSync } from "node:zlib";
import { ago, NOW, uuid } from "./people.mjs";
import { PIN } from "./signing.mjs";

/** The sheet that a patient signs, and its place. */
export const CONSENT = uuid(9808);
const PLACE = 0;
export const TOKEN = "Yx3Q-invented-link-of-a-patient-4t7Zk2mB9wLd";
/** Links as they are found: a family's, one that was answered, and one that leads nowhere. */
export const FAMILY = "family-invented-link-of-somebody-4t7Zk2mB9wL";
export const SIGNED = "signed-invented-link-of-a-patient-4t7Zk2mB9w";
const DIGITS = "482915";
const SHA256 = "5d".repeat(32);
const until = () => new Date(NOW + 15 * 60_000).toISOString();

let lines;
let signature;
/** As it was in the beginning. */
export function resetPatientSigning() {
  lines = [];
  signature = undefined;
}
resetPatientSigning();

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  let crc = ~0;
  for (const byte of body) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  const ends = Buffer.alloc(8);
  ends.writeUInt32BE(data.length, 0);
  ends.writeUInt32BE(~crc >>> 0, 4);
  return Buffer.concat([ends.subarray(0, 4), body, ends.subarray(4)]);
}

/** A picture of one grey each dot: lines of an invented page, or of a hand. */
function picture(width, height, dark) {
  const rows = Buffer.alloc((width + 1) * height, 255);
  for (let y = 0; y < height; y++) {
    rows[y * (width + 1)] = 0;
    for (let x = 0; x < width; x++) if (dark(x, y)) rows[y * (width + 1) + 1 + x] = 40;
  }
  const head = Buffer.alloc(13);
  head.writeUInt32BE(width, 0);
  head.writeUInt32BE(height, 4);
  head[8] = 8;
  return Buffer.concat([Buffer.from([137, 80, 78, 71, 13, 10, 26, 10]), chunk("IHDR", head), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]);
}
const PAPER = () => picture(1075, 1520, (x, y) => x > 110 && x < 960 - (Math.floor(y / 44) % 5) * 90 && y > 120 && y < 1320 && y % 44 < 9);
const HAND = () => picture(900, 450, (x, y) => Math.abs(y - 220 - 80 * Math.sin(x / 60)) < 4 && x > 120 && x < 760);

const asked = (state, more) => ({ form: "46/BV2", title: "GIẤY CAM KẾT RA VIỆN KHÔNG THEO CHỈ ĐỊNH CỦA BÁC SỸ", facility: "Bệnh viện Đa khoa Minh Họa", place: "Người bệnh hoặc người đại diện", role: "PATIENT", methods: ["DRAWN", "CODE", "FINGERPRINT"], state, expiresAt: until(), sha256: SHA256, pages: 2, ...more });

/** What the holder of a link is told, without signing in. */
export function patientLinkRoute(method, path, body, { ok, problem }) {
  const [, token, act] = /^\/patient-signings\/([^/]+)(\/.+)?$/.exec(path) ?? [];
  if (!token) return undefined;
  const line = lines[0];
  if (![TOKEN, FAMILY, SIGNED].includes(token) || line?.state === "CANCELLED") return problem(404, "NOT_FOUND", "this link is not valid, or not any more");
  if (act?.startsWith("/pages/")) {
    if (act.startsWith("/pages/2") && line?.state === "WAITING") line.seenAt = ago(0);
    return { status: 200, bytes: PAPER(), type: "image/png" };
  }
  if (method === "GET") return ok(token === FAMILY ? asked("WAITING", { role: "WITNESS", methods: ["FINGERPRINT", "DRAWN"], place: "Người thân thích", title: "GIẤY BÁO TỬ", form: "GBT" }) : asked(token === SIGNED ? "SIGNED" : (line?.state ?? "WAITING")));
  if (act === "/refusal") {
    lines = [{ ...(line ?? waiting()), state: "REFUSED", refusal: body.reason }];
    return { status: 204 };
  }
  if (body.method === "CODE" && body.code !== DIGITS) return problem(422, "MALFORMED_FIELD", "the code is wrong", ["/code"]);
  if (body.sha256 !== SHA256) return problem(409, "CONFLICT", "the document changed, look at it again");
  const { drawing, code, match, seen, sha256, ...said } = body;
  lines = [{ ...(line ?? waiting()), state: "SIGNED", said }];
  return { status: 204 };
}

const waiting = () => ({ id: uuid(9890), version: 2, place: PLACE, state: "WAITING", begunAt: ago(0), begunBy: "BS. Phan Quốc Bảo", mine: true, expiresAt: until() });

/** Somebody at the tablet did their part. */
export function signedElsewhere(said) {
  lines = [{ ...waiting(), state: "SIGNED", seenAt: ago(0), said }];
}

/** Rows of a QR code that leads nowhere. */
const SQUARES = Array.from({ length: 33 }, (_, y) => Array.from({ length: 33 }, (_, x) => ((x * 7 + y * 13 + x * y) % 3 === 0 ? "1" : "0")).join(""));

/** Their signature stands there, and who led them confirmed it. */
function sealed(me, holder) {
  const { signer, name, relation, because, method: how } = lines[0].said;
  signature = {
    id: uuid(9891), documentId: uuid(9874), place: PLACE, role: "PATIENT", signer: name ?? "NGUYỄN THỊ ÁNH TUYẾT", holder, level: "LT", at: ago(0), stampedAt: ago(0), warnings: [],
    patient: { signer, method: how, relation, because, sealedBy: me.displayName },
  };
  lines = [{ ...lines[0], state: "CONFIRMED", said: undefined }];
  return {};
}

/** What the staff does: asks, looks, takes back, seals. */
export function patientSigningRoute(method, path, body, me, { ok, problem }) {
  const [, sheet, act] = /^\/patients\/[^/]+\/sheets\/([^/]+)\/patient-signings(\/.+)?$/.exec(path) ?? [];
  if (!sheet) return undefined;
  if (act?.endsWith("/drawing.png")) return { status: 200, bytes: HAND(), type: "image/png" };
  if (method === "GET") return ok({ signings: sheet === CONSENT ? lines : [] });
  if (!me.rights.includes("RECORD_SIGN")) return problem(403, "FORBIDDEN", "not permitted for this caller");
  if (method === "DELETE") {
    lines = [{ ...lines[0], state: "CANCELLED", said: undefined }];
    return { status: 204 };
  }
  if (act?.endsWith("/confirmation")) {
    if (body.pin !== PIN) return problem(401, "WRONG_CREDENTIALS", "the PIN of the key is wrong", ["/pin"]);
    sealed(me, "PKCS12");
    return ok({ documentId: uuid(9874), level: "LT", warnings: [] });
  }
  if (act?.endsWith("/job")) return askToSeal(body.keyId, { patientId: path.split("/")[2], sheetId: sheet, version: 2, place: PLACE }, () => sealed(me, "MYSIGN"), { problem });
  if (lines.some(({ state }) => state === "WAITING" || state === "SIGNED")) return problem(409, "CONFLICT", "somebody is asked to sign here already");
  lines = [waiting()];
  return { status: 201, body: { id: uuid(9890), address: `https://emr.test/patient-signing/${TOKEN}`, picture: SQUARES, code: DIGITS, expiresAt: until() } };
}

/** The places of that sheet: the doctor has signed, the patient is to. */
export const placesOfConsent = (me) => [
  { number: 0, role: "PATIENT", words: "Người bệnh hoặc người đại diện", step: 2, optional: false, ...(signature && { signature }), waits: !signature, mayNow: false, mayAsk: !signature && me.rights.includes("RECORD_SIGN") },
];
