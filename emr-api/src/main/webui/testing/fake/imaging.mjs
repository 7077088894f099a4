import { deflateSync } from "node:zlib";

/** Invented images: a body of water with two lungs, a spine and a node, of 40 slices; a letter, a report, an ECG. */
const SIDE = 128;
const SLICES = 40;

const el = (vr, ...Value) => ({ vr, Value });

function hounsfield(x, y, slice) {
  const dx = (x - SIDE / 2) / 54;
  const dy = (y - SIDE / 2) / 42;
  if (dx * dx + dy * dy > 1) return -1000;
  const high = Math.sin((Math.PI * (slice + 4)) / (SLICES + 8));
  for (const side of [-1, 1]) {
    const lx = (x - SIDE / 2 - side * 25) / (18 * high);
    const ly = (y - SIDE / 2 + 4) / (27 * high);
    if (lx * lx + ly * ly < 1) return side === 1 && (lx * 18 - 4) ** 2 + (ly * 27 + 8) ** 2 + (slice - 20) ** 2 < 30 ? 30 : -850;
  }
  return (x - SIDE / 2) ** 2 + (y - SIDE / 2 - 30) ** 2 < 64 ? 700 : 40;
}

function pixels(slice) {
  const bytes = Buffer.alloc(SIDE * SIDE * 2);
  for (let i = 0; i < SIDE * SIDE; i++) bytes.writeInt16LE(hounsfield(i % SIDE, Math.floor(i / SIDE), slice) + 1024, 2 * i);
  return bytes;
}

function image(series, slice, modality) {
  return {
    "00080016": el("UI", "1.2.840.10008.5.1.4.1.1.2"), "00080018": el("UI", `${series}.${slice + 1}`), "00080060": el("CS", modality), "0020000E": el("UI", series),
    "00200013": el("IS", slice + 1), "00200032": el("DS", 0, 0, slice * 5), "00200037": el("DS", 1, 0, 0, 0, 1, 0), "00200052": el("UI", `${series}.0`),
    "00280002": el("US", 1), "00280004": el("CS", "MONOCHROME2"), "00280010": el("US", SIDE), "00280011": el("US", SIDE), "00280030": el("DS", 2.5, 2.5),
    "00280100": el("US", 16), "00280101": el("US", 16), "00280102": el("US", 15), "00280103": el("US", 0), "00281050": el("DS", 40), "00281051": el("DS", 400),
    "00281052": el("DS", -1024), "00281053": el("DS", 1), "00180050": el("DS", 5),
  };
}

const code = (meaning) => ({ vr: "SQ", Value: [{ "00080104": el("LO", meaning) }] });
const REPORT = {
  "00080018": el("UI", "1.2.9.1"),
  "0040A730": { vr: "SQ", Value: [
    { "0040A043": code("Kỹ thuật"), "0040A160": el("UT", "Chụp cắt lớp vi tính ngực, lát cắt 5 mm, không tiêm thuốc cản quang.") },
    { "0040A043": code("Mô tả"), "0040A730": { vr: "SQ", Value: [
      { "0040A043": code("Nốt thùy trên trái"), "0040A300": { vr: "SQ", Value: [{ "0040A30A": el("DS", 12), "004008EA": { vr: "SQ", Value: [{ "00080100": el("SH", "mm") }] } }] } },
      { "0040A043": code("Trung thất"), "0040A160": el("UT", "Không thấy hạch lớn.") }] } },
    { "0040A043": code("Kết luận"), "0040A160": el("UT", "Nốt đặc thùy trên phổi trái, đề nghị theo dõi sau 3 tháng.") }] },
};

