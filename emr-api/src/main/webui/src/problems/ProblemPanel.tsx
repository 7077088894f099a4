import { useState } from "react";
import type { Chart } from "../api";
import { Act } from "../entered/Act";
import { ReasonSheet } from "../forms/ReasonSheet";
import { Drawer } from "../frame/Drawer";
import { Empty, Shown } from "../frame/states";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { problemApi, type Panel, type Problem } from "./api";
import { ProblemForm } from "./ProblemForm";
import { nameOf, ProblemLine } from "./ProblemLine";

/** What the panel shows: the list, or one problem that is being written. */
type Mode = { show: "list" } | { show: "form"; old?: Problem };

interface ListProps {
  chart: Chart;
  panel: Panel;
  onForm: (old?: Problem) => void;
  onTakeBack: (old: Problem) => void;
}

function List({ chart, panel, onForm, onTakeBack }: ListProps) {
  const { t } = useSpeech();
  const id = chart.patient.id;
  const visits = chart.encounters ?? [];
  const writable = panel.writable && !chart.mergedInto;
  const acts = (one: Problem) =>
    writable &&
    one.status !== "ENTERED_IN_ERROR" && (
      <span className="actions">
        <Act text={t("entered.edit")} of={nameOf(one)} onClick={() => onForm(one)} />
        <Act text={t("entered.takeBack")} of={nameOf(one)} onClick={() => onTakeBack(one)} />
      </span>
    );
  const lines = (all: Problem[]) => (
    <ul className="items">
      {all.map((one) => (
        <ProblemLine key={one.id} patientId={id} one={one} visits={visits}>
          {acts(one)}
        </ProblemLine>
      ))}
    </ul>
  );
  return (
    <>
      {writable && (
        <p className="actions panel-acts">
          <button type="button" className="button primary" onClick={() => onForm()}>
            {t("problems.record")}
          </button>
        </p>
      )}
      {panel.problems.length === 0 ? <Empty>{t("problems.none")}</Empty> : lines(panel.problems)}
      {panel.past.length > 0 && (
        <details>
          <summary>{t("entered.past", { n: panel.past.length })}</summary>
          {lines(panel.past)}
        </details>
      )}
    </>
  );
}

/** All problems of a person: read, recorded, changed and taken back. */
export function ProblemPanel({ chart, onChanged, onClose }: { chart: Chart; onChanged: () => void; onClose: () => void }) {
  const { t } = useSpeech();
  const id = chart.patient.id;
  const panel = useLoad(`problems ${id}`, (signal) => problemApi.panel(id, signal));
  const [mode, setMode] = useState<Mode>({ show: "list" });
  const [gone, setGone] = useState<Problem>();
  const back = () => setMode({ show: "list" });
  const done = (now: Panel) => {
    panel.put(now);
    back();
    onChanged();
  };
  const title = mode.show === "list" ? "problems.title" : mode.old ? "problems.editTitle" : "problems.record";
  return (
    <>
      <Drawer title={t(title)} onClose={mode.show === "list" ? onClose : back}>
        {mode.show === "form" ? (
          <ProblemForm patientId={id} visits={chart.encounters ?? []} old={mode.old} onDone={done} />
        ) : (
          <Shown from={panel} rows={4}>
            {(data) => <List chart={chart} panel={data} onForm={(old) => setMode({ show: "form", old })} onTakeBack={setGone} />}
          </Shown>
        )}
      </Drawer>
      {gone && (
        <ReasonSheet
          title="problems.editTitle"
          act="entered.takeBack"
          onClose={() => setGone(undefined)}
          onReason={(reason) => problemApi.change(id, gone.id, { version: gone.version, reason }).then(done)}
        >
          <p>
            <strong>{nameOf(gone)}</strong>. {t("entered.takeBackText")}
          </p>
        </ReasonSheet>
      )}
    </>
  );
}
