import { useEffect, useRef } from "react";
import { day, time as clock } from "../format/time";
import { decimal } from "../format/values";
import { Line, Squares } from "../forms/VitalGrid";
import { BEATS, DEGREES, depth } from "../forms/vitals";
import { useSpeech } from "../lang";
import type { Kind } from "./api";
import type { Column } from "./columns";
import { look, mark } from "./ScoreText";

const LEFT = 92;
const TOP = 34;
const WIDE = 46;
const GRID = 252;
const GAP = 14;
const PRESSURE = { from: 40, to: 220 };
const HIGH = 108;
const LINE = 18;
const FEWEST = 6;
const CAP = 6;
/** In numbers below the grid. */
const ROWS: Kind[] = ["RESPIRATION", "OXYGEN_SATURATION", "PAIN", "URINE_OUTPUT"];

const middle = (i: number) => LEFT + i * WIDE + WIDE / 2;

/** From the diastolic to the systolic pressure, with a line across at both ends. */
function Pressures({ columns, top }: { columns: Column[]; top: number }) {
  const { t } = useSpeech();
  const y = (n: number) => top + depth(n, PRESSURE) * HIGH;
  return (
    <g className="vital-pressure">
      {columns.map(({ key, at, signs: { SYSTOLIC_PRESSURE: high, DIASTOLIC_PRESSURE: low } }, i) => {
        if (high === undefined && low === undefined) return null;
        const x = middle(i);
        const words = `${t("vitals.pressure")} ${[high, low].map((n) => n ?? "?").join("/")}, ${day(at)} ${clock(at)}`;
        return (
          <g key={key}>
            <title>{words}</title>
            {high !== undefined && low !== undefined && <line className="vital-bar" x1={x} x2={x} y1={y(high)} y2={y(low)} />}
            {[high, low].map((n, k) => n !== undefined && <line key={k} x1={x - CAP} x2={x + CAP} y1={y(n)} y2={y(n)} />)}
          </g>
        );
      })}
    </g>
  );
}

function PressureGrid({ n, top }: { n: number; top: number }) {
  const steps = [220, 180, 140, 100, 60];
  return (
    <g aria-hidden="true">
      {steps.map((value) => {
        const y = top + depth(value, PRESSURE) * HIGH;
        return (
          <g key={value}>
            <line className="vital-strong" x1={LEFT} x2={LEFT + n * WIDE} y1={y} y2={y} />
            <text className="vital-text" x={LEFT - 8} y={y + 4} textAnchor="end">{value}</text>
          </g>
        );
      })}
      {Array.from({ length: n + 1 }, (_, i) => <line key={i} className="vital-strong" x1={LEFT + i * WIDE} x2={LEFT + i * WIDE} y1={top} y2={top + HIGH} />)}
    </g>
  );
}

function Numbers({ columns, top }: { columns: Column[]; top: number }) {
  const { code, language } = useSpeech();
  return (
    <g aria-hidden="true">
      {ROWS.map((kind, k) => {
        const y = top + k * LINE;
        return (
          <g key={kind}>
            <text className="vital-text" x={LEFT - 6} y={y} textAnchor="end">{kind === "OXYGEN_SATURATION" ? "SpO₂" : code("vital", kind)}</text>
            {columns.map(({ key, signs, reading }, i) => {
              const value = signs[kind];
              const oxygen = kind === "OXYGEN_SATURATION" && reading?.oxygen ? " O₂" : "";
              return value !== undefined && <text key={key} className="vital-text" x={middle(i)} y={y} textAnchor="middle">{decimal(String(value), language) + oxygen}</text>;
            })}
          </g>
        );
      })}
      <text className="vital-text vital-day" x={LEFT - 6} y={top + ROWS.length * LINE + 2} textAnchor="end">NEWS2</text>
      {columns.map(({ key, reading, source }, i) => {
        const x = LEFT + i * WIDE + 3;
        const y = top + ROWS.length * LINE - 11;
        if (source !== undefined) return <text key={key} className="vital-text" x={middle(i)} y={y + 13} textAnchor="middle">HT</text>;
        return (
          <g key={key} className={`news-cell news-${look(reading?.score)}`}>
            <rect x={x} y={y} width={WIDE - 6} height={18} rx={3} />
            <text x={middle(i)} y={y + 13} textAnchor="middle">{mark(reading?.score)}</text>
          </g>
        );
      })}
    </g>
  );
}

/** Vital signs as wards draw them: pulse red, temperature blue, pressures as bars, the score in a coloured strip; the newest is in view. */
export function VitalChart({ columns }: { columns: Column[] }) {
  const { t, code } = useSpeech();
  const box = useRef<HTMLDivElement>(null);
  const last = columns.at(-1)?.key;
  useEffect(() => {
    if (box.current) box.current.scrollLeft = box.current.scrollWidth;
  }, [last]);
  const n = Math.max(columns.length, FEWEST);
  const words = t("vitals.chart", { n: columns.length });
  const pressures = TOP + GRID + GAP;
  const numbers = pressures + HIGH + GAP + 8;
  const points = (kind: Kind) => columns.map(({ at, signs }) => ({ at, n: signs[kind] }));
  return (
    <div className="vital-scroll" role="group" aria-label={words} tabIndex={0} ref={box}>
      <svg width={LEFT + n * WIDE + 2} height={numbers + ROWS.length * LINE + 14} role="img" aria-label={words}>
        <text className="vital-text vital-pulse-text" x={LEFT - 48} y={TOP - 14} textAnchor="end">{`● ${code("vital", "PULSE")}`}</text>
        <text className="vital-text vital-degrees-text" x={LEFT - 8} y={TOP - 14} textAnchor="end">■ °C</text>
        <Squares n={n} width={n * WIDE} />
        {columns.map(({ key, at }, i) => {
          const newDay = i === 0 || day(at) !== day(columns[i - 1]!.at);
          return (
            <g key={key} aria-hidden="true">
              {newDay && <text className="vital-text vital-day" x={LEFT + i * WIDE + 2} y={12}>{day(at).slice(0, 5)}</text>}
              <text className="vital-text" x={middle(i)} y={26} textAnchor="middle">{clock(at)}</text>
            </g>
          );
        })}
        <Line points={points("PULSE")} range={BEATS} name={code("vital", "PULSE")} kind="pulse" />
        <Line points={points("TEMPERATURE")} range={DEGREES} name={code("vital", "TEMPERATURE")} kind="degrees" />
        <text className="vital-text" x={4} y={pressures + 12}>{t("vitals.pressure")}</text>
        <PressureGrid n={n} top={pressures} />
        <Pressures columns={columns} top={pressures} />
        <Numbers columns={columns} top={numbers} />
      </svg>
    </div>
  );
}
