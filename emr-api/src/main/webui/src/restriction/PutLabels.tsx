import { useState, type FormEvent } from "react";
import type { Chart } from "../api";
import { useDoing } from "../doing";
import { day, moment } from "../format/time";
import { Drawer } from "../frame/Drawer";
import { Empty, ProblemNote, Shown } from "../frame/states";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { may, useMe } from "../session";
import { restriction, type Put } from "./api";

const SHORTEST = 10;
const PARTS = ["PATIENT", "ENCOUNTER", "DIAGNOSTIC_REPORT", "CLINICAL_DOCUMENT"] as const;

interface FormProps {
  chart: Chart;
  onClose: () => void;
  onDone: (all: Put[]) => void;
}

/** What of the chart may be labelled, with its name. */
function things(chart: Chart, part: string): { id: string; name: string }[] {
  const named = (id: string, ...words: (string | undefined)[]) => ({ id, name: words.filter(Boolean).join(" · ") });
  if (part === "ENCOUNTER") return (chart.encounters ?? []).map((e) => named(e.id, e.visitNumber, day(e.start)));
  if (part === "DIAGNOSTIC_REPORT") return (chart.reports ?? []).map((r) => named(r.id, r.text ?? r.code, day(r.issued ?? r.effective)));
  return (chart.documents ?? []).map((d) => named(d.id, d.title, day(d.authored)));
}

function PutForm({ chart, onClose, onDone }: FormProps) {
  const { t, language } = useSpeech();
  const { busy, problem, run } = useDoing();
  const labels = useLoad("labels", (signal) => restriction.labels(signal));
  const [labelId, setLabel] = useState("");
  const [part, setPart] = useState<string>(PARTS[0]);
  const [objectId, setObject] = useState("");
  const [reason, setReason] = useState("");
  const ready = labelId && reason.trim().length >= SHORTEST && (part === "PATIENT" || objectId);
  const save = (event: FormEvent) => {
    event.preventDefault();
    void run(async () => onDone(await restriction.put(chart.patient.id, { labelId, part, objectId: objectId || undefined, reason: reason.trim() })));
  };
  return (
    <Drawer title={t("restricted.put")} onClose={onClose}>
      <Shown from={labels}>
        {(all) => (
          <form className="order-form" onSubmit={save}>
            <p>{t("restricted.putText")}</p>
            <label>
              {t("restricted.label")}
              <select required value={labelId} onChange={(e) => setLabel(e.target.value)}>
                <option value="">{t("staff.choose")}</option>
                {all.filter((one) => one.says.enabled).map(({ id, says }) => (
                  <option key={id} value={id}>{language === "vi" ? says.nameVi : says.nameEn}</option>
                ))}
              </select>
            </label>
            <label>
              {t("restricted.where")}
              <select value={part} onChange={(e) => { setPart(e.target.value); setObject(""); }}>
                {PARTS.map((one) => <option key={one} value={one}>{t(`restricted.${one}`)}</option>)}
              </select>
            </label>
            {part !== "PATIENT" && (
              <label>
                {t("restricted.which")}
                <select required value={objectId} onChange={(e) => setObject(e.target.value)}>
                  <option value="">{t("staff.choose")}</option>
                  {things(chart, part).map(({ id, name }) => <option key={id} value={id}>{name}</option>)}
                </select>
              </label>
            )}
            <label>
              {t("restricted.reason")}
              <textarea rows={3} required maxLength={500} value={reason} onChange={(e) => setReason(e.target.value)} />
            </label>
            {problem && <ProblemNote problem={problem} />}
            <button type="submit" className="button primary" disabled={busy || !ready}>{t("restricted.put")}</button>
          </form>
        )}
      </Shown>
    </Drawer>
  );
}

function EndForm({ patientId, put, onClose, onDone }: { patientId: string; put: Put; onClose: () => void; onDone: (all: Put[]) => void }) {
  const { t } = useSpeech();
  const { busy, problem, run } = useDoing();
  const [reason, setReason] = useState("");
  const end = (event: FormEvent) => {
    event.preventDefault();
    void run(async () => onDone(await restriction.end(patientId, put.id, reason.trim())));
  };
  return (
    <Drawer title={t("restricted.end")} onClose={onClose}>
      <form className="order-form" onSubmit={end}>
        <p>{t("restricted.endText")}</p>
        <label>
          {t("restricted.reason")}
          <textarea rows={3} required maxLength={500} value={reason} onChange={(e) => setReason(e.target.value)} />
        </label>
        {problem && <ProblemNote problem={problem} />}
        <button type="submit" className="button primary" disabled={busy || reason.trim().length < SHORTEST}>{t("restricted.end")}</button>
      </form>
    </Drawer>
  );
}

function One({ put, onEnd }: { put: Put; onEnd?: () => void }) {
  const { t, language } = useSpeech();
  const name = (language === "vi" ? put.nameVi : put.nameEn) ?? t("restricted.closed");
  return (
    <li className={put.endedAt ? "muted" : ""}>
      <strong>{name}</strong> {put.part && <span className="fine">{t(`restricted.${put.part as (typeof PARTS)[number]}`)}</span>}
      {put.reason && <span className="block">{put.reason}</span>}
      <span className="fine block">{t("restricted.by", { by: put.by, at: moment(put.at) })}</span>
      {put.endedAt && (
        <span className="fine block">{[t("restricted.ended", { by: put.endedBy ?? "", at: moment(put.endedAt) }), put.endReason].filter(Boolean).join(" – ")}</span>
      )}
      {onEnd && put.mayEnd && (
        <button type="button" className="link-button" onClick={onEnd} aria-label={`${t("restricted.end")}: ${name}`}>
          {t("restricted.end")}
        </button>
      )}
    </li>
  );
}

/** Labels that people put on this record; shown to those who may put and end them. */
export function PutLabels({ chart, onChanged }: { chart: Chart; onChanged: () => void }) {
  const { t } = useSpeech();
  const me = useMe();
  const id = chart.patient.id;
  const mayPut = may(me, "RECORD_RESTRICT") && !chart.mergedInto;
  const told = useLoad(mayPut ? `labels ${id}` : null, (signal) => restriction.on(id, signal));
  const [putting, setPutting] = useState(false);
  const [ending, setEnding] = useState<Put>();
  if (!mayPut) return null;
  const done = (now: Put[]) => {
    told.put(now);
    setPutting(false);
    setEnding(undefined);
    onChanged();
  };
  const list = (all: Put[]) =>
    all.length === 0 ? (
      <Empty>{t("restricted.none")}</Empty>
    ) : (
      <ul className="items">
        {all.map((put) => <One key={put.id} put={put} onEnd={() => setEnding(put)} />)}
      </ul>
    );
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t("restricted.title")}</h2>
        <button type="button" className="button" onClick={() => setPutting(true)}>{t("restricted.put")}</button>
      </div>
      <Shown from={told} rows={1}>{list}</Shown>
      {putting && <PutForm chart={chart} onClose={() => setPutting(false)} onDone={done} />}
      {ending && <EndForm patientId={id} put={ending} onClose={() => setEnding(undefined)} onDone={done} />}
    </section>
  );
}
