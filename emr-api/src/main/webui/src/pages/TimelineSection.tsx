import { useMemo, useRef, useState } from "react";
import type { Chart } from "../api";
import { happenings, KINDS, overlaps, shift, wholeSpan, within, zoom, type Happening, type Kind } from "../chart/events";
import { ReportDrawer } from "../chart/ReportDrawer";
import { TimelineAxis } from "../chart/TimelineAxis";
import { placeOf } from "../chart/words";
import { day, dayKey, moment, time } from "../format/time";
import { Icon } from "../frame/Icon";
import { Empty, From } from "../frame/states";
import { useSpeech, type Key } from "../lang";
import { go } from "../route";
import { rowKeys } from "./HomePage";

const DAY_MS = 86_400_000;

function Row({ h, chosen, onOpen }: { h: Happening; chosen: boolean; onOpen: (h: Happening) => void }) {
  const { t } = useSpeech();
  const body = (
    <>
      <span className={`swatch swatch-${h.kind}`} aria-hidden="true" />
      <span className="event-time num">{time(h.when)}</span>
      <span className="event-kind fine">{t(`timeline.${h.kind}`)}</span>
      <span className="event-what">
        <strong>{h.title}</strong>
        {h.detail && <span className="fine"> {h.detail}</span>}
        {h.alarm && <span className="bad"> · {h.alarm}</span>}
        {h.untilWhen && <span className="fine num"> → {moment(h.untilWhen)}</span>}
        {h.open && <span className="chip chip-open">{t("overview.now")}</span>}
      </span>
      <From origin={h.origin} />
    </>
  );
  const cls = `event${chosen ? " chosen" : ""}`;
  return (
    <li id={`event ${h.key}`}>
      {h.to ? (
        <button type="button" data-row="" className={cls} onClick={() => onOpen(h)}>
          {body}
        </button>
      ) : (
        <div className={cls}>{body}</div>
      )}
    </li>
  );
}

/** Registration to now on one axis, and the same as a list by day. */
export function TimelineSection({ chart }: { chart: Chart }) {
  const { t, code } = useSpeech();
  const now = useRef(Date.now()).current;
  const all = useMemo(
    () =>
      happenings(chart, {
        className: (c) => code("class", c),
        values: (n) => t("timeline.values", { n }),
        marked: (n) => t("timeline.marked", { n }),
        images: (n) => t("timeline.imagesN", { n }),
        study: t("study.unnamed"),
        document: t("document.unnamed"),
        appointment: t("appointment.unnamed"),
        vaccine: t("vaccine.unnamed"),
        state: code,
        place: (stay) => placeOf(stay, t),
      }),
    [chart, code, t],
  );
  const whole = useMemo(() => wholeSpan(all, now), [all, now]);
  const [span, setSpan] = useState(whole);
  const [off, setOff] = useState<Kind[]>([]);
  const [chosen, setChosen] = useState<string>();
  const [report, setReport] = useState<string>();
  if (all.length === 0) return <Empty>{t("timeline.none")}</Empty>;

  const present = KINDS.filter((kind) => all.some((h) => h.kind === kind));
  const kinds = present.filter((kind) => !off.includes(kind));
  const shown = all.filter((h) => kinds.includes(h.kind) && (h.at === undefined || overlaps(h, span, now)));
  const days = new Map<string, Happening[]>();
  for (const h of shown) {
    const key = h.at === undefined ? "" : dayKey(h.at);
    days.set(key, [...(days.get(key) ?? []), h]);
  }
  const open = (h: Happening) => {
    setChosen(h.key);
    if (h.to?.section === "reports") setReport(h.to.item);
    else if (h.to) go({ page: "patient", id: chart.patient.id, ...h.to });
  };
  const choose = (key: string) => {
    setChosen(key);
    document.getElementById(`event ${key}`)?.scrollIntoView({ block: "center" });
  };
  const middle = (span.from + span.to) / 2;
  const back = (ms: number) => within({ from: now - ms, to: now + ms * 0.03 }, whole);
  const controls: [Key, "left" | "right" | "plus" | "minus", () => void][] = [
    ["timeline.earlier", "left", () => setSpan(shift(span, -0.5, whole))],
    ["timeline.later", "right", () => setSpan(shift(span, 0.5, whole))],
    ["timeline.zoomOut", "minus", () => setSpan(zoom(span, 2, middle, whole))],
    ["timeline.zoomIn", "plus", () => setSpan(zoom(span, 0.5, middle, whole))],
  ];

  return (
    <>
      <div className="filters">
        <div className="chips" role="group" aria-label={t("timeline.kinds")}>
          {present.map((kind) => (
            <button key={kind} type="button" className="chip-button" aria-pressed={!off.includes(kind)} onClick={() => setOff(off.includes(kind) ? off.filter((k) => k !== kind) : [...off, kind])}>
              <span className={`swatch swatch-${kind}`} aria-hidden="true" />
              {t(`timeline.${kind}`)}
              <span className="count">{all.filter((h) => h.kind === kind).length}</span>
            </button>
          ))}
        </div>
        <span className="grow" />
        <div className="switch" role="group" aria-label={t("lab.period")}>
          <button type="button" onClick={() => setSpan(back(30 * DAY_MS))}>{t("timeline.month")}</button>
          <button type="button" onClick={() => setSpan(back(365 * DAY_MS))}>{t("timeline.year")}</button>
          <button type="button" onClick={() => setSpan(whole)}>{t("timeline.fit")}</button>
        </div>
        <div className="buttons">
          {controls.map(([label, icon, act]) => (
            <button key={label} type="button" className={icon === "left" || icon === "right" ? "button icon-only move" : "button icon-only"} aria-label={t(label)} title={t(label)} onClick={act}>
              <Icon name={icon} size={16} />
            </button>
          ))}
        </div>
      </div>
      <div className="card axis-card">
        <TimelineAxis all={all} kinds={kinds} span={span} whole={whole} now={now} chosen={chosen} onSpan={setSpan} onChoose={choose} />
      </div>
      {shown.length === 0 && <Empty>{t("timeline.noneHere")}</Empty>}
      <div className="card event-list" onKeyDown={rowKeys}>
        {[...days].map(([key, list]) => (
          <section key={key} className="event-day">
            <h2 className="num">{key === "" ? t("timeline.undated") : day(list[0]!.when)}</h2>
            <ul className="plain">
              {list.map((h) => (
                <Row key={h.key} h={h} chosen={h.key === chosen} onOpen={open} />
              ))}
            </ul>
          </section>
        ))}
      </div>
      {report && <ReportDrawer patientId={chart.patient.id} reportId={report} documents={chart.documents} onClose={() => setReport(undefined)} />}
    </>
  );
}
