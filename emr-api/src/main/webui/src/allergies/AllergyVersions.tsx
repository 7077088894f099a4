import { useState } from "react";
import { moment } from "../format/time";
import { Shown } from "../frame/states";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { allergyApi, type Allergy } from "./api";

function Versions({ patientId, allergy }: { patientId: string; allergy: Allergy }) {
  const { t, code } = useSpeech();
  const versions = useLoad(`allergy ${allergy.id} ${allergy.version}`, (signal) => allergyApi.versions(patientId, allergy.id, signal));
  return (
    <Shown from={versions} rows={2}>
      {(all) => (
        <ol className="items">
          {all.map((one) => (
            <li key={one.version}>
              <span className="fine">
                {t("allergies.version", { n: one.version, by: one.origin?.sourceName ?? "", at: moment(one.origin?.statedAt) })}
              </span>
              <span className="block">
                {[one.substance, code("allergySeverity", one.severity), one.reactions.join(", "), code("allergyStatus", one.status)].filter(Boolean).join(" · ")}
              </span>
              {one.reason && <span className="fine block">{t("allergies.because", { x: one.reason })}</span>}
            </li>
          ))}
        </ol>
      )}
    </Shown>
  );
}

/** How it came to what it says; asked for when somebody looks. */
export function AllergyVersions({ patientId, allergy }: { patientId: string; allergy: Allergy }) {
  const { t } = useSpeech();
  const [open, setOpen] = useState(false);
  if (allergy.version === 1) return null;
  return (
    <details onToggle={(event) => setOpen(event.currentTarget.open)}>
      <summary className="fine">{t("allergies.versions", { n: allergy.version })}</summary>
      {open && <Versions patientId={patientId} allergy={allergy} />}
    </details>
  );
}
