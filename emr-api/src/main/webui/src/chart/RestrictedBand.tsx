import type { ReactNode } from "react";
import type { Mask } from "../api";
import { Icon } from "../frame/Icon";
import { useSpeech } from "../lang";
import type { Section } from "../route";

const RESULTS = ["DIAGNOSTIC_REPORT", "ENCOUNTER"];

/** What each section shows; the others show everything. */
const PARTS: Partial<Record<Section, string[]>> = {
  laboratory: RESULTS,
  vitals: RESULTS,
  medications: ["MEDICATION_ORDER", "TEXTS", "ENCOUNTER"],
  reports: RESULTS,
  studies: ["IMAGING_STUDY", "ENCOUNTER"],
  treatment: ["MEDICATION_ORDER", "PROCEDURE", "CLINICAL_NOTE", "PAPER", "TEXTS", "ENCOUNTER"],
  documents: ["CLINICAL_DOCUMENT", "SHEET", "ENCOUNTER"],
};

/** Says that a section hides something, and under which label where even that may be said; never what. */
export function RestrictedBand({ masks, section, children }: { masks: Mask[]; section: Section; children?: ReactNode }) {
  const { t, language } = useSpeech();
  const parts = PARTS[section];
  const here = masks.filter((mask) => !parts || parts.includes(mask.part));
  if (here.length === 0) return null;
  const names = [...new Set(here.map((mask) => (language === "vi" ? mask.nameVi : mask.nameEn)).filter(Boolean))];
  return (
    <div className="note note-restricted" role="note">
      <Icon name="info" />
      <span>
        <strong>{t("restricted.some")}</strong>
        {names.length > 0 && ` – ${names.join(", ")}`}
        <span className="fine block">{t("restricted.why")}</span>
      </span>
      {children}
    </div>
  );
}
