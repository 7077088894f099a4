import { Versions } from "../entered/Versions";
import { useSpeech } from "../lang";
import { allergyApi, type Allergy } from "./api";

/** How it came to what it says. */
export function AllergyVersions({ patientId, allergy }: { patientId: string; allergy: Allergy }) {
  const { code } = useSpeech();
  return (
    <Versions id={allergy.id} version={allergy.version} load={(signal) => allergyApi.versions(patientId, allergy.id, signal)}>
      {(one) => [one.substance, code("allergySeverity", one.severity), one.reactions.join(", "), code("allergyStatus", one.status)].filter(Boolean).join(" · ")}
    </Versions>
  );
}
