import { useId, useState } from "react";
import { useDoing } from "../doing";
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
  const [reason, setReason] = useState("");
  const { busy, problem, run } = useDoing();
  const dismiss = () =>
    run(async () => {
      await desk.dismiss(id, reason);
      setDone(true);
      setOpen(false);
    });
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
