import { useState, type ReactNode } from "react";
import type { Chart } from "../api";
import { api } from "../client";
import { Banner } from "../chart/Banner";
import { PatientDetails } from "../chart/PatientDetails";
import { RestrictedBand } from "../chart/RestrictedBand";
import { SourceBar, StaleBands } from "../chart/SourceBar";
import { WithdrawnBand } from "../chart/WithdrawnBand";
import { ageOf, capitals } from "../chart/words";
import { day, moment } from "../format/time";
import { AboutWhom } from "../frame/Drawer";
import { Icon } from "../frame/Icon";
import { Shown } from "../frame/states";
import { usePrinted } from "../frame/usePrinted";
import { useShownTab } from "../frame/useShownTab";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { BreakGlass, EmergencyBand } from "../restriction/BreakGlass";
import { Link, SECTIONS, type Section } from "../route";
import { may, useMe } from "../session";

function count(chart: Chart, section: Section): number | undefined {
  if (section === "reports") return chart.reports?.length;
  if (section === "studies") return chart.studies?.length;
  return section === "documents" ? chart.documents?.length : undefined;
}

/** Of no part of a request. */
const NOT_FOR_GUESTS: Section[] = ["vitals", "medications", "folder"];

function Tabs({ chart, section }: { chart: Chart; section: Section }) {
  const { t } = useSpeech();
  const bar = useShownTab(section);
  return (
    <nav ref={bar} className="tabs" aria-label={t("chart.sections")}>
      {SECTIONS.filter((name) => !chart.guest || !NOT_FOR_GUESTS.includes(name)).map((name) => (
        <Link key={name} to={{ page: "patient", id: chart.patient.id, section: name }} aria-current={name === section ? "page" : undefined}>
          {t(`chart.${name}`)}
          {count(chart, name) ? <span className="count">{count(chart, name)}</span> : null}
        </Link>
      ))}
    </nav>
  );
}

/** One line that tells this person from others, for layers that cover the banner. */
function useWhom() {
  const { t, code, language } = useSpeech();
  return ({ patient }: Chart) => {
    const number = patient.identifiers?.find((i) => i.active && (i.kind === "PATIENT_NUMBER" || i.kind === "TEMPORARY"));
    return [
      capitals(patient.name) || t("chart.noName"),
      code("sex", patient.sex),
      [day(patient.birth), ageOf(patient, language)].filter(Boolean).join(", "),
      number?.value ?? number?.masked,
    ]
      .filter(Boolean)
      .join(" · ");
  };
}

interface Props {
  id: string;
  /** The heading of the page. */
  title: string;
  /** The tab that is open; a sheet of a folder has none of its own, and is not printed as the browser shows it. */
  section?: Section;
  children: (chart: Chart, reload: () => void) => ReactNode;
}

/** What surrounds everything about one person: banner, tabs and sources, always in view. */
export function PatientFrame({ id, title, section, children }: Props) {
  const { t } = useSpeech();
  const me = useMe();
  const whom = useWhom();
  const chart = useLoad(id, (signal) => api.chart(id, signal));
  const [details, setDetails] = useState(false);
  const guest = chart.data?.guest;
  const mayPrint = section !== undefined && (guest ? guest.prints : may(me, "RECORD_PRINT"));
  usePrinted(mayPrint, () => api.printed(id, section!));
  return (
    <>
    <h1 className="hidden-text">{title}</h1>
    {chart.problem?.status === 403 && <BreakGlass patientId={id} onOpened={chart.reload} />}
    <Shown from={chart} rows={10}>
      {(data) => (
        <div className={["chart", !mayPrint && "not-printed", !section && "chart-page"].filter(Boolean).join(" ")}>
          {!mayPrint && <p className="print-only">{t(section ? "app.mayNotPrint" : "app.printByButton")}</p>}
          <AboutWhom value={whom(data)}>
            <Banner chart={data} detailsOpen={details} onDetails={() => setDetails(!details)} onChanged={chart.reload} />
          </AboutWhom>
          <aside className={details ? "strip strip-open" : "strip"} aria-label={t("chart.patient")}>
            <PatientDetails chart={data} />
          </aside>
          <div className="chart-content">
            <div className="chart-bar">
              <Tabs chart={data} section={section ?? "folder"} />
              <SourceBar feeds={data.feeds ?? []} />
            </div>
            {data.mergedInto && (
              <p className="note note-stale">
                <Icon name="info" />
                <span>{t("chart.mergedInto")}</span>
                <Link to={{ page: "patient", id: data.mergedInto, section: "overview" }} className="button">
                  {t("chart.openMerged")}
                </Link>
              </p>
            )}
            {data.guest && (
              <p className="note">
                <Icon name="info" />
                <span><strong>{t("guest.band", { number: data.guest.request })}</strong> {t("guest.bandText")}</span>
              </p>
            )}
            {data.emergency && <EmergencyBand patientId={data.patient.id} onEnded={chart.reload} />}
            {section && (
              <RestrictedBand masks={data.restricted ?? []} section={section}>
                <BreakGlass patientId={data.patient.id} onOpened={chart.reload} />
              </RestrictedBand>
            )}
            <WithdrawnBand patientId={data.patient.id} withdrawn={data.withdrawn ?? []} />
            <StaleBands feeds={data.feeds ?? []} />
            <AboutWhom value={whom(data)}>{children(data, chart.reload)}</AboutWhom>
            <p className="print-only fine">{t("app.printed", { at: moment(new Date().toISOString()), by: me.displayName })}</p>
          </div>
        </div>
      )}
    </Shown>
    </>
  );
}
