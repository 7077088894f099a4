import { useSpeech, type Key } from "../lang";
import { BY, type Actor } from "./api";

/** The patient, or who acts for them. Nothing is chosen before: who agreed is never guessed. */
export interface Said {
  by: Actor["by"] | "";
  representative: string;
  relation: string;
}

export const NOBODY: Said = { by: "", representative: "", relation: "" };

export const named = (said: Said) => said.by !== "" && (said.by === "PATIENT" || (said.representative.trim().length > 1 && said.relation.trim().length > 1));

export const actor = (said: Said): Actor =>
  said.by === "PATIENT" || said.by === "" ? { by: "PATIENT" } : { by: said.by, representative: said.representative.trim(), relation: said.relation.trim() };

export function WhoSaid({ label = "consent.by", said, onChange }: { label?: Key; said: Said; onChange: (said: Said) => void }) {
  const { t } = useSpeech();
  return (
    <>
      <label>
        {t(label)}
        <select required value={said.by} onChange={(e) => onChange({ ...said, by: e.target.value as Said["by"] })}>
          <option value="">{t("staff.choose")}</option>
          {BY.map((one) => <option key={one} value={one}>{t(`consent.${one}`)}</option>)}
        </select>
      </label>
      {said.by !== "" && said.by !== "PATIENT" && (
        <>
          <label>
            {t("consent.representative")}
            <input required maxLength={200} autoComplete="off" value={said.representative} onChange={(e) => onChange({ ...said, representative: e.target.value })} />
          </label>
          <label>
            {t("consent.relation")}
            <input required maxLength={100} autoComplete="off" value={said.relation} onChange={(e) => onChange({ ...said, relation: e.target.value })} />
          </label>
        </>
      )}
    </>
  );
}