function ecg() {
  const perSecond = 500;
  const names = ["I", "II", "III", "aVR", "aVL", "aVF"];
  const samples = Buffer.alloc(perSecond * 4 * names.length * 2);
  for (let m = 0; m < perSecond * 4; m++)
    names.forEach((_, c) => {
      const beat = ((m / perSecond) * 1.2) % 1;
      const wave = 120 * Math.exp(-(((beat - 0.2) / 0.03) ** 2)) + 1000 * Math.exp(-(((beat - 0.35) / 0.012) ** 2)) - 200 * Math.exp(-(((beat - 0.38) / 0.012) ** 2)) + 250 * Math.exp(-(((beat - 0.6) / 0.05) ** 2));
      samples.writeInt16LE(Math.round(wave * (c === 3 ? -0.8 : 1 - c * 0.12)), (m * names.length + c) * 2);
    });
  const channel = (name) => ({ "003A0208": code(name), "003A0210": el("DS", 1), "003A0211": { vr: "SQ", Value: [{ "00080100": el("SH", "uV") }] } });
  return { "00080018": el("UI", "1.2.8.1"), "54000100": { vr: "SQ", Value: [{ "003A001A": el("DS", perSecond), "003A0200": { vr: "SQ", Value: names.map(channel) }, "54001004": el("US", 16), "54001006": el("CS", "SS"), "54001010": { vr: "OW", InlineBinary: samples.toString("base64") } }] } };
}

function metadata(series) {
  if (series.startsWith("1.2.9.")) return [REPORT];
  if (series.startsWith("1.2.8.")) return [ecg()];
  if (series.startsWith("1.2.7.")) return [{ "00080016": el("UI", "1.2.840.10008.5.1.4.1.1.104.1"), "00080018": el("UI", "1.2.7.1") }];
  const [, , study] = series.split(".");
  const modality = study === "2" ? "CT" : study === "4" ? "MR" : study === "1" ? "US" : "DX";
  return Array.from({ length: modality === "CT" ? SLICES : 3 }, (_, slice) => image(series, slice, modality));
}

const CRC = Array.from({ length: 256 }, (_, n) => {
  let c = n;
  for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
  return c >>> 0;
});
function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  let crc = 0xffffffff;
  for (const byte of body) crc = CRC[(crc ^ byte) & 255] ^ (crc >>> 8);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const end = Buffer.alloc(4);
  end.writeUInt32BE((crc ^ 0xffffffff) >>> 0);
  return Buffer.concat([length, body, end]);
}
function picture(slice) {
  const rows = Buffer.alloc(SIDE * (SIDE + 1));
  for (let y = 0; y < SIDE; y++) for (let x = 0; x < SIDE; x++) rows[y * (SIDE + 1) + 1 + x] = Math.max(0, Math.min(255, ((hounsfield(x, y, slice) + 160) / 400) * 255));
  const head = Buffer.alloc(13);
  head.writeUInt32BE(SIDE, 0);
  head.writeUInt32BE(SIDE, 4);
  head.set([8, 0, 0, 0, 0], 8);
  return Buffer.concat([Buffer.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10]), chunk("IHDR", head), chunk("IDAT", deflateSync(rows)), chunk("IEND", Buffer.alloc(0))]);
}

/** What the server answers for a path below a series; undefined when there is no such. */
export function imaging(path) {
  const [, series, rest] = /^studies\/[\w-]+\/series\/([\d.]+)\/(.+)$/.exec(path) ?? [];
  if (!series) return undefined;
  if (rest === "metadata") return { status: 200, body: metadata(series) };
  const [, instance, what] = /^instances\/([\d.]+)\/(\w+)/.exec(rest) ?? [];
  const slice = Number(instance?.split(".").pop()) - 1;
  if (what === "rendered") return { status: 200, type: "image/png", bytes: picture(slice) };
  if (what === "frames") {
    const head = Buffer.from("--x\r\nContent-Type: application/octet-stream\r\n\r\n");
    return { status: 200, type: 'multipart/related; type="application/octet-stream"; boundary=x', bytes: Buffer.concat([head, pixels(slice), Buffer.from("\r\n--x--\r\n")]) };
  }
  return undefined;
}
