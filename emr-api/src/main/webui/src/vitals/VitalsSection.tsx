import { useState } from "react";
import { ReasonSheet } from "../forms/ReasonSheet";
import { day, moment, time } from "../format/time";
import { Drawer } from "../frame/Drawer";
import { Empty, Shown } from "../frame/states";
import { Table } from "../frame/Table";
import { useSpeech, type Key } from "../lang";
import { useLoad } from "../load";
import { vitalApi, type OfVisit, type Reading, type Vitals } from "./api";
import { columnsOf, type Column } from "./columns";
import { Decide } from "./Decide";
import { ReadingForm } from "./ReadingForm";
import { ReadingText } from "./ReadingText";
import { Response, ScoreText } from "./ScoreText";
import { VitalChart } from "./VitalChart";

const DAYS: [number, Key][] = [[1, "vitals.day1"], [3, "vitals.day3"], [7, "vitals.day7"], [30, "vitals.day30"], [366, "vitals.day366"]];

/** What is open above the page. */
type Mode = { show: "new" } | { show: "change" | "takeBack" | "history"; of: Reading } | { show: "decide"; of: OfVisit };

function Versions({ patientId, of }: { patientId: string; of: Reading }) {
  const { t } = useSpeech();
  const versions = useLoad(`vitals ${of.id}`, (signal) => vitalApi.versions(patientId, of.id, signal));
  return (
    <Shown from={versions} rows={2}>
      {(all) => (
        <ol className="items">
          {all.map((one) => (
            <li key={one.version}>
              <span className="fine">{t("vitals.version", { n: one.version, by: one.by, at: moment(one.recorded) })}</span>
              <span className={one.status === "CURRENT" ? "block" : "block struck"}>{moment(one.at)}: <ReadingText of={one} /></span>
              {one.reason && <span className="fine block">{t("vitals.because", { reason: one.reason })}</span>}
            </li>
          ))}
        </ol>
      )}
    </Shown>
  );
}

/** The newest reading: its score, what follows from it, and how it is scored. */
function Newest({ data, onDecide }: { data: Vitals; onDecide?: (visit: OfVisit) => void }) {
  const { t } = useSpeech();
  const newest = data.readings.find((one) => one.status === "CURRENT");
  const visit = data.visits.find((one) => (newest ? one.tellings.includes(newest.encounterId) : !one.end)) ?? data.visits[0];
  const mayDecide = onDecide && visit?.allowed.includes("DECIDE") && visit.basis !== "CHILD" && visit.basis !== "AGE_UNKNOWN";
  if (!newest && !visit) return null;
  return (
    <section className="card vital-newest" aria-label={t("vitals.newest")}>
      <div className="card-head">
        <h2>{t("vitals.newest")}</h2>
        {mayDecide && <button type="button" className="button" onClick={() => onDecide(visit)}>{t("vitals.decide")}</button>}
      </div>
      {newest && (
        <>
          <p className="vital-score"><span>{t("vitals.score")}</span> <ScoreText score={newest.score} basis={newest.basis} /></p>
          <Response score={newest.score} />
          <p className="fine">{moment(newest.at)} · {newest.by}</p>
        </>
      )}
      {visit?.decided ? (
        <p className="fine">{t("vitals.decidedBy", { use: t(`vuse.${visit.decided.use}`), by: visit.decided.by, at: moment(visit.decided.at), reason: visit.decided.reason })}</p>
      ) : (
        visit && (!newest || newest.basis !== visit.basis || newest.score) && <p className="fine">{t("vitals.basis")}: {t(`vbasis.${visit.basis}`)}</p>
      )}
    </section>
  );
}

interface Acts {
  may: (reading: Reading) => boolean;
  onMode: (mode: Mode) => void;
}

