import { useEffect, useRef, useState, type KeyboardEvent, type PointerEvent } from "react";
import { moment } from "../format/time";
import { useSpeech } from "../lang";
import { axisMarks } from "./axis";
import { KINDS, overlaps, shift, zoom, type Happening, type Kind, type Span } from "./events";

const LANE = 30;
const HEAD = 24;

interface Props {
  all: Happening[];
  kinds: readonly Kind[];
  span: Span;
  whole: Span;
  now: number;
  chosen: string | undefined;
  onSpan: (span: Span) => void;
  onChoose: (key: string) => void;
}

function Mark({ h, x, end, y, chosen }: { h: Happening; x: number; end: number; y: number; chosen: boolean }) {
  const cls = `mark mark-${h.kind}${h.marked ? " marked" : ""}${chosen ? " chosen" : ""}`;
  if (h.kind === "visit" || h.kind === "stay") {
    const width = Math.max(3, end - x);
    return (
      <>
        <rect className={cls} x={x} y={y + 6} width={width} height={LANE - 12} rx={3} />
        {width > h.title.length * 7 + 10 && (
          <text className="mark-text" x={Math.max(x, 0) + 6} y={y + LANE / 2 + 4}>
            {h.title}
          </text>
        )}
      </>
    );
  }
  if (h.kind === "lab") return <rect className={cls} x={x - 1.5} y={y + 6} width={3} height={LANE - 12} rx={1.5} />;
  if (h.kind === "image") return <path className={cls} d={`M${x} ${y + 7}l7 8-7 8-7-8Z`} />;
  return <rect className={cls} x={x - 5} y={y + 8} width={10} height={14} rx={1.5} />;
}

/** Lanes on one axis. Everything here is also in the list below, so it is one picture to a screen reader. */
export function TimelineAxis({ all, kinds, span, whole, now, chosen, onSpan, onChoose }: Props) {
  const { t } = useSpeech();
  const box = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(900);
  const drag = useRef<{ x: number; span: Span } | null>(null);
  const labels = width < 560 ? 0 : 96;
  const plot = width - labels;
  const lanes = KINDS.filter((kind) => kinds.includes(kind));
  const x = (at: number) => labels + ((at - span.from) / (span.to - span.from)) * plot;

  useEffect(() => {
    const element = box.current!;
    const wheel = (event: WheelEvent) => {
      if (!event.ctrlKey && !event.metaKey) return;
      event.preventDefault();
      const at = (event.clientX - element.getBoundingClientRect().left - labels) / plot;
      onSpan(zoom(span, event.deltaY > 0 ? 1.25 : 0.8, span.from + at * (span.to - span.from), whole));
    };
    element.addEventListener("wheel", wheel, { passive: false });
    return () => element.removeEventListener("wheel", wheel);
  });
  useEffect(() => {
    if (typeof ResizeObserver === "undefined") return;
    const watch = new ResizeObserver(() => setWidth(Math.max(300, box.current?.clientWidth ?? 900)));
    watch.observe(box.current!);
    return () => watch.disconnect();
  }, []);

  const key = (event: KeyboardEvent) => {
    const middle = (span.from + span.to) / 2;
    const next: Record<string, () => Span> = {
      ArrowLeft: () => shift(span, -0.25, whole),
      ArrowRight: () => shift(span, 0.25, whole),
      "+": () => zoom(span, 0.6, middle, whole),
      "=": () => zoom(span, 0.6, middle, whole),
      "-": () => zoom(span, 1 / 0.6, middle, whole),
      "0": () => whole,
    };
    const go = next[event.key];
    if (!go || event.ctrlKey || event.metaKey) return;
    event.preventDefault();
    onSpan(go());
  };
  const move = (event: PointerEvent) => {
    if (!drag.current) return;
    onSpan(shift(drag.current.span, (drag.current.x - event.clientX) / plot, whole));
  };
  const height = HEAD + lanes.length * LANE + 4;

  return (
    <div
      ref={box}
      className="axis"
      role="group"
      tabIndex={0}
      aria-label={`${t("timeline.axis")}: ${moment(new Date(span.from).toISOString())} – ${moment(new Date(span.to).toISOString())}. ${t("timeline.list")}`}
      onKeyDown={key}
      onPointerDown={(event) => {
        drag.current = { x: event.clientX, span };
      }}
      onPointerMove={move}
      onPointerUp={() => (drag.current = null)}
      onPointerLeave={() => (drag.current = null)}
    >
      <svg width={width} height={height} viewBox={`0 0 ${width} ${height}`} aria-hidden="true">
        <clipPath id="axis-plot">
          <rect x={labels} y={0} width={plot} height={height} />
        </clipPath>
        {lanes.map((kind, i) => (
          <g key={kind}>
            {i % 2 === 0 && <rect className="axis-lane" x={0} y={HEAD + i * LANE} width={width} height={LANE} />}
            {labels > 0 && (
              <text className="axis-label" x={8} y={HEAD + i * LANE + LANE / 2 + 4}>
                {t(`timeline.${kind}`)}
              </text>
            )}
          </g>
        ))}
        <g clipPath="url(#axis-plot)">
          {axisMarks(span, plot).map((mark) => (
            <g key={mark.at}>
              <line className={mark.strong ? "axis-line strong" : "axis-line"} x1={x(mark.at)} x2={x(mark.at)} y1={HEAD - 6} y2={height} />
              <text className="axis-text" x={x(mark.at) + 4} y={14}>
                {mark.label}
              </text>
            </g>
          ))}
          <line className="axis-now" x1={x(now)} x2={x(now)} y1={0} y2={height} />
          {[...all].reverse().map((h) => {
            const lane = lanes.indexOf(h.kind);
            if (lane < 0 || h.at === undefined || !overlaps(h, span, now)) return null;
            const end = h.until ?? (h.open ? now : h.at);
            return (
              <g key={h.key} className="axis-item" onClick={() => onChoose(h.key)}>
                <title>{`${moment(h.when)} ${h.title} ${h.detail}`}</title>
                <Mark h={h} x={x(h.at)} end={x(end)} y={HEAD + lane * LANE} chosen={h.key === chosen} />
              </g>
            );
          })}
        </g>
      </svg>
    </div>
  );
}
