import type { Chart } from "../api";
import { FolderSection } from "../folder/FolderSection";
import { later } from "../frame/later";
import { useSpeech } from "../lang";
import type { Section } from "../route";
import { DocumentsSection } from "./DocumentsSection";
import { LaboratorySection } from "./LaboratorySection";
import { OverviewSection } from "./OverviewSection";
import { PatientFrame } from "./PatientFrame";
import { ReportsSection } from "./ReportsSection";
import { StudiesSection } from "./StudiesSection";
import { TimelineSection } from "./TimelineSection";
import { TreatmentSection } from "./TreatmentSection";

/** With its forms, for who opens it. */
const MedicationsSection = later(async () => (await import("../medications/MedicationsSection")).MedicationsSection);
/** With its chart, for who opens it. */
const VitalsSection = later(async () => (await import("../vitals/VitalsSection")).VitalsSection);

interface Props {
  id: string;
  section: Section;
  item?: string;
}

function Content({ chart, section, item, onChanged }: { chart: Chart; section: Section; item?: string; onChanged: () => void }) {
  switch (section) {
    case "overview":
      return <OverviewSection chart={chart} onChanged={onChanged} />;
    case "timeline":
      return <TimelineSection chart={chart} />;
    case "vitals":
      return <VitalsSection patientId={chart.patient.id} mayWrite={!chart.mergedInto} />;
    case "medications":
      return <MedicationsSection patientId={chart.patient.id} mayWrite={!chart.mergedInto} />;
    case "laboratory":
      return <LaboratorySection patientId={chart.patient.id} />;
    case "reports":
      return <ReportsSection chart={chart} open={item} />;
    case "studies":
      return <StudiesSection chart={chart} open={item} />;
    case "treatment":
      return <TreatmentSection chart={chart} open={item} />;
    case "folder":
      return <FolderSection patientId={chart.patient.id} open={item} />;
    case "documents":
      return <DocumentsSection chart={chart} open={item} />;
  }
}

/** The record of one person: banner and sources always in view, one section at a time below. */
export function ChartPage({ id, section, item }: Props) {
  const { t } = useSpeech();
  return (
    <PatientFrame id={id} title={t(`chart.${section}`)} section={section}>
      {(chart, reload) => <Content chart={chart} section={section} item={item} onChanged={reload} />}
    </PatientFrame>
  );
}
