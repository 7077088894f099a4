import type { Layout } from "./form";

/** A place that can be marked: what it is called, and its outline in the picture. */
export interface MarkPlace {
  code: string;
  vi: string;
  en: string;
  d: string;
  /** Where its number stands. */
  text?: [string, number, number];
}

export interface Picture {
  width: number;
  height: number;
  places: MarkPlace[];
  /** Lines and words that cannot be marked. */
  captions: { vi: string; en: string; x: number; y: number }[];
}

const oval = (cx: number, cy: number, rx: number, ry: number) => `M${cx - rx} ${cy}a${rx} ${ry} 0 1 0 ${rx * 2} 0a${rx} ${ry} 0 1 0 ${-rx * 2} 0Z`;
const block = (x: number, y: number, w: number, h: number) => `M${x} ${y}h${w}v${h}h${-w}Z`;

function tooth(code: string, x: number, y: number, size: number): MarkPlace {
  return { code, vi: `Răng ${code}`, en: `Tooth ${code}`, d: block(x, y, size, size), text: [code, x + size / 2, y + size / 2 + 4] };
}

/** Teeth by their FDI numbers, as one looks at the patient. */
function teeth(): Picture {
  const row = (codes: number[], x: number, y: number) => codes.map((code, i) => tooth(String(code), x + i * 33, y, 30));
  const right = (quadrant: number, n: number) => Array.from({ length: n }, (_, i) => quadrant * 10 + n - i);
  const left = (quadrant: number, n: number) => Array.from({ length: n }, (_, i) => quadrant * 10 + i + 1);
  const jaw = (one: number, other: number, n: number, y: number) => [...row(right(one, n), 10 + (8 - n) * 33, y), ...row(left(other, n), 286, y)];
  return {
    width: 560,
    height: 190,
    places: [...jaw(1, 2, 8, 22), ...jaw(5, 6, 5, 60), ...jaw(8, 7, 5, 98), ...jaw(4, 3, 8, 136)],
    captions: [{ vi: "Phải", en: "Right", x: 10, y: 14 }, { vi: "Trái", en: "Left", x: 520, y: 14 }],
  };
}

const EYE_PARTS = [
  ["S", "phía trên", "superior"],
  ["N", "phía mũi", "nasal"],
  ["I", "phía dưới", "inferior"],
  ["T", "phía thái dương", "temporal"],
] as const;

/** Both eyes as one looks at the patient: quarters around cornea and pupil. */
function eyes(): Picture {
  const one = (side: "R" | "L", cx: number): MarkPlace[] => {
    const [vi, en] = side === "R" ? ["Mắt phải", "Right eye"] : ["Mắt trái", "Left eye"];
    // The nose is to the right of the right eye as one looks at the patient.
    const order = side === "R" ? ["S", "N", "I", "T"] : ["S", "T", "I", "N"];
    const cy = 90;
    const point = (r: number, degrees: number) => `${(cx + r * Math.cos((degrees * Math.PI) / 180)).toFixed(1)} ${(cy + r * Math.sin((degrees * Math.PI) / 180)).toFixed(1)}`;
    const quarters = order.map((part, i) => {
      const from = -135 + i * 90;
      const [, partVi, partEn] = EYE_PARTS.find(([code]) => code === part)!;
      return { code: `${side}-${part}`, vi: `${vi}, ${partVi}`, en: `${en}, ${partEn}`, d: `M${point(76, from)}A76 76 0 0 1 ${point(76, from + 90)}L${point(44, from + 90)}A44 44 0 0 0 ${point(44, from)}Z` };
    });
    return [...quarters, { code: `${side}-K`, vi: `${vi}, giác mạc`, en: `${en}, cornea`, d: oval(cx, cy, 42, 42) }, { code: `${side}-P`, vi: `${vi}, đồng tử`, en: `${en}, pupil`, d: oval(cx, cy, 16, 16) }];
  };
  return {
    width: 400,
    height: 180,
    places: [...one("R", 100), ...one("L", 300)],
    captions: [{ vi: "Mắt phải", en: "Right eye", x: 4, y: 14 }, { vi: "Mắt trái", en: "Left eye", x: 340, y: 14 }],
  };
}

type Part = [code: string, vi: string, en: string, d: (x: number) => string];

