import { useId, useState } from "react";
import { Problem } from "../client";
import { Drawer } from "../frame/Drawer";
import { ProblemNote } from "../frame/states";
import { useSpeech } from "../lang";
import { desk } from "./api";

/** Says that nothing is to be done about a waiting message, and why. */
export function Dismiss({ id }: { id: string }) {
  const { t } = useSpeech();
  const field = useId();
  const [open, setOpen] = useState(false);
  const [done, setDone] = useState(false);
  const [busy, setBusy] = useState(false);
  const [reason, setReason] = useState("");
  const [problem, setProblem] = useState<Problem>();
  const dismiss = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      await desk.dismiss(id, reason);
      setDone(true);
      setOpen(false);
    } catch (cause) {
      setProblem(cause instanceof Problem ? cause : new Problem(0, { code: "INTERNAL" }));
    }
    setBusy(false);
  };
  if (done) return <span role="status" className="good">{t("desk.dismissed")}</span>;
  return (
    <>
      <button type="button" className="button" onClick={() => setOpen(true)}>
        {t("desk.dismiss")}
      </button>
      {open && (
        <Drawer kind="sheet" title={t("desk.dismiss")} onClose={() => setOpen(false)}>
          <p>{t("desk.dismissHint")}</p>
          <label className="field-label" htmlFor={field}>{t("desk.reason")}</label>
          <input id={field} className="wide-input" maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
          <p className="fine">{t("desk.reasonHint")}</p>
          {problem && <ProblemNote problem={problem} />}
          <button type="button" className="button primary" disabled={busy || reason.trim().length < 3} onClick={() => void dismiss()}>
            {t("desk.dismiss")}
          </button>
        </Drawer>
      )}
    </>
  );
}
