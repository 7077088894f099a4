import { day } from "../format/time";
import { useSpeech } from "../lang";

interface Props {
  visits: { encounterId: string; visitNumber?: string; start?: string }[];
  value: string;
  onChange: (encounterId: string) => void;
}

/** Of which visit something is entered; nothing to choose where there is one. */
export function VisitChoice({ visits, value, onChange }: Props) {
  const { t } = useSpeech();
  if (visits.length < 2) return null;
  return (
    <label>
      {t("vitals.visit")}
      <select value={value} onChange={({ target }) => onChange(target.value)}>
        {visits.map((one) => <option key={one.encounterId} value={one.encounterId}>{t("vitals.ofVisit", { number: one.visitNumber ?? "", from: day(one.start) })}</option>)}
      </select>
    </label>
  );
}
