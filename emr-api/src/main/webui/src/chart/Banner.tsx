import { AllergyChips } from "../allergies/AllergyChips";
import type { Chart, Identifier } from "../api";
import { day, moment } from "../format/time";
import { Icon } from "../frame/Icon";
import { useSpeech } from "../lang";
import { IdentityDiffers } from "./Otherwise";
import { Secret } from "./Secret";
import { ageOf, capitals, placeOf } from "./words";

function active(chart: Chart, ...kinds: string[]): Identifier | undefined {
  const all = chart.patient.identifiers ?? [];
  return kinds.map((kind) => all.find((i) => i.kind === kind && i.active)).find(Boolean);
}

interface Props {
  chart: Chart;
  detailsOpen: boolean;
  onDetails: () => void;
  /** Something of the chart was changed from here. */
  onChanged: () => void;
}

/** Who this is: never scrolls away, never shortened to something that two people could share. */
export function Banner({ chart, detailsOpen, onDetails, onChanged }: Props) {
  const { t, code, language } = useSpeech();
  const { patient, currentStay, mergedFrom } = chart;
  const number = active(chart, "PATIENT_NUMBER", "TEMPORARY");
  const cccd = active(chart, "CCCD");
  const insurance = active(chart, "INSURANCE_CARD");
  const age = ageOf(patient, language);
  const birth = patient.birth ? `${t("chart.born")} ${day(patient.birth)}` : t("chart.bornUnknown");

  return (
    <section className={patient.deceased ? "banner banner-deceased" : "banner"} aria-label={t("chart.patient")}>
      {patient.deceased && (
        <div className="deceased-band">
          {patient.deceasedAt ? t("chart.deceasedAt", { at: moment(patient.deceasedAt) }) : t("chart.deceased")}
        </div>
      )}
      <div className="banner-main">
        <p className="banner-name">{capitals(patient.name) || t("chart.noName")}</p>
        <p className="banner-person">
          <span>{code("sex", patient.sex)}</span>
          <span className="num">
            {birth}
            {age && ` (${age})`}
          </span>
          {number && <strong className="num">{number.value ?? number.masked}</strong>}
        </p>
        {currentStay ? (
          <p className="banner-stay">
            <span className="hidden-text">{t("chart.stay")}: </span>
            {placeOf(currentStay, t)}
            {currentStay.dayNumber !== undefined && <strong> · {t("chart.dayN", { n: currentStay.dayNumber })}</strong>}
          </p>
        ) : (
          <p className="banner-stay fine">{t("chart.noStay")}</p>
        )}
      </div>
      <div className="banner-more">
        {cccd && <Secret patientId={patient.id} identifier={cccd} />}
        {insurance && <Secret patientId={patient.id} identifier={insurance} />}
        <span>
          {t("chart.blood")}: <strong>{patient.bloodGroup ?? t("chart.bloodUnknown")}</strong>
        </span>
        <AllergyChips chart={chart} onChanged={onChanged} />
        {patient.provisional && (
          <span className="chip chip-warn">
            <Icon name="warn" size={14} /> {t("chart.provisional")}
          </span>
        )}
        {(patient.warnings ?? []).map((warning) => (
          <span key={warning} className="chip chip-warn">
            <Icon name="warn" size={14} /> {code("warning", warning)}
          </span>
        ))}
        <IdentityDiffers patient={patient} />
        {(mergedFrom ?? []).map((other) => (
          <span key={other.id} className="chip">
            {t("chart.merged", { x: other.patientNumber ?? other.name ?? "" })}
          </span>
        ))}
        <button type="button" className="button details-button" aria-expanded={detailsOpen} onClick={onDetails}>
          {t(detailsOpen ? "chart.hideDetails" : "chart.details")}
        </button>
      </div>
    </section>
  );
}
