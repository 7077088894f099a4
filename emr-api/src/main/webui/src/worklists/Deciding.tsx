import { useId, useState, type FormEvent, type ReactNode } from "react";
import { problemOf, useDoing } from "../doing";
import { Drawer } from "../frame/Drawer";
import { ProblemNote } from "../frame/states";
import { useSpeech } from "../lang";

interface Props {
  title: string;
  /** What will happen, in plain words. */
  children: ReactNode;
  act: string;
  onAct: (reason: string) => Promise<unknown>;
  onClose: () => void;
  /** Nothing is decided before this is chosen. */
  blocked?: boolean;
}

export { problemOf };

/** A decision about who is who: says what it does, and needs a reason. */
export function Deciding({ title, children, act, onAct, onClose, blocked = false }: Props) {
  const { t } = useSpeech();
  const [reason, setReason] = useState("");
  const { busy, problem, run } = useDoing();
  const field = useId();
  const send = (event: FormEvent) => {
    event.preventDefault();
    void run(() => onAct(reason.trim()));
  };
  return (
    <Drawer title={title} onClose={onClose} wide>
      <form className="deciding" onSubmit={send}>
        {children}
        <label htmlFor={field}>{t("match.reason")}</label>
        <textarea id={field} value={reason} maxLength={500} rows={2} required minLength={3} onChange={(event) => setReason(event.target.value)} />
        <p className="fine">{t("match.reasonHint")}</p>
        {problem && <ProblemNote problem={problem} />}
        <div className="actions">
          <button type="submit" className="button primary" disabled={busy || blocked || reason.trim().length < 3}>
            {act}
          </button>
          <button type="button" className="button" onClick={onClose}>
            {t("match.cancel")}
          </button>
        </div>
      </form>
    </Drawer>
  );
}
