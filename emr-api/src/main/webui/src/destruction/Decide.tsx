import { useState } from "react";
import { useDoing } from "../doing";
import { Drawer } from "../frame/Drawer";
import { ProblemNote } from "../frame/states";
import { useSpeech } from "../lang";
import { destructions, type Destruction } from "./api";

export type Decision = "APPROVED" | "REFUSED" | "WITHDRAWN" | "STARTED";

const TAKE: Record<Decision, (id: string, version: number, reason: string) => Promise<Destruction>> = {
  APPROVED: (id, version) => destructions.approve(id, version),
  REFUSED: destructions.refuse,
  WITHDRAWN: destructions.withdraw,
  STARTED: (id, version) => destructions.start(id, version),
};

/** One act with a round: what it means, and why where that is needed. What cannot be taken back is typed out first. */
export function Decide({ of, act, onClose, onDone }: { of: Destruction; act: Decision; onClose: () => void; onDone: (next: Destruction) => void }) {
  const { t } = useSpeech();
  const doing = useDoing();
  const [words, setWords] = useState("");
  const final = act === "STARTED";
  const needed = act === "REFUSED" || act === "WITHDRAWN";
  const ready = final ? words.trim() === of.number : !needed || words.trim().length > 2;
  return (
    <Drawer kind="sheet" title={t(`destructionAct.${act}`)} onClose={onClose}>
      <form className="order-form" onSubmit={(event) => { event.preventDefault(); void doing.run(async () => onDone(await TAKE[act](of.id, of.version, words.trim()))); }}>
        <p>{t(`destructionNote.${act}`)}</p>
        {final && <label>{t("destruction.typeNumber", { number: of.number })}<input required value={words} maxLength={20} autoComplete="off" onChange={(e) => setWords(e.target.value)} /></label>}
        {needed && <label>{t("destruction.reason")}<textarea required rows={3} value={words} maxLength={500} onChange={(e) => setWords(e.target.value)} /></label>}
        {doing.problem && <ProblemNote problem={doing.problem} />}
        <div className="buttons">
          <button type="submit" className="button primary" disabled={doing.busy || !ready}>{t(`destructionAct.${act}`)}</button>
        </div>
      </form>
    </Drawer>
  );
}
