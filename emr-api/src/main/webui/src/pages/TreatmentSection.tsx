import { useMemo, useState } from "react";
import type { Chart, Encounter, Service, Told, Treatment } from "../api";
import { api } from "../client";
import { PrintButton } from "../chart/PrintButton";
import { visitsById } from "../chart/visits";
import { day } from "../format/time";
import { whole } from "../format/values";
import { Shown } from "../frame/states";
import { ReasonSheet } from "../forms/ReasonSheet";
import { useShownTab } from "../frame/useShownTab";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { go } from "../route";
import { CourseNotes } from "../treatment/CourseNotes";
import { MedicationDrawer, Medications } from "../treatment/Medications";
import { InsuranceCards, PaperDrawer, Papers } from "../treatment/Papers";
import type { Place } from "../treatment/parts";
import { ProcedureForm } from "../treatment/ProcedureForm";
import { procedureApi } from "../treatment/procedures";
import { ServiceDrawer, Services } from "../treatment/Services";
import { KINDS, ofVisit, type Kind } from "../treatment/treatment";

/** The kind an address means, by its name or by the one it opens; else the first that has any. */
function kindOf(treatment: Treatment, open: string | undefined): Kind {
  return (
    KINDS.find((kind) => kind === open) ??
    KINDS.find((kind) => treatment[kind].items.some((i) => i.id === open)) ??
    KINDS.find((kind) => treatment[kind].items.length > 0) ??
    "medications"
  );
}

function VisitChoice({ visits, chosen, onChoose }: { visits: Encounter[]; chosen: string; onChoose: (id: string) => void }) {
  const { t, code } = useSpeech();
  if (visits.length < 2) return null;
  return (
    <label className="inline-label">
      <span className="fine">{t("treatment.visit")}</span>
      <select value={chosen} onChange={(e) => onChoose(e.target.value)}>
        <option value="">{t("treatment.allVisits")}</option>
        {visits.map((e) => (
          <option key={e.id} value={e.id}>{[code("class", e.class), day(e.start), e.visitNumber].filter(Boolean).join(" · ")}</option>
        ))}
      </select>
    </label>
  );
}

interface BodyProps {
  chart: Chart;
  onChanged: () => void;
  treatment: Treatment;
  encounters: Encounter[];
  place: Place;
  open?: string;
}

function Body({ chart, treatment, encounters, place, open, onChanged }: BodyProps) {
  const { t, language } = useSpeech();
  const [visit, setVisit] = useState("");
  const kind = kindOf(treatment, open);
  const [writing, setWriting] = useState<{ old?: Told<Service> }>();
  const [gone, setGone] = useState<Told<Service>>();
  const recordable = chart.mergedInto ? [] : encounters.filter((e) => treatment.recordable?.includes(e.id));
  const bar = useShownTab<HTMLDivElement>(kind);
  const show = (item: Kind) => go({ page: "patient", id: place.patientId, section: "treatment", item });
  // A card belongs to the person, not to the visit it was told with.
  const all = {
    medications: ofVisit(treatment.medications.items, visit, encounters),
    procedures: ofVisit(treatment.procedures.items, visit, encounters),
    notes: ofVisit(treatment.notes.items, visit, encounters),
    papers: ofVisit(treatment.papers.items, visit, encounters),
    cards: treatment.cards.items,
  };
  const visits = useMemo(() => {
    const known = visitsById(encounters);
    const used = new Set(KINDS.filter((k) => k !== "cards").flatMap((k) => treatment[k].items.map((i) => i.encounterId && known.get(i.encounterId)?.id)));
    return encounters.filter((e) => used.has(e.id));
  }, [treatment, encounters]);
  const medication = treatment.medications.items.find((i) => i.id === open);
  const service = treatment.procedures.items.find((i) => i.id === open);
  const paper = treatment.papers.items.find((i) => i.id === open);
  const close = () => show(kind);
  const changeable = (one: Told<Service>) => one.here && !chart.mergedInto && treatment.changeable?.includes(one.encounterId ?? "");
  const written = () => {
    setWriting(undefined);
    onChanged();
  };
  return (
    <>
      <div className="filters">
        <div ref={bar} className="chips one-of" role="group" aria-label={t("treatment.kinds")}>
          {KINDS.map((k) => (
            <button key={k} type="button" className="chip-button" aria-pressed={k === kind} onClick={() => show(k)}>
              {t(`treatment.${k}`)}
              <span className="count">{whole(all[k].length, language)}{treatment[k].more && "+"}</span>
            </button>
          ))}
        </div>
        <span className="grow" />
        {kind === "procedures" && recordable.length > 0 && (
          <button type="button" className="button" onClick={() => setWriting({})}>{t("procedure.record")}</button>
        )}
        {kind !== "cards" && <VisitChoice visits={visits} chosen={visit} onChoose={setVisit} />}
        <PrintButton />
      </div>
      <h2 className="print-only">{t(`treatment.${kind}`)}</h2>
      {kind === "medications" && <Medications items={all.medications} place={place} />}
      {kind === "procedures" && <Services items={all.procedures} place={place} />}
      {kind === "notes" && <CourseNotes items={all.notes} />}
      {kind === "papers" && <Papers items={all.papers} place={place} />}
      {kind === "cards" && <InsuranceCards items={all.cards} />}
      {treatment[kind].more && <p className="fine">{t("treatment.more", { n: whole(treatment[kind].items.length, language) })}</p>}
      {medication && <MedicationDrawer item={medication} place={place} onClose={close} />}
      {service && <ServiceDrawer item={service} place={place} acts={changeable(service) ? { onChange: () => setWriting({ old: service }), onTakeBack: () => setGone(service) } : undefined} onClose={close} />}
      {writing && <ProcedureForm chart={chart} visits={recordable} old={writing.old} onClose={() => setWriting(undefined)} onDone={written} />}
      {gone && (
        <ReasonSheet
          title="procedure.editTitle"
          act="entered.takeBack"
          onClose={() => setGone(undefined)}
          onReason={(reason) => procedureApi.change(place.patientId, gone.id, { version: gone.version ?? 1, reason }).then(written)}
        >
          <p>
            <strong>{gone.details.code?.text ?? gone.details.code?.code}</strong>. {t("entered.takeBackText")}
          </p>
        </ReasonSheet>
      )}
      {paper && <PaperDrawer item={paper} onClose={close} />}
    </>
  );
}

/** What was done in the visits: medicines, services, the course, papers and insurance cards. */
export function TreatmentSection({ chart, open }: { chart: Chart; open?: string }) {
  const id = chart.patient.id;
  const treatment = useLoad(id, (signal) => api.treatment(id, signal));
  const encounters = chart.encounters ?? [];
  const place = useMemo<Place>(() => {
    const names = new Map(encounters.flatMap((e) => (e.stays ?? []).map((s) => [s.departmentCode, s.department])));
    return {
      patientId: id,
      departmentOf: (codes) => codes?.split(";").map((code) => names.get(code) ?? code).join(", "),
    };
  }, [id, chart.encounters]);
  return <Shown from={treatment} rows={8}>{(data) => <Body chart={chart} onChanged={treatment.reload} treatment={data} encounters={encounters} place={place} open={open} />}</Shown>;
}
