import { Icon } from "../frame/Icon";
import type { ByPatient } from "../signing/api";
import { useWords } from "./words";

/** At the place of a patient, for who may lead them through it. */
export function AskButton({ onAsk }: { onAsk: () => void }) {
  const { t } = useWords();
  return <button type="button" className="button primary" onClick={onAsk}><Icon name="pen" size={16} /> {t("ask.button")}</button>;
}

/** That a patient confirmed it, and by whose key that was sealed: never that they hold a certificate. */
export function PatientConfirmed({ of }: { of: ByPatient }) {
  const { t, code } = useWords();
  const relation = of.relation === "OTHER" ? of.relationWords : of.relation && code("relation", of.relation);
  const how = [relation, code("method", of.method), of.because, of.secondWitness && t("panel.second", { x: of.secondWitness })];
  return (
    <>
      <span className="block">{t("panel.confirmed", { by: of.sealedBy })}</span>
      <span className="fine block">{how.filter(Boolean).join(" · ")}</span>
    </>
  );
}