function Row({ column, acts }: { column: Column; acts: Acts }) {
  const { t } = useSpeech();
  const { reading } = column;
  const signs = Object.entries(column.signs).map(([kind, value]) => ({ kind: kind as keyof Column["signs"], value }));
  const act = (words: "vitals.change" | "vitals.takeBack" | "vitals.history", show: "change" | "takeBack" | "history") => (
    <button type="button" className="link-button" aria-label={`${t(words)}: ${moment(column.at)}`} onClick={() => acts.onMode({ show, of: reading! })}>{t(words)}</button>
  );
  const struck = reading?.status === "ENTERED_IN_ERROR";
  return (
    <tr className={struck ? "muted" : undefined}>
      <th scope="row" className="num">{day(column.at)} {time(column.at)}</th>
      <td className={struck ? "struck" : undefined}><ReadingText of={reading ?? { signs }} /></td>
      <td>{reading && !struck && <ScoreText score={reading.score} basis={reading.basis} />}</td>
      <td>
        {reading ? reading.by : t("vitals.told", { source: column.source ?? "" })}
        {reading && <span className="fine block">{[t("vitals.entered", { at: moment(reading.recorded) }), struck ? t("vitals.takenBack") : reading.version > 1 && t("vitals.changed", { n: reading.version }), reading.reason && t("vitals.because", { reason: reading.reason })].filter(Boolean).join(" · ")}</span>}
      </td>
      <td>
        {reading && (
          <span className="row-acts">
            {!struck && acts.may(reading) && act("vitals.change", "change")}
            {!struck && acts.may(reading) && act("vitals.takeBack", "takeBack")}
            {reading.version > 1 && act("vitals.history", "history")}
          </span>
        )}
      </td>
    </tr>
  );
}

function Shows({ data, acts }: { data: Vitals; acts: Acts }) {
  const { t } = useSpeech();
  const columns = columnsOf(data);
  const rows = [...columns, ...data.readings.filter((one) => one.status !== "CURRENT").map((reading): Column => ({ key: reading.id, at: reading.at, signs: {}, reading }))].sort((a, b) => b.at.localeCompare(a.at));
  if (rows.length === 0) return <Empty>{t("vitals.none")}</Empty>;
  return (
    <>
      {columns.length > 0 && <section className="card"><VitalChart columns={columns} /></section>}
      <section className="card table-card vital-list">
        <div className="card-head"><h2>{t("vitals.list")}</h2></div>
        <Table columns={["vitals.at", "vitals.values", "vitals.score", "vitals.who", "vitals.acts"]} of={rows}>
          {(column) => <Row key={column.key} column={column} acts={acts} />}
        </Table>
      </section>
    </>
  );
}

/** Vital signs of a patient: entered, corrected and taken back by people, beside what systems told, with their score. */
export function VitalsSection({ patientId, mayWrite }: { patientId: string; mayWrite: boolean }) {
  const { t } = useSpeech();
  const [days, setDays] = useState(7);
  const page = useLoad(`vitals ${patientId} ${days}`, (signal) => vitalApi.page(patientId, days, signal));
  const [mode, setMode] = useState<Mode>();
  const close = () => setMode(undefined);
  const done = () => {
    close();
    page.reload();
  };
  return (
    <>
      <div className="vital-bar-head">
        <label className="inline-label">
          {t("vitals.days")}
          <select value={days} onChange={({ target }) => setDays(Number(target.value))}>
            {DAYS.map(([n, words]) => <option key={n} value={n}>{t(words)}</option>)}
          </select>
        </label>
        {mayWrite && page.data?.visits.some((one) => one.allowed.includes("RECORD")) && (
          <button type="button" className="button primary" onClick={() => setMode({ show: "new" })}>{t("vitals.record")}</button>
        )}
      </div>
      <Shown from={page} rows={8}>
        {(data) => {
          const may = (reading: Reading) => mayWrite && data.visits.some((one) => one.tellings.includes(reading.encounterId) && one.allowed.includes("CHANGE"));
          return (
            <>
              <Newest data={data} onDecide={mayWrite ? (of) => setMode({ show: "decide", of }) : undefined} />
              <Shows data={data} acts={{ may, onMode: setMode }} />
              {(mode?.show === "new" || mode?.show === "change") && (
                <ReadingForm patientId={patientId} kinds={data.kinds} visits={data.visits.filter((one) => one.allowed.includes("RECORD"))} old={mode.show === "change" ? mode.of : undefined} onClose={close} onDone={done} />
              )}
              {mode?.show === "decide" && <Decide patientId={patientId} visit={mode.of} onClose={close} onDone={done} />}
              {mode?.show === "takeBack" && (
                <ReasonSheet title="vitals.takeBackTitle" act="vitals.takeBack" onClose={close} onReason={(reason) => vitalApi.change(patientId, mode.of.id, { version: mode.of.version, reason }).then(page.reload)}>
                  <p>{moment(mode.of.at)}: <ReadingText of={mode.of} /></p>
                </ReasonSheet>
              )}
              {mode?.show === "history" && <Drawer title={t("vitals.historyTitle")} onClose={close}><Versions patientId={patientId} of={mode.of} /></Drawer>}
            </>
          );
        }}
      </Shown>
    </>
  );
}
