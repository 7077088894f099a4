import { useEffect, useRef, type PointerEvent } from "react";
import type { Point } from "./api";
import { useWords } from "./words";

export const WIDTH = 600;
export const HEIGHT = 300;
/** As many as the server takes, and a little less. */
const MOST = 4_800;

export type Strokes = readonly (readonly Point[])[];

const inside = (value: number, most: number) => Math.min(most, Math.max(0, Math.round(value)));

/** Where a finger, pen or mouse is, in the field's own measure. */
function pointOf(event: PointerEvent<HTMLCanvasElement>): Point {
  const box = event.currentTarget.getBoundingClientRect();
  return { x: inside(((event.clientX - box.left) / (box.width || WIDTH)) * WIDTH, WIDTH), y: inside(((event.clientY - box.top) / (box.height || HEIGHT)) * HEIGHT, HEIGHT) };
}

/** A dot or a slip of the finger is no signature. */
export function isDrawn(strokes: Strokes): boolean {
  const points = strokes.flat();
  const span = (of: (p: Point) => number) => (points.length === 0 ? 0 : Math.max(...points.map(of)) - Math.min(...points.map(of)));
  return Math.max(span(({ x }) => x), span(({ y }) => y)) >= 20;
}

/** Draws what was drawn so far; the picture that is kept is made by the server. */
function paint(canvas: HTMLCanvasElement, strokes: Strokes) {
  const pen = canvas.getContext?.("2d");
  if (!pen) return;
  pen.clearRect(0, 0, canvas.width, canvas.height);
  pen.lineWidth = 2.4 * 2;
  pen.lineCap = "round";
  pen.lineJoin = "round";
  pen.strokeStyle = "#10202c";
  for (const stroke of strokes) {
    pen.beginPath();
    for (const [i, { x, y }] of stroke.entries()) {
      if (i === 0) pen.moveTo(x * 2, y * 2);
      pen.lineTo(x * 2, y * 2);
    }
    pen.stroke();
  }
}

/** A field where a hand draws a signature; who cannot takes the six digits. */
export function DrawField({ strokes, onChange }: { strokes: Strokes; onChange: (strokes: Strokes) => void }) {
  const { t } = useWords();
  const canvas = useRef<HTMLCanvasElement>(null);
  const drawing = useRef(false);
  useEffect(() => paint(canvas.current!, strokes), [strokes]);
  const many = strokes.reduce((n, stroke) => n + stroke.length, 0) >= MOST;
  const begin = (event: PointerEvent<HTMLCanvasElement>) => {
    if (many || event.button > 0) return;
    event.preventDefault();
    event.currentTarget.setPointerCapture?.(event.pointerId);
    drawing.current = true;
    onChange([...strokes, [pointOf(event)]]);
  };
  const go = (event: PointerEvent<HTMLCanvasElement>) => {
    if (!drawing.current || many) return;
    const at = pointOf(event);
    const last = strokes.at(-1)!;
    const before = last.at(-1)!;
    if (before.x === at.x && before.y === at.y) return;
    onChange([...strokes.slice(0, -1), [...last, at]]);
  };
  const end = () => (drawing.current = false);
  return (
    <div className="draw">
      <p id="draw-hint">{t("draw.hint")}</p>
      <canvas ref={canvas} width={WIDTH * 2} height={HEIGHT * 2} role="img" aria-label={t("draw.field")} aria-describedby="draw-state" onPointerDown={begin} onPointerMove={go} onPointerUp={end} onPointerCancel={end} />
      <div className="buttons">
        <span id="draw-state" role="status">{t(isDrawn(strokes) ? "draw.some" : "draw.none")}</span>
        <button type="button" className="button" disabled={strokes.length === 0} onClick={() => onChange([])}>{t("draw.clear")}</button>
      </div>
    </div>
  );
}
