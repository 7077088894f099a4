import { useState } from "react";
import type { CareRelation, Chart } from "../api";
import { api } from "../client";
import { useDoing } from "../doing";
import { moment } from "../format/time";
import { Drawer } from "../frame/Drawer";
import { Empty, ProblemNote, Shown } from "../frame/states";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { may, useMe } from "../session";
import { CareForm } from "./CareForm";

const nameOf = (relation: CareRelation) => relation.colleague ?? relation.department ?? "";

function One({ relation, onEnd }: { relation: CareRelation; onEnd?: () => void }) {
  const { t } = useSpeech();
  const name = nameOf(relation);
  return (
    <li className={relation.lasts ? "" : "muted"}>
      <strong>{name}</strong> <span className="fine">{t(relation.colleague ? "care.colleague" : "care.department")}</span>
      <span className="block">{relation.reason}</span>
      <span className="fine block">
        {t("care.by", { by: relation.by, at: moment(relation.since) })} ·{" "}
        {t(relation.lasts ? "care.until" : "care.ended", { at: moment(relation.endsAt) })}
      </span>
      {onEnd && relation.lasts && (
        <button type="button" className="link-button" onClick={onEnd} aria-label={`${t("care.end")}: ${name}`}>
          {t("care.end")}
        </button>
      )}
    </li>
  );
}

/** Asks once more: whoever was asked loses sight of the record. */
function EndForm({ patientId, relation, onClose, onDone }: { patientId: string; relation: CareRelation; onClose: () => void; onDone: (all: CareRelation[]) => void }) {
  const { t } = useSpeech();
  const { busy, problem, run } = useDoing();
  return (
    <Drawer title={t("care.endTitle")} onClose={onClose}>
      <div className="order-form">
        <p>{t("care.endText", { who: nameOf(relation) })}</p>
        {problem && <ProblemNote problem={problem} />}
        <button type="button" className="button primary" disabled={busy} onClick={() => void run(async () => onDone(await api.endCare(patientId, relation.id)))}>
          {t("care.endDo")}
        </button>
      </div>
    </Drawer>
  );
}

/** Colleagues and departments that were asked to care for this person; those who may, ask and end here. */
export function CareTeam({ chart }: { chart: Chart }) {
  const { t } = useSpeech();
  const me = useMe();
  const id = chart.patient.id;
  const relations = useLoad(`care ${id}`, (signal) => api.care(id, signal));
  const [asking, setAsking] = useState(false);
  const [ending, setEnding] = useState<CareRelation>();
  const [all, setAll] = useState(false);
  const mayAsk = may(me, "CARE_ASSIGN") && !chart.mergedInto;
  const done = (now: CareRelation[]) => {
    relations.put(now);
    setAsking(false);
    setEnding(undefined);
  };
  const list = (told: CareRelation[]) => {
    const lasting = told.filter((r) => r.lasts);
    const ended = told.length - lasting.length;
    return (
      <>
        {lasting.length === 0 && <Empty>{t("care.none")}</Empty>}
        <ul className="items">
          {(all ? told : lasting).map((relation) => (
            <One key={relation.id} relation={relation} onEnd={mayAsk ? () => setEnding(relation) : undefined} />
          ))}
        </ul>
        {!all && ended > 0 && (
          <button type="button" className="link-button" onClick={() => setAll(true)}>
            {t("care.more", { n: ended })}
          </button>
        )}
      </>
    );
  };
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t("care.title")}</h2>
        {mayAsk && (
          <button type="button" className="button" onClick={() => setAsking(true)}>
            {t("care.ask")}
          </button>
        )}
      </div>
      <Shown from={relations} rows={2}>{list}</Shown>
      {asking && <CareForm patientId={id} onClose={() => setAsking(false)} onDone={done} />}
      {ending && <EndForm patientId={id} relation={ending} onClose={() => setEnding(undefined)} onDone={done} />}
    </section>
  );
}
