import { useMemo } from "react";
import { day } from "../format/time";
import { decimal, isAbnormal } from "../format/values";
import { useSpeech } from "../lang";
import { bandPaths, fit, linePath } from "./geometry";
import { decimate, type Point } from "./laboratory";

export const SPARK = { width: 120, height: 24 };
const BOX = { left: 3, top: 3, width: SPARK.width - 6, height: SPARK.height - 6 };

/** Samples at even steps: a daily run in hospital stays readable beside yearly ones. The large chart keeps true time. */
function evenly(all: Point[]): Point[] {
  return all.map((p, i) => ({ ...p, at: i }));
}

/** The run of a value at a glance, with the reference range behind it. */
export function Sparkline({ all }: { all: Point[] }) {
  const { t, language } = useSpeech();
  const drawn = useMemo(() => {
    if (all.length < 2) return null;
    const few = decimate(evenly(all), 50);
    const scale = fit(few, BOX);
    const last = few[few.length - 1]!;
    return {
      band: bandPaths(few, scale, BOX),
      line: linePath(few, scale),
      marks: few.filter((p) => p !== last && isAbnormal(p.level)).map((p) => [scale.x(p.at), scale.y(p.value)] as const),
      last: { x: scale.x(last.at), y: scale.y(last.value), abnormal: isAbnormal(last.level) },
    };
  }, [all]);
  if (!drawn) return <svg className="spark" width={SPARK.width} height={SPARK.height} aria-hidden="true" />;
  const values = all.map((p) => p.value);
  const words = t("lab.sparkline", {
    n: all.length,
    from: decimal(String(Math.min(...values)), language),
    to: decimal(String(Math.max(...values)), language),
  });
  return (
    <svg className="spark" width={SPARK.width} height={SPARK.height} viewBox={`0 0 ${SPARK.width} ${SPARK.height}`} role="img" aria-label={words}>
      <title>{`${words} · ${day(new Date(all[0]!.at).toISOString())} – ${day(new Date(all[all.length - 1]!.at).toISOString())}`}</title>
      {drawn.band.map((d, i) => (
        <path key={i} className="spark-band" d={d} />
      ))}
      <path className="spark-line" d={drawn.line} />
      {drawn.marks.map(([x, y], i) => (
        <circle key={i} className="spark-mark" cx={x} cy={y} r={1.6} />
      ))}
      <circle className={drawn.last.abnormal ? "spark-last abnormal" : "spark-last"} cx={drawn.last.x} cy={drawn.last.y} r={2.4} />
    </svg>
  );
}
