import type { ReactNode } from "react";
import type { DocumentRow, Observation, Report } from "../api";
import { api } from "../client";
import { moment } from "../format/time";
import { rangeText } from "../format/values";
import { Drawer } from "../frame/Drawer";
import { From, Shown } from "../frame/states";
import { Table } from "../frame/Table";
import { useSpeech, type Key } from "../lang";
import { useLoad } from "../load";
import { Link } from "../route";
import { MeansCode } from "./MeansCode";
import { Susceptibilities } from "./Susceptibilities";
import { Value } from "./Value";

function ObservationRow({ o: sent, several }: { o: Observation; several: boolean }) {
  const { t, language } = useSpeech();
  const o = several ? sent : { ...sent, specimen: undefined };
  const long = (o.text?.length ?? 0) > 60 || o.text?.includes("\n");
  return (
    <>
      <tr>
        <th scope="row">
          {o.name ?? o.code}
          <MeansCode meaning={o.meaning} />
          {o.name && o.code && <span className="fine block mono">{[o.code, o.subId].filter(Boolean).join(" · ")}</span>}
          {o.specimen && <span className="fine block">{t("report.specimenOf", { x: o.specimen })}</span>}
        </th>
        {long ? (
          <td colSpan={2} className="long-text">
            {o.text}
          </td>
        ) : (
          <>
            <td className="num right">
              <Value cell={o} /> <span className="fine">{o.unit}</span>
            </td>
            <td className="num fine">{rangeText(o.range, language)}</td>
          </>
        )}
      </tr>
      {(o.notes ?? []).length > 0 && (
        <tr className="note-row">
          <td colSpan={3} className="fine long-text">
            {o.notes!.join("\n")}
          </td>
        </tr>
      )}
    </>
  );
}

function Body({ report, documents, patientId }: { report: Report; documents: DocumentRow[]; patientId: string }) {
  const { t, code } = useSpeech();
  const facts: [Key, ReactNode][] = [
    ["report.status", code("result", report.status)],
    ["report.service", report.meaning && <MeansCode meaning={report.meaning} />],
    ["report.effective", moment(report.effective)],
    ["report.issued", moment(report.issued)],
    ["report.specimen", report.specimen],
    ["report.performer", report.performer],
    ["report.filler", report.fillerNumber && <span className="mono">{report.fillerNumber}</span>],
  ];
  const several = new Set(report.observations.map((o) => o.specimen ?? "")).size > 1;
  const attached = documents.filter((d) => d.reportId === report.id);
  return (
    <>
      {(report.status === "ENTERED_IN_ERROR" || report.status === "DELETED") && (
        <p className="note note-withdrawn">{t("withdrawn.report")}</p>
      )}
      {report.parent && (
        <p>
          {t("report.parent")}:{" "}
          <Link to={{ page: "patient", id: patientId, section: "reports", item: report.parent.reportId }}>
            {[report.parent.of, report.parent.text].filter(Boolean).join(" · ") || t("report.name")}
          </Link>
        </p>
      )}
      <dl className="facts">
        {facts
          .filter(([, value]) => value)
          .map(([key, value]) => (
            <div key={key}>
              <dt>{t(key)}</dt>
              <dd>{value}</dd>
            </div>
          ))}
      </dl>
      {report.observations.length > 0 && (
        <Table columns={["lab.analyte", ["lab.value", "right"], "lab.range"]} of={report.observations} look="compact">
          {(o, i) => <ObservationRow key={o.line ?? i} o={o} several={several} />}
        </Table>
      )}
      {(report.children ?? []).length > 0 && <Susceptibilities patientId={patientId} children={report.children!} />}
      {(report.notes ?? []).length > 0 && (
        <section>
          <h3>{t("report.notes")}</h3>
          <p className="long-text">{report.notes!.join("\n")}</p>
        </section>
      )}
      {attached.length > 0 && (
        <section>
          <h3>{t("report.document")}</h3>
          <ul className="plain">
            {attached.map((d) => (
              <li key={d.id}>
                <Link to={{ page: "patient", id: patientId, section: "documents", item: d.id }}>{d.title ?? t("document.unnamed")}</Link>
                {d.damaged && <span className="chip chip-warn">{t("document.damaged")}</span>}
              </li>
            ))}
          </ul>
        </section>
      )}
      {(report.versions ?? []).length > 1 && (
        <section>
          <h3>{t("report.versions")}</h3>
          <ol className="plain">
            {report.versions!.map((v) => (
              <li key={v.version}>
                {t("report.version", { n: v.version })} · <span className="num">{moment(v.at)}</span> · {v.sourceName}
              </li>
            ))}
          </ol>
        </section>
      )}
      <From origin={report.origin} link />
    </>
  );
}

interface Props {
  patientId: string;
  reportId: string;
  documents?: DocumentRow[];
  onClose: () => void;
}

/** One report in full, beside the page it was opened from. */
export function ReportDrawer({ patientId, reportId, documents = [], onClose }: Props) {
  const { t } = useSpeech();
  const report = useLoad(`${patientId} ${reportId}`, (signal) => api.report(patientId, reportId, signal));
  return (
    <Drawer title={report.data?.text ?? report.data?.code ?? t("report.name")} onClose={onClose}>
      <Shown from={report} rows={8}>
        {(data) => <Body report={data} documents={documents} patientId={patientId} />}
      </Shown>
    </Drawer>
  );
}