const FRONT: Part[] = [
  ["head", "đầu, mặt", "head and face", (x) => oval(x, 30, 19, 24)],
  ["neck", "cổ", "neck", (x) => block(x - 9, 55, 18, 13)],
  ["chest-r", "ngực phải", "right chest", (x) => block(x - 34, 69, 33, 46)],
  ["chest-l", "ngực trái", "left chest", (x) => block(x + 1, 69, 33, 46)],
  ["abdomen-ru", "bụng trên phải", "right upper abdomen", (x) => block(x - 30, 117, 29, 28)],
  ["abdomen-lu", "bụng trên trái", "left upper abdomen", (x) => block(x + 1, 117, 29, 28)],
  ["abdomen-rl", "bụng dưới phải", "right lower abdomen", (x) => block(x - 30, 147, 29, 26)],
  ["abdomen-ll", "bụng dưới trái", "left lower abdomen", (x) => block(x + 1, 147, 29, 26)],
  ["pelvis", "vùng chậu, bẹn", "pelvis and groin", (x) => `M${x - 32} 175h64l-14 24h-36Z`],
];
const BACK: Part[] = [
  ["head", "sau đầu", "back of the head", (x) => oval(x, 30, 19, 24)],
  ["neck", "gáy", "nape", (x) => block(x - 9, 55, 18, 13)],
  ["upper-l", "lưng trên trái", "left upper back", (x) => block(x - 34, 69, 33, 46)],
  ["upper-r", "lưng trên phải", "right upper back", (x) => block(x + 1, 69, 33, 46)],
  ["lower", "thắt lưng", "lower back", (x) => block(x - 30, 117, 60, 38)],
  ["buttock-l", "mông trái", "left buttock", (x) => block(x - 32, 157, 31, 40)],
  ["buttock-r", "mông phải", "right buttock", (x) => block(x + 1, 157, 31, 40)],
];
/** Limbs; `side` is -1 for the one that is drawn left. */
const LIMBS: [code: string, vi: string, en: string, d: (x: number, side: number) => string][] = [
  ["arm", "cánh tay", "upper arm", (x, s) => block(x + s * 45 - 9, 70, 18, 52)],
  ["forearm", "cẳng tay", "forearm", (x, s) => block(x + s * 50 - 8, 124, 16, 48)],
  ["hand", "bàn tay", "hand", (x, s) => oval(x + s * 52, 188, 10, 14)],
  ["thigh", "đùi", "thigh", (x, s) => block(x + s * 18 - 14, 201, 28, 62)],
  ["leg", "cẳng chân", "lower leg", (x, s) => block(x + s * 18 - 11, 265, 22, 62)],
  ["foot", "bàn chân", "foot", (x, s) => oval(x + s * 22, 340, 15, 10)],
];

/** The body from before and behind. */
function body(): Picture {
  const side = (front: boolean): MarkPlace[] => {
    const x = front ? 80 : 250;
    const [code, vi, en] = front ? ["F", "Mặt trước", "Front"] : ["B", "Mặt sau", "Back"];
    const trunk = (front ? FRONT : BACK).map(([part, partVi, partEn, d]) => ({ code: `${code}-${part}`, vi: `${vi}, ${partVi}`, en: `${en}, ${partEn}`, d: d(x) }));
    const limbs = LIMBS.flatMap(([part, partVi, partEn, d]) =>
      [-1, 1].map((s) => {
        // From before, the right side of the body is on the left of the picture.
        const right = (s === -1) === front;
        return { code: `${code}-${part}-${right ? "r" : "l"}`, vi: `${vi}, ${partVi} ${right ? "phải" : "trái"}`, en: `${en}, ${right ? "right" : "left"} ${partEn}`, d: d(x, s) };
      }),
    );
    return [...trunk, ...limbs];
  };
  return {
    width: 330,
    height: 356,
    places: [...side(true), ...side(false)],
    captions: [{ vi: "Trước", en: "Front", x: 4, y: 14 }, { vi: "Sau", en: "Back", x: 300, y: 14 }],
  };
}

/** The pictures marks are put on. */
export const PLACES: Partial<Record<Layout, Picture>> = { body: body(), eye: eyes(), tooth: teeth() };
