import type { CourseNote, Told, VitalSign } from "../api";
import { Sparkline } from "../chart/Sparkline";
import { day, time } from "../format/time";
import { decimal } from "../format/values";
import { Empty, From } from "../frame/states";
import { Table } from "../frame/Table";
import { useSpeech } from "../lang";
import { More } from "./parts";
import { byDay, runs, signs } from "./treatment";

/** They never vary. */
const UNITS: Record<string, string> = { TEMPERATURE: "°C", PRESSURE: "mmHg", SYSTOLIC_PRESSURE: "mmHg", DIASTOLIC_PRESSURE: "mmHg", OXYGEN_SATURATION: "%", WEIGHT: "kg", HEIGHT: "cm" };

function Unit({ of }: { of: string }) {
  const { t } = useSpeech();
  return <span className="fine">{of === "PULSE" || of === "RESPIRATION" ? t("vital.perMinute") : UNITS[of]}</span>;
}

function Signs({ of }: { of: readonly VitalSign[] }) {
  const { t, code, language } = useSpeech();
  if (of.length === 0) return null;
  return (
    <ul className="signs" aria-label={t("vital.title")}>
      {signs(of).map(({ kind, values }) => (
        <li key={kind}>
          <span className="fine">{code("vital", kind)}</span> <strong className="num">{values.map((v) => decimal(String(v), language)).join("/")}</strong>{" "}
          <Unit of={kind} />
        </li>
      ))}
    </ul>
  );
}

/** How the vital signs of the notes ran. */
function Run({ notes }: { notes: Told<CourseNote>[] }) {
  const { t, code, language } = useSpeech();
  const all = runs(notes);
  const show = (n: number) => decimal(String(n), language);
  if (all.length === 0) return null;
  return (
    <section className="card table-card">
      <h2>{t("vital.title")}</h2>
      <Table look="compact" columns={["vital.sign", ["lab.latest", "right"], ["vital.between", "large-only"], "lab.trend"]} of={all}>
        {({ kind, all: points }) => {
          const values = points.map((p) => p.value);
          return (
            <tr key={kind}>
              <th scope="row">{code("vital", kind)} <Unit of={kind} /></th>
              <td className="num right"><strong>{show(values[values.length - 1]!)}</strong></td>
              <td className="num large-only">{show(Math.min(...values))} – {show(Math.max(...values))}</td>
              <td><Sparkline all={points} /></td>
            </tr>
          );
        }}
      </Table>
    </section>
  );
}

function Note({ item: { details: d, origin } }: { item: Told<CourseNote> }) {
  const { t } = useSpeech();
  const parts = [["note.consultation", d.consultation], ["note.surgery", d.surgery]] as const;
  return (
    <li className="course-note">
      <p className="note-head">
        <strong className="num">{time(d.written)}</strong>
        <span>{d.authors?.join(", ")}</span>
        {d.stage && <span className="chip">{t("note.stage", { x: d.stage })}</span>}
      </p>
      {d.text && <p className="long-text">{d.text}</p>}
      <Signs of={d.vitalSigns ?? []} />
      {parts.map(([key, text]) => text && (
        <div key={key}>
          <h3>{t(key)}</h3>
          <p className="long-text">{text}</p>
        </div>
      ))}
      <More of={d.more} />
      <From origin={origin} link />
    </li>
  );
}

/** The course of the visits in words, by day. */
export function CourseNotes({ items }: { items: Told<CourseNote>[] }) {
  const { t } = useSpeech();
  if (items.length === 0) return <Empty>{t("note.none")}</Empty>;
  return (
    <>
      <Run notes={items} />
      {[...byDay(items, (d) => d.written)].map(([key, list]) => (
        <section key={key} className="card">
          <h2 className="num">{key === "" ? t("timeline.undated") : day(list[0]!.details.written)}</h2>
          <ul className="plain">
            {list.map((item) => <Note key={item.id} item={item} />)}
          </ul>
        </section>
      ))}
    </>
  );
}
