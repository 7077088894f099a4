import { useState, type FormEvent } from "react";
import { useDoing } from "../doing";
import { Drawer } from "../frame/Drawer";
import { ProblemNote } from "../frame/states";
import { useSpeech, type Key } from "../lang";
import { folders, type Act, type Finding, type Folder, type FolderPage } from "./api";
import { Codes } from "./Codes";
import { useFindingWords } from "./Findings";

/** Which steps go back or aside, and so say why. */
const WITH_REASON: Act[] = ["REOPEN", "CANCEL", "RESTORE", "HOLD", "RELEASE"];
const SHORTEST = 3;
const FOUND = "/findings/";
/** What is said with the completion itself. */
const SAID_NOW = ["NO_DISCHARGE_KIND", "NO_OUTCOME"];

/** What is missing, each in one line. */
function Lacking({ title, of, alert }: { title: Key; of: Pick<Finding, "code" | "text">[]; alert: boolean }) {
  const { t } = useSpeech();
  const words = useFindingWords();
  return (
    <div className={alert ? "note note-problem" : "note note-stale"} role={alert ? "alert" : undefined}>
      <div>
        <strong>{t(title)}</strong>
        <ul>{of.map((one, i) => <li key={i}>{[words(one).what, one.text].filter(Boolean).join(" – ")}</li>)}</ul>
      </div>
    </div>
  );
}

interface Props {
  patientId: string;
  folder: Folder;
  findings: Finding[];
  act: Act;
  onClose: () => void;
  onDone: (page: FolderPage) => void;
}

/** One step with a folder: what it means, why where that is needed, and what keeps it from being taken. */
export function StepSheet({ patientId, folder, findings, act, onClose, onDone }: Props) {
  const { t } = useSpeech();
  const { busy, problem, run } = useDoing();
  const [reason, setReason] = useState("");
  const [kind, setKind] = useState(folder.discharge?.kind ?? "");
  const [outcome, setOutcome] = useState(folder.discharge?.outcome ?? "");
  const needed = WITH_REASON.includes(act);
  const refused = (problem?.body.fields ?? []).flatMap((field) => (typeof field === "string" && field.startsWith(FOUND) ? [field.slice(FOUND.length)] : []));
  // Of what refused, the page may know which sheets; of what came meanwhile only the code.
  const lacking = refused.flatMap((code): Pick<Finding, "code" | "text">[] => {
    const known = findings.filter((finding) => finding.code === code);
    return known.length > 0 ? known : [{ code }];
  });
  const hard = findings.filter(({ code, severity }) => severity === "HARD" && !SAID_NOW.includes(code));
  const take = (event: FormEvent) => {
    event.preventDefault();
    const step = { version: folder.version, reason: reason.trim() || undefined, dischargeKind: kind || undefined, outcome: outcome || undefined };
    void run(async () => onDone(await folders.take(patientId, folder.id, act, act === "COMPLETE" ? step : { version: step.version, reason: step.reason })));
  };
  return (
    <Drawer kind="sheet" title={t(`folderAct.${act}`)} onClose={onClose}>
      <form className="order-form" onSubmit={take}>
        <p>{t(`folderActNote.${act}`)}</p>
        {act === "COMPLETE" && (
          <>
            <Codes field="MA_LOAI_RV" label={t("folder.discharge")} value={kind} onChange={setKind} />
            <Codes field="KET_QUA_DTRI" label={t("folder.outcome")} value={outcome} onChange={setOutcome} />
            <p className="fine">{t("folder.told.discharge")}</p>
          </>
        )}
        {needed && (
          <label>
            {t("folder.reason")}
            <textarea rows={3} required minLength={SHORTEST} maxLength={500} value={reason} onChange={(e) => setReason(e.target.value)} />
            <span className="fine">{t("folder.reasonHint")}</span>
          </label>
        )}
        {act === "COMPLETE" && hard.length > 0 && <Lacking title="folder.lacksYet" of={hard} alert={false} />}
        {lacking.length > 0 ? <Lacking title="folder.lacks" of={lacking} alert /> : problem && <ProblemNote problem={problem} />}
        <button type="submit" className="button primary" disabled={busy || (needed && reason.trim().length < SHORTEST)}>{t(`folderAct.${act}`)}</button>
      </form>
    </Drawer>
  );
}
