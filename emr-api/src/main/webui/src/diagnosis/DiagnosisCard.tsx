import { useState } from "react";
import type { Chart, Condition } from "../api";
import type { Diagnosis } from "../chart/visits";
import { day, moment } from "../format/time";
import { ReasonSheet } from "../forms/ReasonSheet";
import { Empty, From } from "../frame/states";
import { useSpeech } from "../lang";
import { diagnosisApi } from "./api";
import { DiagnosisForm, type Asking } from "./DiagnosisForm";
import { DiagnosisHistory } from "./DiagnosisHistory";
import { answered, byVisit, kindOf, type OfVisit } from "./visits";

/** A diagnosis as people name it. */
export function Named({ of: { code, text } }: { of: { code?: string; text?: string } }) {
  return (
    <>
      {code && <span className="code">{code}</span>} {text}
    </>
  );
}

const nameOf = ({ code, text }: { code?: string; text?: string }) => [code, text].filter(Boolean).join(" ");

/** What can be done about one of one's own. */
interface Acts {
  onChange?: (one: Condition) => void;
  onWithdraw?: (one: Condition) => void;
  onHistory: (one: Condition) => void;
}

function Own({ one, onChange, onWithdraw, onHistory }: Acts & { one: Condition }) {
  const { t, code } = useSpeech();
  const act = (words: "diagnosis.change" | "diagnosis.withdraw" | "diagnosis.history", does: ((one: Condition) => void) | undefined) =>
    does && (
      <button type="button" className="link-button" aria-label={`${t(words)}: ${nameOf(one)}`} onClick={() => does(one)}>
        {t(words)}
      </button>
    );
  return (
    <li className={one.active ? "" : "muted"}>
      <strong className="block">{code("rank", one.rank)}</strong>
      <span className={one.active ? "" : "struck"}>
        <Named of={one} />
      </span>
      <span className="fine block">
        {[one.origin?.sourceName, moment(one.origin?.statedAt), !one.active && t("diagnosis.withdrawn"), one.reason && t("diagnosis.because", { reason: one.reason })]
          .filter(Boolean)
          .join(" · ")}
      </span>
      <span className="diagnosis-acts">
        {one.active && act("diagnosis.change", onChange)}
        {one.active && act("diagnosis.withdraw", onWithdraw)}
        {(one.version ?? 1) > 1 && act("diagnosis.history", onHistory)}
      </span>
    </li>
  );
}

function Told({ one, gone, onTake }: { one: Diagnosis; gone?: boolean; onTake?: () => void }) {
  const { t, code } = useSpeech();
  return (
    <li className={one.active && !gone ? "" : "muted"}>
      <span>
        <Named of={one} />
      </span>
      <span className="fine block">
        {[...one.ranks.map((rank) => code("rank", rank)), day(one.diagnosed), !one.active && t("overview.ended"), gone && t("diagnosis.answered")].filter(Boolean).join(" · ")}
      </span>
      {one.origins.map((origin) => (
        <span key={origin.sourceName} className="block">
          <From origin={origin} />
        </span>
      ))}
      {onTake && (
        <span className="diagnosis-acts">
          <button type="button" className="link-button" aria-label={`${t("diagnosis.take")}: ${nameOf(one)}`} onClick={onTake}>
            {t("diagnosis.take")}
          </button>
        </span>
      )}
    </li>
  );
}

function Visit({ visit, several, acts, onTake }: { visit: OfVisit; several: boolean; acts: Acts; onTake: (one: Diagnosis) => void }) {
  const { t, code } = useSpeech();
  const { encounter, open, said, withdrawn, told } = visit;
  return (
    <>
      {several && (
        <h3 className="diagnosis-visit">{t("diagnosis.ofVisit", { what: code("class", encounter.class), from: day(encounter.start) })}</h3>
      )}
      {said.length + told.length + withdrawn.length === 0 ? (
        <Empty>{t("overview.noConditions")}</Empty>
      ) : (
        <ul className="items">
          {[...said, ...withdrawn].map((one) => (
            <Own key={one.id} one={one} onHistory={acts.onHistory} {...(open && acts)} />
          ))}
          {told.map((one) => (
            <Told key={one.key} one={one} gone={answered(one, said)} onTake={open && one.active ? () => onTake(one) : undefined} />
          ))}
        </ul>
      )}
    </>
  );
}

/** Diagnoses of a chart: said, changed and withdrawn by doctors of a visit under treatment, beside what systems told. */
export function DiagnosisCard({ chart, onChanged }: { chart: Chart; onChanged: () => void }) {
  const { t } = useSpeech();
  const [asking, setAsking] = useState<Asking>();
  const [withdrawing, setWithdrawing] = useState<Condition>();
  const [history, setHistory] = useState<Condition>();
  const { visits, others } = byVisit(chart);
  const id = chart.patient.id;
  const open = visits.filter((visit) => visit.open);
  const several = visits.length + (others.length > 0 ? 1 : 0) > 1;
  const take = (visit: OfVisit) => (one: Diagnosis) =>
    setAsking({ visit, said: { rank: kindOf(one.ranks[0] ?? "secondary"), code: one.code, text: one.text } });
  return (
    <section className="card diagnoses">
      <div className="card-head">
        <h2>{t("overview.conditions")}</h2>
        {open.length > 0 && (
          <button type="button" className="button" onClick={() => setAsking({ visit: open[0]! })}>
            {t("diagnosis.new")}
          </button>
        )}
      </div>
      {visits.length + others.length === 0 && <Empty>{t("overview.noConditions")}</Empty>}
      {visits.map((visit) => (
        <Visit
          key={visit.encounter.id}
          visit={visit}
          several={several}
          onTake={take(visit)}
          acts={{ onChange: (one) => setAsking({ visit, one }), onWithdraw: setWithdrawing, onHistory: setHistory }}
        />
      ))}
      {visits.length > 0 && others.length > 0 && <h3 className="diagnosis-visit">{t("diagnosis.others")}</h3>}
      {others.length > 0 && (
        <ul className="items">
          {others.map((one) => (
            <Told key={one.key} one={one} />
          ))}
        </ul>
      )}
      {asking && <DiagnosisForm patientId={id} asking={asking} visits={open} onClose={() => setAsking(undefined)} onChanged={onChanged} />}
      {withdrawing && (
        <ReasonSheet
          title="diagnosis.withdrawTitle"
          act="diagnosis.withdrawDo"
          onClose={() => setWithdrawing(undefined)}
          onReason={(reason) => diagnosisApi.withdraw(id, withdrawing, reason).then(onChanged)}
        >
          <p>
            <Named of={withdrawing} />
          </p>
        </ReasonSheet>
      )}
      {history && <DiagnosisHistory patientId={id} one={history} onClose={() => setHistory(undefined)} />}
    </section>
  );
}
