import { useState } from "react";
import type { Chart, Study } from "../api";
import { moment } from "../format/time";
import { whole } from "../format/values";
import { Icon } from "../frame/Icon";
import { later } from "../frame/later";
import { Empty, From } from "../frame/states";
import { Table } from "../frame/Table";
import { useSpeech } from "../lang";

function SeriesTable({ study }: { study: Study }) {
  const { t } = useSpeech();
  return (
    <Table
      columns={[["study.series", "right"], "study.modality", "study.name", "study.bodyPart", ["study.images", "right"]]}
      of={study.series!}
      look="compact"
      label={t("study.seriesOf", { x: study.description ?? t("study.unnamed") })}
    >
      {(s) => (
        <tr key={s.uid}>
          <td className="num right">{s.number}</td>
          <td className="mono">{s.modality}</td>
          <th scope="row">{s.description ?? t("app.none")}</th>
          <td>{s.bodyPart}</td>
          <td className="num right">{s.instances}</td>
        </tr>
      )}
    </Table>
  );
}

/** With what draws images, for who looks at some. */
const StudyViewer = later(async () => (await import("../imaging/StudyViewer")).StudyViewer);

function StudyCard({ study, start, onView }: { study: Study; start: boolean; onView: () => void }) {
  const { t, code, language } = useSpeech();
  const [open, setOpen] = useState(start);
  const series = study.series ?? [];
  return (
    <li className="card study">
      <div className="study-head">
        <span className="modality">{study.modalities?.join(" ") || "?"}</span>
        <div className="grow">
          <h2>{study.description ?? t("study.unnamed")}</h2>
          <p className="fine num">
            {[moment(study.started), study.accession && `${t("study.accession")} ${study.accession}`, t("study.seriesN", { n: series.length }), t("timeline.imagesN", { n: whole(study.instances, language) })]
              .filter(Boolean)
              .join(" · ")}
          </p>
          <p className="fine">
            <span className={`dot dot-${study.available ? "FRESH" : "SILENT"}`} aria-hidden="true" />
            {t(study.available ? "study.available" : "study.gone")}
            {study.matchedBy && ` · ${code("matched", study.matchedBy)}`}
            {" · "}
            <From origin={study.origin} link />
          </p>
        </div>
        {study.available && series.length > 0 && (
          <button type="button" className="button" onClick={onView} aria-label={t("imaging.viewOf", { x: study.description ?? t("study.unnamed") })}>
            <Icon name="eye" size={14} /> {t("imaging.view")}
          </button>
        )}
        {series.length > 0 && (
          <button type="button" className="button" aria-expanded={open} onClick={() => setOpen(!open)} aria-label={`${t("study.series")}: ${study.description ?? t("study.unnamed")}`}>
            {t("study.series")} <Icon name={open ? "down" : "right"} size={14} />
          </button>
        )}
      </div>
      {open && series.length > 0 && <SeriesTable study={study} />}
    </li>
  );
}

/** The studies of the person; the images themselves stay in the archive. */
export function StudiesSection({ chart, open }: { chart: Chart; open?: string }) {
  const { t } = useSpeech();
  const studies = chart.studies ?? [];
  const [viewing, setViewing] = useState<Study>();
  if (studies.length === 0) return <Empty>{t("study.none")}</Empty>;
  if (viewing) return <StudyViewer key={viewing.id} patientId={chart.patient.id} studies={studies} study={viewing} onClose={() => setViewing(undefined)} />;
  return (
    <>
      <ul className="plain stack">
        {studies.map((study) => (
          <StudyCard key={`${study.id} ${study.id === open}`} study={study} start={study.id === open} onView={() => setViewing(study)} />
        ))}
      </ul>
      <p className="fine">{t("study.archive")}</p>
    </>
  );
}
