import { useState, type ReactNode } from "react";
import type { Chart } from "../api";
import { useDoing } from "../doing";
import { Act } from "../entered/Act";
import { day, moment } from "../format/time";
import { Drawer } from "../frame/Drawer";
import { From, ProblemNote, Shown } from "../frame/states";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { AllergyChip } from "./AllergyChips";
import { AllergyEnd, AllergyForm } from "./AllergyForm";
import { AllergyVersions } from "./AllergyVersions";
import { allergyApi, type Allergy, type Panel } from "./api";

/** What the panel shows: the list, or one thing that is being written. */
type Mode = { show: "list" } | { show: "form"; old?: Allergy } | { show: "end"; old: Allergy; status: "RESOLVED" | "ENTERED_IN_ERROR" };

/** One of them with all that was stated; what may be done with it stands below. */
function One({ allergy, patientId, children }: { allergy: Allergy; patientId: string; children?: ReactNode }) {
  const { t, code } = useSpeech();
  const stands = allergy.status === "ACTIVE";
  const facts = [
    code("allergyKind", allergy.kind),
    code("allergyCategory", allergy.category),
    code("allergyCertainty", allergy.certainty),
    allergy.reactions.join(", "),
    allergy.onset && t("allergies.since", { x: day(allergy.onset) }),
    allergy.note,
  ];
  return (
    <li className={stands ? "" : "muted"}>
      {allergy.kind === "NONE_KNOWN" ? (
        <strong>{t("allergies.NONE_KNOWN")}</strong>
      ) : stands ? (
        <AllergyChip allergy={allergy} />
      ) : (
        <strong>{allergy.substance}</strong>
      )}{" "}
      {!stands && <span className="chip">{code("allergyStatus", allergy.status)}</span>}
      {allergy.kind !== "NONE_KNOWN" && <span className="block">{facts.filter(Boolean).join(" · ")}</span>}
      {allergy.kind === "NONE_KNOWN" && allergy.note && <span className="block">{allergy.note}</span>}
      {allergy.reason && <span className="fine block">{t("entered.because", { x: allergy.reason })}</span>}
      {allergy.kind === "NONE_KNOWN" && allergy.origin && stands ? (
        <span className="fine block">{t("allergies.asked", { by: allergy.origin.sourceName ?? "", at: moment(allergy.origin.statedAt) })}</span>
      ) : (
        <From origin={allergy.origin} />
      )}
      {children}
      <AllergyVersions patientId={patientId} allergy={allergy} />
    </li>
  );
}

interface ListProps {
  panel: Panel;
  patientId: string;
  mayWrite: boolean;
  onMode: (mode: Mode) => void;
  onStated: (panel: Panel) => void;
}

function List({ panel, patientId, mayWrite, onMode, onStated }: ListProps) {
  const { t } = useSpeech();
  const { busy, problem, run } = useDoing();
  const mayRecord = mayWrite && panel.allowed.includes("RECORD");
  const mayChange = mayWrite && panel.allowed.includes("CHANGE");
  const { known, noneKnown } = panel;
  const stated = noneKnown ?? panel.past.find((a) => a.kind === "NONE_KNOWN" && a.here);
  const none = () => run(async () => onStated(await allergyApi.noneKnown(patientId, stated?.version)));
  return (
    <>
      {known === "NOT_RECORDED" && (
        <p className="note">
          <span>
            <strong>{t("chart.allergy")}.</strong> {t("chart.allergyNote")}
          </span>
        </p>
      )}
      {problem && <ProblemNote problem={problem} />}
      {mayRecord && (
        <p className="actions panel-acts">
          <button type="button" className="button primary" onClick={() => onMode({ show: "form" })}>
            {t("allergies.record")}
          </button>
          {known !== "LISTED" && (
            <button type="button" className="button" disabled={busy} onClick={() => void none()}>
              {t(known === "NONE_KNOWN" ? "allergies.askedAgain" : "allergies.stateNone")}
            </button>
          )}
        </p>
      )}
      <ul className="items">
        {noneKnown && (
          <One allergy={noneKnown} patientId={patientId}>
            {mayChange && noneKnown.here && <Act text={t("allergies.takeBack")} of={t("allergies.NONE_KNOWN")} onClick={() => onMode({ show: "end", old: noneKnown, status: "ENTERED_IN_ERROR" })} />}
          </One>
        )}
        {panel.allergies.map((allergy) => (
          <One key={allergy.id} allergy={allergy} patientId={patientId}>
            {mayChange && allergy.here && (
              <span className="actions">
                <Act text={t("allergies.edit")} of={allergy.substance ?? ""} onClick={() => onMode({ show: "form", old: allergy })} />
                <Act text={t("allergies.resolve")} of={allergy.substance ?? ""} onClick={() => onMode({ show: "end", old: allergy, status: "RESOLVED" })} />
                <Act text={t("allergies.takeBack")} of={allergy.substance ?? ""} onClick={() => onMode({ show: "end", old: allergy, status: "ENTERED_IN_ERROR" })} />
              </span>
            )}
          </One>
        ))}
      </ul>
      {panel.past.length > 0 && (
        <details>
          <summary>{t("allergies.past", { n: panel.past.length })}</summary>
          <ul className="items">
            {panel.past.map((allergy) => <One key={allergy.id} allergy={allergy} patientId={patientId} />)}
          </ul>
        </details>
      )}
    </>
  );
}

/** All allergies of a person: read, recorded, changed and taken back. */
export function AllergyPanel({ chart, onChanged, onClose }: { chart: Chart; onChanged: () => void; onClose: () => void }) {
  const { t } = useSpeech();
  const id = chart.patient.id;
  const panel = useLoad(`allergies ${id}`, (signal) => allergyApi.panel(id, signal));
  const [mode, setMode] = useState<Mode>({ show: "list" });
  const back = () => setMode({ show: "list" });
  const done = (now: Panel) => {
    panel.put(now);
    back();
    onChanged();
  };
  return (
    <Drawer title={t(mode.show === "form" ? (mode.old ? "allergies.editTitle" : "allergies.record") : "allergies.title")} onClose={mode.show === "list" ? onClose : back}>
      {mode.show === "form" ? (
        <AllergyForm patientId={id} old={mode.old} onDone={done} />
      ) : mode.show === "end" ? (
        <AllergyEnd patientId={id} old={mode.old} status={mode.status} onDone={done} />
      ) : (
        <Shown from={panel} rows={4}>
          {(data) => <List panel={data} patientId={id} mayWrite={!chart.mergedInto} onMode={setMode} onStated={done} />}
        </Shown>
      )}
    </Drawer>
  );
}
