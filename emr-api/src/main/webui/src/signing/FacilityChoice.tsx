import { rules } from "../folder/rules";
import { ProblemNote } from "../frame/states";
import { useLoad } from "../load";
import { useWords } from "./words";

/** Of which facility a seal is. */
export function FacilityChoice({ chosen, onChoose }: { chosen: string; onChoose: (facility: string) => void }) {
  const { t } = useWords();
  const facilities = useLoad("facilities", (signal) => rules.all(signal));
  return (
    <>
      <label>
        {t("certificate.facility")}
        <select value={chosen} required onChange={({ target }) => onChoose(target.value)}>
          <option value="">{t("certificate.chooseFacility")}</option>
          {facilities.data?.map(({ now }) => <option key={now.facilityId} value={now.facilityId}>{now.name}</option>)}
        </select>
      </label>
      {facilities.problem && <ProblemNote problem={facilities.problem} onRetry={facilities.reload} />}
    </>
  );
}
