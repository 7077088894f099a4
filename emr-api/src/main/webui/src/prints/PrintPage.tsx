import { useDoing } from "../doing";
import { moment } from "../format/time";
import { Facts, type Fact } from "../frame/Facts";
import { Icon } from "../frame/Icon";
import { ProblemNote, Shown } from "../frame/states";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { go, type Route } from "../route";
import { prints, type Place, type State, type Verified } from "./api";

const NOTES: Record<State, string> = { CURRENT: "note-good", REPLACED: "note-stale", CANCELLED: "note-withdrawn", TYPED: "note-stale" };

function target({ patientId, of, id }: Place): Route {
  switch (of) {
    case "SHEET":
      return { page: "sheet", id: patientId, sheet: id };
    case "DIAGNOSTIC_REPORT":
      return { page: "patient", id: patientId, section: "reports", item: id };
    case "RECORD_FOLDER":
      return { page: "patient", id: patientId, section: "folder", item: id };
  }
}

function Paper({ of, mayOpen }: { of: Verified; mayOpen: boolean }) {
  const { t, code } = useSpeech();
  const opening = useDoing();
  const record = of.of === "RECORD_FOLDER";
  const what = record ? t(of.extract ? "prints.extract" : "prints.record") : of.title;
  const facts: Fact[] = [
    [t("prints.what"), what],
    [t("prints.form"), of.form],
    [t("prints.version"), of.version],
    [t("prints.things"), record ? of.things : undefined],
    [t("prints.changed"), record && of.changed > 0 ? of.changed : undefined],
    [t("prints.added"), of.added > 0 ? of.added : undefined],
    [t("prints.owner"), of.owner],
    [t("prints.at"), moment(of.at)],
    [t("prints.by"), of.by],
    [t("prints.code"), <span key="code" className="mono break">{of.code}</span>],
  ];
  return (
    <div className="verified">
      <p className={`note ${NOTES[of.state]}`} role="status">
        <Icon name={of.state === "CURRENT" ? "info" : "warn"} />
        <span><strong>{code("printState", of.state)}</strong> {t(record && of.state === "REPLACED" ? "prints.recordReplaced" : `prints.${of.state}`)}</span>
      </p>
      <Facts of={facts} />
      <p className="fine">{t("prints.compare")}</p>
      {opening.problem && <ProblemNote problem={opening.problem} />}
      {mayOpen && of.state !== "TYPED" && (
        <button type="button" className="button" disabled={opening.busy} onClick={() => void opening.run(async () => go(target(await prints.place(of.code))))}>{t("prints.open")}</button>
      )}
    </div>
  );
}

/** A paper is verified by the code on it, by anybody who holds it. */
export function PrintPage({ code, mayOpen }: { code: string; mayOpen: boolean }) {
  const { t } = useSpeech();
  const found = useLoad(code, (signal) => prints.verify(code, signal));
  return (
    <div className="page narrow">
      <h1>{t("prints.title")}</h1>
      <section className="card" aria-label={t("prints.title")}>
        {found.problem?.status === 404 ? (
          <p className="note note-problem" role="alert"><Icon name="warn" /><span><strong>{t("prints.unknown")}</strong> {t("prints.unknownText")}</span></p>
        ) : (
          <Shown from={found}>{(paper) => <Paper of={paper} mayOpen={mayOpen} />}</Shown>
        )}
      </section>
    </div>
  );
}
