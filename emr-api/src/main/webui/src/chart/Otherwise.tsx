import type { Patient, ToldValue } from "../api";
import { day, moment, unbroken } from "../format/time";
import { useSpeech } from "../lang";

/** What two people could be taken for each other by. */
const IDENTITY = ["NAME", "BIRTH", "SEX", "NATIONAL_ID"];

function useWords() {
  const { t, code } = useSpeech();
  return ({ what, text, time }: ToldValue) => {
    if (what === "BIRTH") return day(time);
    if (what === "DECEASED_AT") return moment(time);
    if (what === "SEX") return code("sex", text);
    if (what === "DECEASED") return t(text === "true" ? "chart.deceased" : "told.alive");
    return what === "NATIONALITY" ? code("country", text) : text;
  };
}

/** What systems tell otherwise than the record shows, beside that value; nothing when they agree. */
export function Otherwise({ patient, what }: { patient: Patient; what: string }) {
  const { t } = useSpeech();
  const words = useWords();
  const others = (patient.told ?? []).filter((v) => v.what === what && v.differs);
  return others.map((v) => (
    <span key={v.sourceName} className="told-otherwise">
      {t("told.by", { source: v.sourceName, value: words(v) ?? "", at: unbroken(moment(v.statedAt)) })}
    </span>
  ));
}

/** Whether any of these is told otherwise. */
export function isToldOtherwise(patient: Patient, ...what: string[]) {
  return (patient.told ?? []).some((v) => v.differs && what.includes(v.what));
}

/** In the banner: that systems do not agree on who this is, and in what. */
export function IdentityDiffers({ patient }: { patient: Patient }) {
  const { t, code } = useSpeech();
  const names = IDENTITY.filter((what) => isToldOtherwise(patient, what)).map((what) => code("told", what).toLocaleLowerCase());
  return names.length === 0 ? null : <span className="chip chip-warn">{t("told.differing", { x: names.join(", ") })}</span>;
}
