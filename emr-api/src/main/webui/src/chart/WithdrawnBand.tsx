import type { Withdrawn } from "../api";
import { moment } from "../format/time";
import { Icon } from "../frame/Icon";
import { useSpeech } from "../lang";
import { Link } from "../route";

/** Says above everything else that a result somebody may have read was wrong; never what it said. */
export function WithdrawnBand({ patientId, withdrawn }: { patientId: string; withdrawn: Withdrawn[] }) {
  const { t } = useSpeech();
  if (withdrawn.length === 0) return null;
  return (
    <section className="note note-withdrawn" role="alert" aria-label={t("withdrawn.title")}>
      <Icon name="warn" />
      <div>
        <strong>{t("withdrawn.title")}</strong>
        <ul className="plain">
          {withdrawn.map((w, i) => (
            <li key={`${w.reportId} ${i}`}>
              <Link to={{ page: "patient", id: patientId, section: "reports", item: w.reportId }}>
                {[w.name ?? t("withdrawn.whole"), w.report].filter(Boolean).join(" · ")}
              </Link>{" "}
              <span className="fine num">{[w.sourceName, moment(w.at)].filter(Boolean).join(" · ")}</span>
            </li>
          ))}
        </ul>
      </div>
    </section>
  );
}
