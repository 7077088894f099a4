import type { Chart, Encounter, LabCell, LabRow, Laboratory } from "../api";
import { api } from "../client";
import { CareTeam } from "../chart/CareTeam";
import { Orders } from "../chart/Orders";
import { Differing, Tellers } from "../chart/Tellers";
import { Value } from "../chart/Value";
import { day, millis, moment, unbroken } from "../format/time";
import { isAbnormal, isWithdrawn, rangeText } from "../format/values";
import { Empty, From, Shown } from "../frame/states";
import { Table } from "../frame/Table";
import { DiagnosisCard } from "../diagnosis/DiagnosisCard";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { Movements } from "../movements/Movements";
import { RequestsCard } from "../disclosure/RequestsCard";
import { ProblemCard } from "../problems/ProblemCard";
import { ConsentCard } from "../privacy/ConsentCard";
import { PutLabels } from "../restriction/PutLabels";
import { Link } from "../route";
import { placeOf } from "../chart/words";
import { Card } from "./Card";
import { AppointmentCard, VaccineCard, VisitNotes } from "./CareCards";

const NEWEST = 10;

/** How long the record of a visit must be kept, in words. */
function useTerm({ folder }: Encounter) {
  const { t, code } = useSpeech();
  if (!folder?.retention) return undefined;
  const { keptAs, years, until } = folder.retention;
  const why = code("retention", keptAs);
  if (until) return t("retention.until", { day: day(until), why });
  return years ? t("retention.years", { n: years, why }) : t("retention.forEver", { why });
}

function Visit({ chart, encounter, onChanged }: { chart: Chart; encounter: Encounter; onChanged: () => void }) {
  const { t, code } = useSpeech();
  const open = encounter.status === "IN_PROGRESS";
  const term = useTerm(encounter);
  return (
    <li className={open ? "visit visit-open" : "visit"}>
      <div className="visit-head">
        <strong>{code("class", encounter.class)}</strong>
        <span className="num">
          {day(encounter.start)} – {encounter.end ? day(encounter.end) : open ? t("overview.now") : ""}
        </span>
        <span className={open ? "chip chip-open" : "chip"}>{code("encounter", encounter.status)}</span>
        {encounter.folder && <span className="chip">{code("folder", encounter.folder.state)}</span>}
        <Differing encounter={encounter} />
      </div>
      {encounter.reason && <p>{encounter.reason}</p>}
      <p className="fine">
        {[
          encounter.visitNumber && `${t("overview.visitNo")} ${[encounter.visitNumber, ...(encounter.otherNumbers ?? [])].join(", ")}`,
          encounter.attendingDoctor && `${t("overview.doctor")} ${encounter.attendingDoctor}`,
          encounter.facility,
          term,
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
      {(encounter.stays?.length ?? 0) > 0 && (
        <ul className="stays">
          {encounter.stays!.map((stay, i) => (
            <li key={i} className={stay.cancelled ? "struck" : ""}>
              <span className="num fine">
                {moment(stay.start)} → {stay.end ? moment(stay.end) : t("overview.now")}
              </span>{" "}
              {placeOf(stay, t)}
            </li>
          ))}
        </ul>
      )}
      <VisitNotes encounter={encounter} />
      <Movements chart={chart} encounter={encounter} onChanged={onChanged} />
      <Tellers encounter={encounter} />
      <From origin={encounter.origin} link />
    </li>
  );
}

interface Found {
  row: LabRow;
  cell: LabCell;
  at: number;
}

/** The newest value of each analyte that is abnormal now, newest first. */
export function abnormalNow(laboratory: Laboratory): Found[] {
  return laboratory.rows
    .flatMap((row) => {
      const standing = row.cells.filter((c) => !isWithdrawn(c.status));
      const cell = standing.reduce<LabCell | undefined>((best, c) => (!best || c.date < best.date ? c : best), undefined);
      return cell && isAbnormal(cell.level) ? [{ row, cell, at: millis(laboratory.dates[cell.date]?.at) ?? 0 }] : [];
    })
    .sort((a, b) => b.at - a.at);
}

function Abnormal({ laboratory, id }: { laboratory: Laboratory; id: string }) {
  const { t, language } = useSpeech();
  const found = abnormalNow(laboratory);
  if (found.length === 0) return <Empty>{t("overview.noAbnormal")}</Empty>;
  return (
    <Table columns={["lab.analyte", ["lab.value", "right"], "lab.range", "report.source"]} of={found.slice(0, NEWEST)} look="compact abnormal-now">
      {({ row, cell }) => (
        <tr key={`${laboratory.rows.indexOf(row)}`}>
          <th scope="row">
            <Link to={{ page: "patient", id, section: "reports", item: laboratory.reports[cell.report]?.id }}>{row.text ?? row.code}</Link>
          </th>
          <td className="num right">
            <Value cell={cell} /> <span className="fine">{row.unit}</span>
          </td>
          <td className="num fine">{rangeText(cell.range ?? row.range, language)}</td>
          <td className="fine">
            {[laboratory.reports[cell.report]?.sourceName, unbroken(moment(laboratory.dates[cell.date]?.at))].filter(Boolean).join(" · ")}
          </td>
        </tr>
      )}
    </Table>
  );
}

/** What one wants to know first. */
export function OverviewSection({ chart, onChanged }: { chart: Chart; onChanged: () => void }) {
  const { t } = useSpeech();
  const id = chart.patient.id;
  const laboratory = useLoad(`${id} 365`, (signal) => api.laboratory(id, 365, signal));
  const { encounters = [], studies = [] } = chart;
  return (
    <div className="overview">
      <div>
        <Card id={id} title={t("overview.abnormal")} to="laboratory" className="table-card">
          <Shown from={laboratory}>{(data) => <Abnormal laboratory={data} id={id} />}</Shown>
        </Card>
        <Card id={id} title={t("overview.visits")} to="timeline">
          {encounters.length === 0 ? (
            <Empty>{t("overview.noVisits")}</Empty>
          ) : (
            <ul className="visits">
              {encounters.map((encounter) => (
                <Visit key={encounter.id} chart={chart} encounter={encounter} onChanged={onChanged} />
              ))}
            </ul>
          )}
        </Card>
      </div>
      <div>
        <ProblemCard chart={chart} onChanged={onChanged} />
        <DiagnosisCard chart={chart} onChanged={onChanged} />
        <Card id={id} title={t("overview.studies")} to="studies">
          {studies.length === 0 ? (
            <Empty>{t("overview.noStudies")}</Empty>
          ) : (
            <ul className="items">
              {studies.slice(0, 5).map((s) => (
                <li key={s.id}>
                  <span className="code">{s.modalities?.join(", ")}</span>{" "}
                  <Link to={{ page: "patient", id, section: "studies", item: s.id }}>{s.description ?? t("study.unnamed")}</Link>
                  <span className="fine block num">
                    {[moment(s.started), t("timeline.imagesN", { n: s.instances })].filter(Boolean).join(" · ")}
                  </span>
                  <From origin={s.origin} />
                </li>
              ))}
            </ul>
          )}
        </Card>
        <Orders chart={chart} onChanged={onChanged} />
        {!chart.guest && <CareTeam chart={chart} />}
        <RequestsCard chart={chart} />
        <PutLabels chart={chart} onChanged={onChanged} />
        <ConsentCard chart={chart} />
        <AppointmentCard chart={chart} />
        <VaccineCard chart={chart} />
      </div>
    </div>
  );
}
