import { useState, type FormEvent } from "react";
import type { CareRelation, Colleague } from "../api";
import { api } from "../client";
import { useDoing } from "../doing";
import { Drawer } from "../frame/Drawer";
import { ProblemNote, Shown } from "../frame/states";
import { useSpeech, type Key } from "../lang";
import { useLoad } from "../load";
import { useMe } from "../session";

const MOST_DAYS = 90;

const idOf = (one: Colleague) => one.accountId ?? one.departmentId ?? "";

/** Finds by a part of the name and keeps the one chosen in sight while something else is typed. */
function Choosing({ chosen, onChoose }: { chosen: Colleague | undefined; onChoose: (one: Colleague) => void }) {
  const { t } = useSpeech();
  const me = useMe();
  const [text, setText] = useState("");
  const found = useLoad(`colleagues ${text.trim()}`, (signal) => api.colleagues(text.trim(), signal));
  const [last, setLast] = useState<Colleague[]>();
  if (found.data && found.data !== last) setLast(found.data);
  return (
    <>
      <label>
        {t("care.find")}
        <input type="search" value={text} maxLength={100} autoComplete="off" autoFocus onChange={(event) => setText(event.target.value)} />
        <span className="fine block">{t("care.findHint")}</span>
      </label>
      <fieldset className="choosing colleagues">
        <legend>{t("care.who")}</legend>
        <Shown from={last && !found.problem ? { ...found, data: last } : found} rows={3}>
          {(all) => {
            const fitting = all.filter((one) => one.accountId !== me.accountId);
            const others = fitting.filter((one) => !chosen || idOf(one) !== idOf(chosen));
            return (
              <>
                {fitting.length === 0 && <p className="fine" role="status">{t("care.noneFound")}</p>}
                {[...(chosen ? [chosen] : []), ...others].map((one) => (
                  <label key={idOf(one)} className="check">
                    <input type="radio" name="who" checked={one === chosen} onChange={() => onChoose(one)} />
                    <span>
                      <strong>{one.name}</strong> {one.place && <span className="fine">{one.place}</span>}
                    </span>
                  </label>
                ))}
              </>
            );
          }}
        </Shown>
      </fieldset>
    </>
  );
}

/** Asks a colleague or a department for some days, with a reason. */
export function CareForm({ patientId, onClose, onDone }: { patientId: string; onClose: () => void; onDone: (all: CareRelation[]) => void }) {
  const { t } = useSpeech();
  const { busy, problem, run } = useDoing();
  const [chosen, setChosen] = useState<Colleague>();
  const [wrong, setWrong] = useState<Key>();

  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const days = Number(form.get("days"));
    const reason = String(form.get("reason") ?? "").trim();
    const fits = Number.isInteger(days) && days >= 1 && days <= MOST_DAYS;
    const missing = !chosen ? "care.missingWho" : !fits ? "care.missingDays" : !reason ? "care.missingReason" : undefined;
    setWrong(missing);
    if (missing || !chosen) return;
    const whom = chosen.accountId ? { accountId: chosen.accountId } : { departmentId: chosen.departmentId };
    void run(async () => onDone(await api.askCare(patientId, { ...whom, days, reason })));
  };

  return (
    <Drawer title={t("care.ask")} onClose={onClose}>
      <form className="order-form" onSubmit={submit} noValidate>
        <p className="fine">{t("care.note")}</p>
        <Choosing chosen={chosen} onChoose={setChosen} />
        <label>
          {t("care.days")}
          <input name="days" type="number" inputMode="numeric" min={1} max={MOST_DAYS} defaultValue={3} />
        </label>
        <label>
          {t("care.reason")}
          <textarea name="reason" rows={3} maxLength={300} />
        </label>
        {wrong && <p className="field-error" role="alert">{t(wrong)}</p>}
        {problem && <ProblemNote problem={problem} />}
        <button type="submit" className="button primary" disabled={busy}>
          {t("care.ask")}
        </button>
      </form>
    </Drawer>
  );
}
