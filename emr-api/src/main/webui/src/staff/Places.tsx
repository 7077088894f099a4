import { useSpeech } from "../lang";
import type { Choices } from "./api";

interface Chosen {
  facilityId: string;
  departments: string[];
}

/** A facility and some of its departments. */
export function Places({ choices, of, onChange }: { choices: Choices; of: Chosen; onChange: (places: Chosen) => void }) {
  const { t } = useSpeech();
  const departments = choices.departments.filter((one) => one.facilityId === of.facilityId);
  return (
    <>
      <label>
        {t("staff.facility")}
        <select value={of.facilityId} onChange={(e) => onChange({ facilityId: e.target.value, departments: [] })}>
          <option value="">{t("staff.noFacility")}</option>
          {choices.facilities.map((one) => <option key={one.id} value={one.id}>{one.name}</option>)}
        </select>
      </label>
      {departments.length > 0 && (
        <fieldset className="staff-departments">
          <legend>{t("staff.departments")}</legend>
          {departments.map(({ id, name }) => (
            <label key={id} className="check">
              <input
                type="checkbox"
                checked={of.departments.includes(id)}
                onChange={(e) => onChange({ facilityId: of.facilityId, departments: e.target.checked ? [...of.departments, id] : of.departments.filter((one) => one !== id) })}
              />
              {name}
            </label>
          ))}
        </fieldset>
      )}
    </>
  );
}
