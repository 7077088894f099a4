import type { Asked, Relation, Signer } from "./api";
import { RELATIONS } from "./api";
import { useWords } from "./words";

/** Who signs, as far as it was said. */
export interface Who {
  signer?: Signer;
  name: string;
  relation?: Relation;
  relationWords: string;
  because: string;
}

const LONGEST_NAME = 80;

/** Whether nothing is missing; a relative who signs as one needs no reason. */
export function isWho({ signer, name, relation, relationWords, because }: Who, role: Asked["role"]): boolean {
  if (signer === "PATIENT") return role === "PATIENT";
  const related = relation !== undefined && (relation !== "OTHER" || relationWords.trim().length > 1);
  return signer === "REPRESENTATIVE" && name.trim().length > 1 && related && (role === "WITNESS" || because.trim().length > 2);
}

/** The patient, or somebody for them with who they are to them. */
export function WhoSigns({ role, who, onChange }: { role: Asked["role"]; who: Who; onChange: (who: Who) => void }) {
  const { t } = useWords();
  const put = (some: Partial<Who>) => onChange({ ...who, ...some });
  return (
    <fieldset className="patient-step">
      <legend><h2>{t("signer.title")}</h2></legend>
      {role === "WITNESS" ? <p>{t("signer.family")}</p> : (["PATIENT", "REPRESENTATIVE"] as const).map((signer) => (
        <label key={signer} className="patient-choice"><input type="radio" name="signer" checked={who.signer === signer} onChange={() => put({ signer })} /> {t(`signer.${signer}`)}</label>
      ))}
      {who.signer === "REPRESENTATIVE" && (
        <div className="patient-fields">
          <label>{t("signer.name")}<input value={who.name} maxLength={LONGEST_NAME} autoComplete="off" onChange={({ target }) => put({ name: target.value })} /></label>
          <label>
            {t("signer.relation")}
            <select value={who.relation ?? ""} onChange={({ target }) => put({ relation: (target.value || undefined) as Relation | undefined })}>
              <option value="">{t("signer.choose")}</option>
              {RELATIONS.map((one) => <option key={one} value={one}>{t(`relation.${one}`)}</option>)}
            </select>
          </label>
          {who.relation === "OTHER" && <label>{t("signer.other")}<input value={who.relationWords} maxLength={40} autoComplete="off" onChange={({ target }) => put({ relationWords: target.value })} /></label>}
          {role === "PATIENT" && <label>{t("signer.because")}<input value={who.because} maxLength={120} autoComplete="off" onChange={({ target }) => put({ because: target.value })} /></label>}
        </div>
      )}
    </fieldset>
  );
}
