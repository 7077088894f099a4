import { useState, type ReactNode } from "react";
import { useDoing } from "../doing";
import { Drawer } from "../frame/Drawer";
import { ProblemNote } from "../frame/states";
import { useSpeech, type Key } from "../lang";
import { clean } from "./answers";

/** As the server has it. */
const SHORTEST = 3;

interface Props {
  title: Key;
  /** What the button says. */
  act: Key;
  children?: ReactNode;
  onClose: () => void;
  /** Throws what kept it from being done. */
  onReason: (reason: string) => Promise<unknown>;
}

/** Asks why something is done that leaves a trace with its reason. */
export function ReasonSheet({ title, act, children, onClose, onReason }: Props) {
  const { t } = useSpeech();
  const { busy, problem, run } = useDoing();
  const [reason, setReason] = useState("");
  const given = reason.trim();
  const enough = given.length >= SHORTEST;
  return (
    <Drawer kind="sheet" title={t(title)} onClose={onClose}>
      <form
        className="order-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (enough) void run(() => onReason(given)).then((done) => done && onClose());
        }}
      >
        {children}
        {problem && <ProblemNote problem={problem} />}
        <label>
          {t("sheet.reason")}
          <textarea rows={3} value={reason} maxLength={500} autoFocus required onChange={(event) => setReason(clean(event.target.value, true))} />
        </label>
        <button type="submit" className="button primary" disabled={busy || !enough}>{t(act)}</button>
      </form>
    </Drawer>
  );
}
