import { useState } from "react";
import { useDoing } from "../doing";
import { ProblemNote } from "../frame/states";
import { useSpeech } from "../lang";
import { Link } from "../route";
import { LookedAt } from "./LookedAt";
import type { Looked, Taken } from "./received";

function Done({ taken }: { taken: Taken }) {
  const { t } = useSpeech();
  return (
    <div className="note" role="status">
      <span>
        {t(taken.known ? "received.known" : "received.done")}{" "}
        <Link to={{ page: "patient", id: taken.patientId, section: "folder", item: taken.folderId }}>{t("exports.open")}</Link>
      </span>
    </div>
  );
}

/** What one record says, and taking it in: where name or birth differ somebody compares first. */
export function Decide({ looked, take }: { looked: Looked; take: (compared: boolean) => Promise<Taken> }) {
  const { t } = useSpeech();
  const [compared, setCompared] = useState(false);
  const [taken, setTaken] = useState<Taken>();
  const { busy, problem, run } = useDoing();
  const doubtful = looked.here?.nameDiffers || looked.here?.birthDiffers;
  return (
    <>
      <LookedAt of={looked} />
      {doubtful && looked.mayTake && !taken && (
        <label className="check"><input type="checkbox" checked={compared} onChange={(e) => setCompared(e.target.checked)} /> {t("received.compared")}</label>
      )}
      {taken && <Done taken={taken} />}
      {problem && <ProblemNote problem={problem} />}
      {looked.mayTake && !taken && (
        <div className="buttons">
          <button type="button" className="button primary" disabled={busy || (doubtful && !compared)} onClick={() => void run(async () => setTaken(await take(compared)))}>
            {t(looked.here?.edition ? "received.takeEdition" : "received.take")}
          </button>
        </div>
      )}
    </>
  );
}
