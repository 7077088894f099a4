import { useState, type FormEvent } from "react";
import { useDoing } from "../doing";
import { Drawer } from "../frame/Drawer";
import { Icon } from "../frame/Icon";
import { ProblemNote } from "../frame/states";
import { useSpeech } from "../lang";
import { may, useMe } from "../session";
import { CAUSES, restriction, type Cause, type Opened } from "./api";

const SHORTEST = 10;

/** Opens in an emergency what is closed; without a patient the whole number is asked for. */
function BreakForm({ patientId, onClose, onOpened }: { patientId?: string; onClose: () => void; onOpened: (opened: Opened) => void }) {
  const { t } = useSpeech();
  const { busy, problem, run } = useDoing();
  const [number, setNumber] = useState("");
  const [cause, setCause] = useState<Cause>();
  const [reason, setReason] = useState("");
  const ready = cause && reason.trim().length >= SHORTEST && (patientId || number.trim());
  const open = (event: FormEvent) => {
    event.preventDefault();
    if (!cause) return;
    void run(async () => onOpened(await restriction.open({ ...(patientId ? { patientId } : { patientNumber: number.trim() }), cause, reason: reason.trim() })));
  };
  return (
    <Drawer title={t("emergency.open")} onClose={onClose}>
      <form className="order-form" onSubmit={open}>
        <p>{t("emergency.text")}</p>
        {!patientId && <label>{t("emergency.number")}<input value={number} maxLength={100} autoComplete="off" onChange={(e) => setNumber(e.target.value)} /></label>}
        <fieldset className="staff-departments">
          <legend>{t("emergency.cause")}</legend>
          {CAUSES.map((one) => (
            <label key={one} className="check">
              <input type="radio" name="cause" checked={cause === one} onChange={() => setCause(one)} />
              {t(`emergency.${one}`)}
            </label>
          ))}
        </fieldset>
        <label>
          {t("emergency.reason")}
          <textarea rows={3} required maxLength={500} value={reason} onChange={(e) => setReason(e.target.value)} />
        </label>
        {problem && <ProblemNote problem={problem} />}
        <button type="submit" className="button primary" disabled={busy || !ready}>{t("emergency.open")}</button>
      </form>
    </Drawer>
  );
}

/** The way into what is closed, for those who may break the glass; nothing for others. */
export function BreakGlass({ patientId, onOpened }: { patientId?: string; onOpened: (opened: Opened) => void }) {
  const { t } = useSpeech();
  const me = useMe();
  const [asking, setAsking] = useState(false);
  if (!may(me, "BREAK_GLASS")) return null;
  return (
    <>
      <button type="button" className="button" onClick={() => setAsking(true)}>{t(patientId ? "emergency.open" : "emergency.byNumber")}</button>
      {asking && <BreakForm patientId={patientId} onClose={() => setAsking(false)} onOpened={(opened) => { setAsking(false); onOpened(opened); }} />}
    </>
  );
}

/** Says that this record was opened in an emergency and will be looked at, and ends it. */
export function EmergencyBand({ patientId, onEnded }: { patientId: string; onEnded: () => void }) {
  const { t } = useSpeech();
  const { busy, problem, run } = useDoing();
  return (
    <div className="note note-stale" role="status">
      <Icon name="warn" />
      <div>
        <strong>{t("emergency.lasts")}</strong>
        <p>{t("emergency.reviewed")}</p>
        {problem && <ProblemNote problem={problem} />}
      </div>
      <button type="button" className="button" disabled={busy} onClick={() => void run(async () => { await restriction.close(patientId); onEnded(); })}>
        {t("emergency.end")}
      </button>
    </div>
  );
}
