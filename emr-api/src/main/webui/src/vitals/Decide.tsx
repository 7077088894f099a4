import { useState, type FormEvent } from "react";
import { useDoing } from "../doing";
import { moment } from "../format/time";
import { Drawer } from "../frame/Drawer";
import { ProblemNote } from "../frame/states";
import { useSpeech } from "../lang";
import { USES, vitalApi, type OfVisit, type Use } from "./api";

const SHORTEST_REASON = 3;

/** A doctor decides by which scale a visit is scored, or that it is not. */
export function Decide({ patientId, visit, onClose, onDone }: { patientId: string; visit: OfVisit; onClose: () => void; onDone: () => void }) {
  const { t } = useSpeech();
  const { busy, problem, run } = useDoing();
  const { decided } = visit;
  const [use, setUse] = useState<Use>(decided?.use ?? "SCALE_1");
  const [reason, setReason] = useState("");
  const enough = reason.trim().length >= SHORTEST_REASON;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!enough) return;
    void run(() => vitalApi.decide(patientId, { encounterId: visit.encounterId, version: decided?.version, use, reason: reason.trim() })).then((done) => done && onDone());
  };
  return (
    <Drawer title={t("vitals.decideTitle")} onClose={onClose}>
      <form className="order-form" onSubmit={submit} noValidate>
        <p className="fine">{t("vitals.decideText")}</p>
        {decided && <p>{t("vitals.decidedBy", { use: t(`vuse.${decided.use}`), by: decided.by, at: moment(decided.at), reason: decided.reason })}</p>}
        <fieldset className="choices">
          <legend>{t("vitals.decide")}</legend>
          {USES.map((one) => (
            <label key={one} className="check">
              <input type="radio" name="use" checked={use === one} onChange={() => setUse(one)} /> {t(`vuse.${one}`)}
            </label>
          ))}
        </fieldset>
        <label>
          {t("vitals.decideReason")}
          <input value={reason} maxLength={500} required autoComplete="off" onChange={({ target }) => setReason(target.value)} />
        </label>
        {problem && <ProblemNote problem={problem} />}
        <button type="submit" className="button primary" disabled={busy || !enough}>{t("vitals.decideDo")}</button>
      </form>
    </Drawer>
  );
}
