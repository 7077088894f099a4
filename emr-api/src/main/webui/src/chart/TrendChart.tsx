import { useMemo, useState, type PointerEvent } from "react";
import type { Laboratory } from "../api";
import { moment } from "../format/time";
import { decimal, levelLetter } from "../format/values";
import { useWidth } from "../frame/useWidth";
import { useSpeech } from "../lang";
import { axisMarks } from "./axis";
import { bandPaths, fit, linePath, ticks } from "./geometry";
import { decimate, points, type GridRow, type Point } from "./laboratory";

const HEIGHT = 140;
const LEFT = 58;

const iso = (at: number) => new Date(at).toISOString();

interface LaneProps {
  row: GridRow;
  all: Point[];
  span: { from: number; to: number };
  width: number;
  pointed: number | undefined;
  onPoint: (at: number | undefined) => void;
}

/** One analyte, its own height scale, on the time axis all lanes share. */
function Lane({ row, all, span, width, pointed, onPoint }: LaneProps) {
  const { t, code, language } = useSpeech();
  const name = row.row.text ?? row.row.code;
  const box = { left: LEFT, top: 20, width: width - LEFT - 16, height: HEIGHT - 44 };
  const drawn = useMemo(() => decimate(all, Math.max(50, Math.floor(box.width / 3))), [all, box.width]);
  if (all.length === 0) {
    return (
      <figure className="lane">
        <figcaption>{name}</figcaption>
        <p className="fine">{t("lab.noNumbers")}</p>
      </figure>
    );
  }
  const scale = fit(drawn, box, span);
  const near = pointed === undefined ? undefined : all.reduce((a, b) => (Math.abs(b.at - pointed) < Math.abs(a.at - pointed) ? b : a));
  const move = (event: PointerEvent<SVGSVGElement>) => {
    const x = event.clientX - event.currentTarget.getBoundingClientRect().left;
    onPoint(span.from + ((x - box.left) / box.width) * (span.to - span.from));
  };
  const show = (n: number) => decimal(String(n), language);
  const shown = near ?? all[all.length - 1]!;
  return (
    <figure className="lane">
      <figcaption>
        <strong>{name}</strong> <span className="fine">{row.row.unit}</span>
        <span className="lane-readout num">
          {show(shown.value)} {levelLetter(shown.level)} <span className="fine">{moment(iso(shown.at))}</span>
        </span>
      </figcaption>
      <svg width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={`${name}: ${t("lab.sparkline", { n: all.length, from: show(Math.min(...all.map((p) => p.value))), to: show(Math.max(...all.map((p) => p.value))) })}`} onPointerMove={move} onPointerLeave={() => onPoint(undefined)}>
        {bandPaths(drawn, scale, box).map((d, i) => (
          <path key={i} className="trend-band" d={d} />
        ))}
        {ticks(scale.lowest, scale.highest).map((n) => (
          <g key={n}>
            <line className="trend-grid" x1={box.left} x2={box.left + box.width} y1={scale.y(n)} y2={scale.y(n)} />
            <text className="trend-text" x={box.left - 14} y={scale.y(n) + 4} textAnchor="end">
              {show(n)}
            </text>
          </g>
        ))}
        {near && <line className="trend-cursor" x1={scale.x(near.at)} x2={scale.x(near.at)} y1={box.top} y2={box.top + box.height} />}
        <path className="trend-line" d={linePath(drawn, scale)} />
        {drawn.map((p, i) => {
          const letter = levelLetter(p.level);
          const crowded = i > 0 && scale.x(p.at) - scale.x(drawn[i - 1]!.at) < 16;
          return (
            <g key={p.at}>
              <circle className={`trend-point point-${p.level ?? "N"}`} cx={scale.x(p.at)} cy={scale.y(p.value)} r={p === near ? 5 : 3.2}>
                <title>{`${show(p.value)} ${letter && code("level", letter)} ${moment(iso(p.at))}`}</title>
              </circle>
              {letter && !crowded && (
                <text className={`trend-letter point-${p.level}`} x={scale.x(p.at)} y={scale.y(p.value) - 7} textAnchor="middle">
                  {letter}
                </text>
              )}
            </g>
          );
        })}
        {axisMarks(span, box.width).map((mark) => {
          const x = box.left + ((mark.at - span.from) / (span.to - span.from)) * box.width;
          return (
            <text key={mark.at} className="trend-text" x={x} y={HEIGHT - 8} textAnchor="middle">
              {mark.label}
            </text>
          );
        })}
      </svg>
    </figure>
  );
}

/** One to six analytes on one time axis, and the same numbers as a table. */
export function TrendChart({ laboratory, rows, onClear }: { laboratory: Laboratory; rows: GridRow[]; onClear: () => void }) {
  const { t, language } = useSpeech();
  const [box, width] = useWidth();
  const [table, setTable] = useState(false);
  const [pointed, setPointed] = useState<number>();
  const series = useMemo(() => rows.map((row) => ({ row, all: points(laboratory, row.row, row.cells) })), [laboratory, rows]);
  const times = [...new Set(series.flatMap((s) => s.all.map((p) => p.at)))].sort((a, b) => b - a);
  const span = times.length > 0 ? { from: times[times.length - 1]!, to: Math.max(times[0]!, times[times.length - 1]! + 1) } : { from: 0, to: 1 };
  return (
    <section className="card trend" aria-label={t("lab.chart")} ref={box}>
      <div className="card-head">
        <h2>{t("lab.chart")}</h2>
        <div className="buttons">
          <button type="button" className="button" aria-pressed={table} onClick={() => setTable(!table)}>
            {t(table ? "lab.asChart" : "lab.asTable")}
          </button>
          <button type="button" className="button" onClick={onClear}>
            {t("lab.clear")}
          </button>
        </div>
      </div>
      {!table && series.map(({ row, all }) => <Lane key={row.key} row={row} all={all} span={span} width={width - 24} pointed={pointed} onPoint={setPointed} />)}
      {table && (
        <div className="scroll-x">
          <table className="rows compact">
            <thead>
              <tr>
                <th scope="col">{t("lab.time")}</th>
                {rows.map((row) => (
                  <th key={row.key} scope="col" className="right">
                    {row.row.text ?? row.row.code} <span className="fine">{row.row.unit}</span>
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {times.map((at) => (
                <tr key={at}>
                  <th scope="row" className="num">
                    {moment(iso(at))}
                  </th>
                  {series.map(({ row, all }) => (
                    <td key={row.key} className="num right">
                      {all.filter((p) => p.at === at).map((p) => `${decimal(String(p.value), language)} ${levelLetter(p.level)}`).join("; ")}
                    </td>
                  ))}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
    </section>
  );
}
