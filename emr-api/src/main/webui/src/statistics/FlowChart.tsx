import { dated } from "../format/time";
import { whole } from "../format/values";
import { useWidth } from "../frame/useWidth";
import { useSpeech } from "../lang";
import type { Flow, Statistics } from "./api";

const HEIGHT = 210;
/** Narrower the drawing is moved sideways. */
const LEAST = 520;
const LABEL = 72;
const STEPS = [1, 2, 5];

/** Round numbers from nothing to above the highest, at most six. */
function scaleOf(highest: number): number[] {
  for (let power = 1; ; power *= 10) {
    const step = STEPS.map((n) => n * power).find((n) => n * 5 >= highest);
    if (step) return Array.from({ length: Math.ceil(highest / step) + 1 }, (_, i) => i * step);
  }
}

/** Admissions as columns, discharges as a line over them, and the same numbers as a table. */
export function FlowChart({ of }: { of: Statistics }) {
  const { t, language } = useSpeech();
  const flow = of.flow;
  const [box, seen] = useWidth();
  const width = Math.max(LEAST, seen);
  const area = { left: 44, top: 10, width: width - 52, height: HEIGHT - 38 };
  const lines = scaleOf(Math.max(1, ...flow.map((part) => Math.max(part.admissions, part.discharges))));
  const slot = area.width / flow.length;
  const x = (i: number) => area.left + slot * (i + 0.5);
  const y = (n: number) => area.top + area.height * (1 - n / lines.at(-1)!);
  const sum = (one: (part: Flow) => number) => whole(flow.reduce((all, part) => all + one(part), 0), language);
  const name = (part: Flow) => (of.unit === "MONTH" ? part.from.slice(0, 7).split("-").reverse().join("/") : dated(part.from));
  const short = (part: Flow) => (of.unit === "MONTH" ? name(part) : name(part).slice(0, 5));
  const every = Math.ceil(LABEL / slot);
  return (
    <section className="card" aria-label={t("statistics.flow")}>
      <h2>{t("statistics.flow")}</h2>
      <p className="legend">
        <span className="key key-in">{t("statistics.admissions")}</span> <span className="key key-out">{t("statistics.discharges")}</span>
        <span className="fine">{t(`statistics.by.${of.unit}`)}</span>
      </p>
      <div className="scroll-x" ref={box} tabIndex={0} role="group" aria-label={t("statistics.flow")}>
        <svg className="flow" width={width} height={HEIGHT} viewBox={`0 0 ${width} ${HEIGHT}`} role="img" aria-label={t("statistics.flowWords", { in: sum((part) => part.admissions), out: sum((part) => part.discharges) })}>
          {lines.map((n) => (
            <g key={n}>
              <line className="trend-grid" x1={area.left} x2={area.left + area.width} y1={y(n)} y2={y(n)} />
              <text className="trend-text" x={area.left - 6} y={y(n) + 4} textAnchor="end">{whole(n, language)}</text>
            </g>
          ))}
          {flow.map((part, i) => (
            <rect key={part.from} className="flow-in" x={x(i) - slot * 0.34} width={slot * 0.68} y={y(part.admissions)} height={y(0) - y(part.admissions)}>
              <title>{`${name(part)}: ${t("statistics.admissions")} ${part.admissions}, ${t("statistics.discharges")} ${part.discharges}`}</title>
            </rect>
          ))}
          <polyline className="flow-out" points={flow.map((part, i) => `${x(i)},${y(part.discharges)}`).join(" ")} />
          {flow.map((part, i) => <circle key={part.from} className="flow-dot" cx={x(i)} cy={y(part.discharges)} r={2.6} />)}
          {flow.map((part, i) => i % every === 0 && <text key={part.from} className="trend-text" x={x(i)} y={HEIGHT - 8} textAnchor="middle">{short(part)}</text>)}
        </svg>
      </div>
      <details>
        <summary>{t("statistics.asTable")}</summary>
        <table className="numbers">
          <thead><tr><th scope="col">{t("statistics.begins")}</th><th scope="col">{t("statistics.admissions")}</th><th scope="col">{t("statistics.discharges")}</th></tr></thead>
          <tbody>
            {flow.map((part) => (
              <tr key={part.from}><th scope="row" className="num">{name(part)}</th><td className="num">{whole(part.admissions, language)}</td><td className="num">{whole(part.discharges, language)}</td></tr>
            ))}
          </tbody>
        </table>
      </details>
    </section>
  );
}
