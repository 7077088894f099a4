import { useState, type FormEvent } from "react";
import type { Chart, Encounter } from "../api";
import { api } from "../client";
import { useDoing } from "../doing";
import { day } from "../format/time";
import { fits, typedDay } from "../format/typed";
import { DateField } from "../frame/DateField";
import { Drawer } from "../frame/Drawer";
import { ProblemNote, Shown } from "../frame/states";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { disclosures, FORMS, OUTCOMES, PARTS, type Outcome, type Whole } from "./api";
import { Boxes } from "./Fields";

const USUAL_DAYS = 30;
const inDays = (days: number) => day(new Date(Date.now() + days * 86_400_000).toISOString());

/** The same visit as other systems tell it is of this visit. */
const idsOf = (visit: Encounter) => [visit.id, ...(visit.otherIds ?? [])];

interface Props {
  whole: Whole;
  onClose: () => void;
  onDone: (whole: Whole) => void;
}

function Inner({ whole, chart, onDone }: Props & { chart: Chart }) {
  const { t, code, language } = useSpeech();
  const { busy, problem, run } = useDoing();
  const form = whole.versions[0]!.form;
  const choices = useLoad("disclosure choices", (signal) => disclosures.choices(signal));
  const lawful = choices.data?.find((one) => one.requester === form.requester)?.forms ?? form.forms;
  const visits = (chart.encounters ?? []).filter((visit) => visit.status !== "CANCELLED");
  const awaited = visits.filter((visit) => idsOf(visit).some((id) => whole.notYet.includes(id)));
  const [outcome, setOutcome] = useState<Outcome>();
  const [forms, setForms] = useState(form.forms);
  const [chosen, setChosen] = useState<string[]>([]);
  const [outsideVisits, setOutside] = useState(false);
  const [parts, setParts] = useState([...PARTS]);
  const [labels, setLabels] = useState<string[]>([]);
  const [until, setUntil] = useState(inDays(USUAL_DAYS));
  const [reason, setReason] = useState("");
  const gives = outcome && outcome !== "REFUSED";
  const enough = forms.length > 0 && parts.length > 0 && (chosen.length > 0 || outsideVisits) && typedDay(until);
  const ready = outcome && (outcome === "APPROVED" || reason.trim()) && (!gives || enough);
  const decide = (event: FormEvent) => {
    event.preventDefault();
    if (!outcome || !fits(until, typedDay)) return;
    const ids = visits.filter((visit) => chosen.includes(visit.id)).flatMap(idsOf);
    const what = gives ? { forms, visits: ids, outsideVisits, parts, labels, until: typedDay(until) } : {};
    void run(async () => onDone(await disclosures.decide(whole.id, { step: whole.step, outcome, ...what, reason: reason.trim() || undefined })));
  };
  const tick = (list: string[], id: string, on: boolean) => (on ? [...list, id] : list.filter((one) => one !== id));
  return (
    <form className="order-form request-form" onSubmit={decide}>
      <p><strong>{form.name}</strong>: {form.purpose}<span className="block fine">{form.scope}</span></p>
      <fieldset className="staff-departments">
        <legend>{t("disclosure.outcome")}</legend>
        {OUTCOMES.map((one) => (
          <label key={one} className="check">
            <input type="radio" name="outcome" checked={outcome === one} onChange={() => setOutcome(one)} />
            {t(`disclosure.outcome.${one}`)}
          </label>
        ))}
      </fieldset>
      {gives && (
        <>
          <Boxes legend="disclosure.given" group="form" all={FORMS.filter((one) => lawful.includes(one))} chosen={forms} onChange={setForms} />
          <fieldset className="staff-departments visits">
            <legend>{t("disclosure.visits")}</legend>
            {awaited.length > 0 && <p className="fine">{t("disclosure.awaited")}</p>}
            {visits.map((visit) => (
              <label key={visit.id} className="check">
                <input type="checkbox" disabled={awaited.includes(visit)} checked={chosen.includes(visit.id)} onChange={(e) => setChosen(tick(chosen, visit.id, e.target.checked))} />
                <span>
                  {[visit.visitNumber, code("class", visit.class)].filter(Boolean).join(" · ")}
                  <span className="fine block num">{`${day(visit.start)} – ${day(visit.end) || t("overview.now")}`}</span>
                  {awaited.includes(visit) && <span className="fine block bad">{t(visit.end ? "disclosure.notCompleted" : "disclosure.underTreatment")}</span>}
                </span>
              </label>
            ))}
            <label className="check"><input type="checkbox" checked={outsideVisits} onChange={(e) => setOutside(e.target.checked)} />{t("disclosure.outsideVisits")}</label>
          </fieldset>
          <Boxes legend="disclosure.parts" group="recordPart" all={PARTS} chosen={parts} onChange={setParts} />
          {whole.labels.length > 0 && (
            <fieldset className="staff-departments">
              <legend>{t("disclosure.labels")}</legend>
              {whole.labels.map((label) => (
                <label key={label.id} className="check">
                  <input type="checkbox" checked={labels.includes(label.id)} onChange={(e) => setLabels(tick(labels, label.id, e.target.checked))} />
                  {language === "vi" ? label.nameVi : label.nameEn}
                </label>
              ))}
            </fieldset>
          )}
          {whole.labelsLeft && <p className="note note-stale"><span>{t("disclosure.labelsNote")}</span></p>}
          <DateField label="disclosure.until" value={until} onChange={setUntil} />
        </>
      )}
      {outcome && (
        <label>
          {t(outcome === "APPROVED" ? "disclosure.remark" : "disclosure.reason")}
          <textarea rows={2} required={outcome !== "APPROVED"} maxLength={1000} value={reason} onChange={(e) => setReason(e.target.value)} />
        </label>
      )}
      {problem && <ProblemNote problem={problem} />}
      <button type="submit" className="button primary" disabled={busy || !ready}>{t("disclosure.decide")}</button>
    </form>
  );
}

/** Decides about a request: in which forms, of which visits and parts, until when; or why not. */
export function Deciding(props: Props) {
  const { t } = useSpeech();
  const chart = useLoad(props.whole.patientId, (signal) => api.chart(props.whole.patientId, signal));
  return (
    <Drawer kind="sheet" wide title={t("disclosure.decide")} onClose={props.onClose}>
      <Shown from={chart}>{(data) => <Inner {...props} chart={data} />}</Shown>
    </Drawer>
  );
}
