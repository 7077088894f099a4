import { useMemo } from "react";
import { day, time as clock } from "../format/time";
import { decimal } from "../format/values";
import { useSpeech } from "../lang";
import { labelOf } from "./answers";
import type { Item, Value } from "./form";
import { Rows, type RowsProps } from "./Rows";
import { BEATS, columns, DEGREES, depth, vitalItems, type VitalItems } from "./vitals";

const LEFT = 92;
const TOP = 34;
const WIDE = 46;
const HIGH = 252;
const LINE = 17;
const SMALL = 6;

/** The squares of the paper chart: five to a degree, a column for each time. */
export function Squares({ n, width }: { n: number; width: number }) {
  const steps = DEGREES.to - DEGREES.from;
  return (
    <g aria-hidden="true">
      {Array.from({ length: steps * 5 + 1 }, (_, i) => {
        const y = TOP + (i * HIGH) / (steps * 5);
        return <line key={i} className={i % 5 === 0 ? "vital-strong" : "vital-fine"} x1={LEFT} x2={LEFT + width} y1={y} y2={y} />;
      })}
      {Array.from({ length: n + 1 }, (_, i) => <line key={i} className="vital-strong" x1={LEFT + i * WIDE} x2={LEFT + i * WIDE} y1={TOP} y2={TOP + HIGH} />)}
      {Array.from({ length: steps + 1 }, (_, i) => {
        const y = TOP + HIGH - (i * HIGH) / steps + 4;
        return (
          <g key={i}>
            <text className="vital-text vital-pulse-text" x={LEFT - 48} y={y} textAnchor="end">{BEATS.from + (i * (BEATS.to - BEATS.from)) / steps}</text>
            <text className="vital-text vital-degrees-text" x={LEFT - 8} y={y} textAnchor="end">{DEGREES.from + i}</text>
          </g>
        );
      })}
    </g>
  );
}

/** One value for each column, joined where it was measured. */
export function Line({ points: all, range, name, kind }: { points: { at: string; n?: number }[]; range: { from: number; to: number }; name: string; kind: "pulse" | "degrees" }) {
  const { language } = useSpeech();
  const points = all.flatMap(({ at, n }, i) => (n === undefined ? [] : [{ n, at, x: LEFT + i * WIDE + WIDE / 2, y: TOP + depth(n, range) * HIGH }]));
  return (
    <g className={`vital-${kind}`}>
      <polyline points={points.map(({ x, y }) => `${x},${y}`).join(" ")} />
      {points.map(({ n, at, x, y }) => {
        const words = <title>{`${name} ${decimal(String(n), language)}, ${day(at)} ${clock(at)}`}</title>;
        // A dot and a square: told apart without colours.
        return kind === "pulse" ? <circle key={x} cx={x} cy={y} r={4}>{words}</circle> : <rect key={x} x={x - 4} y={y - 4} width={8} height={8}>{words}</rect>;
      })}
    </g>
  );
}

function Chart({ item, rows, items }: { item: Item; rows: Value[]; items: VitalItems }) {
  const { t, language } = useSpeech();
  const all = useMemo(() => columns(rows, items), [rows, items]);
  if (all.length === 0) return null;
  const n = Math.max(all.length, SMALL);
  const { pulse, temperature, others } = items;
  const under = TOP + HIGH + 6;
  const words = t("sheet.vitalChart", { x: labelOf(item, language), n: all.length });
  return (
    <div className="vital-scroll" role="group" aria-label={words} tabIndex={0}>
      <svg width={LEFT + n * WIDE + 2} height={under + others.length * LINE + 8} role="img" aria-label={words}>
        <text className="vital-text vital-pulse-text" x={LEFT - 48} y={TOP - 14} textAnchor="end">{`● ${pulse ? labelOf(pulse, language) : ""}`}</text>
        <text className="vital-text vital-degrees-text" x={LEFT - 8} y={TOP - 14} textAnchor="end">■ °C</text>
        <Squares n={n} width={n * WIDE} />
        {all.map((column, i) => {
          const newDay = i === 0 || day(column.at) !== day(all[i - 1]!.at);
          return (
            <g key={column.row} aria-hidden="true">
              {newDay && <text className="vital-text vital-day" x={LEFT + i * WIDE + 2} y={12}>{day(column.at).slice(0, 5)}</text>}
              <text className="vital-text" x={LEFT + i * WIDE + WIDE / 2} y={26} textAnchor="middle">{clock(column.at)}</text>
              {column.others.map((value, k) => value !== undefined && <text key={k} className="vital-text" x={LEFT + i * WIDE + WIDE / 2} y={under + (k + 1) * LINE - 4} textAnchor="middle">{decimal(String(value), language)}</text>)}
            </g>
          );
        })}
        {others.map((one, k) => <text key={one.linkId} aria-hidden="true" className="vital-text" x={LEFT - 6} y={under + (k + 1) * LINE - 4} textAnchor="end">{labelOf(one, language).slice(0, 15)}</text>)}
        {pulse && <Line points={all.map(({ at, pulse: n }) => ({ at, n }))} range={BEATS} name={labelOf(pulse, language)} kind="pulse" />}
        {temperature && <Line points={all.map(({ at, temperature: n }) => ({ at, n }))} range={DEGREES} name={labelOf(temperature, language)} kind="degrees" />}
      </svg>
    </div>
  );
}

/** Vital signs as hospitals know them: pulse and temperature on one grid, and the rows they are written in below. */
export function VitalGrid({ item, shown, level }: RowsProps) {
  const items = useMemo(() => vitalItems(item), [item]);
  return <Rows item={{ ...item, layout: "table" }} shown={shown} level={level} above={<Chart item={item} rows={shown.answers[item.linkId] ?? []} items={items} />} />;
}
