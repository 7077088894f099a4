import { useState } from "react";
import type { Problem } from "../client";
import { codes } from "../client.worklists";
import { ProblemNote } from "../frame/states";
import { useSpeech } from "../lang";
import { Link } from "../route";
import { problemOf } from "./Deciding";
import { FileTrial } from "./FileTrial";

/** Mappings as files; catalogues have their own page. */
export function CodeFiles({ onDone }: { onDone: (words: string) => void }) {
  const { t } = useSpeech();
  const [problem, setProblem] = useState<Problem>();
  return (
    <details className="card code-files">
      <summary>{t("codes.files")}</summary>
      <div className="deciding">
        <h3>{t("codes.standing")}</h3>
        <div className="actions">
          <button type="button" className="button" onClick={() => void codes.save().catch((cause: unknown) => setProblem(problemOf(cause)))}>
            {t("codes.export")}
          </button>
        </div>
        {problem && <ProblemNote problem={problem} />}
        <FileTrial label={t("codes.import")} load={codes.load} onDone={onDone} />
        <p><Link to={{ page: "catalogues" }}>{t("catalogues.title")}</Link></p>
      </div>
    </details>
  );
}
