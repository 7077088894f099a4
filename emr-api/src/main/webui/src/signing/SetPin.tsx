import { useState } from "react";
import { useDoing } from "../doing";
import { Drawer } from "../frame/Drawer";
import type { Key } from "./api";
import { called } from "./names";
import { device } from "./settings";
import { SignProblem } from "./SignSheet";
import { useWords } from "./words";

const SHORTEST = 6;
const LONGEST = 64;

/** The owner of a key in the hospital's device says by which PIN it signs. */
export function SetPin({ of, onClose, onDone }: { of: Key; onClose: () => void; onDone: () => void }) {
  const { t } = useWords();
  const { busy, problem, run } = useDoing();
  const [current, setCurrent] = useState("");
  const [pin, setPin] = useState("");
  const [again, setAgain] = useState("");
  const differs = again !== "" && again !== pin;
  const ready = pin.length >= SHORTEST && again === pin && (!of.pinSet || current !== "");
  const field = (label: string, value: string, change: (typed: string) => void, described?: string) => (
    <label>
      {label}
      <input type="password" value={value} required maxLength={LONGEST} autoComplete="off" aria-describedby={described} onChange={({ target }) => change(target.value)} />
    </label>
  );
  const save = () =>
    void run(() => device.pin(of.id, { current: of.pinSet ? current : undefined, pin })).then((done) => {
      setCurrent("");
      if (done) onDone();
    });
  return (
    <Drawer kind="sheet" title={t(of.pinSet ? "pin.change" : "pin.set")} onClose={onClose}>
      <form
        className="order-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) save();
        }}
      >
        <p><strong>{called(of.subject)}</strong></p>
        <p id="pin-rule" className="fine">{t("pin.rule")}</p>
        {of.pinSet && field(t("pin.current"), current, setCurrent)}
        {field(t("pin.new"), pin, setPin, "pin-rule")}
        {field(t("pin.again"), again, setAgain)}
        {differs && <p className="bad" role="alert">{t("pin.differs")}</p>}
        {problem && <SignProblem problem={problem} />}
        <div className="buttons"><button type="submit" className="button primary" disabled={busy || !ready}>{t(of.pinSet ? "pin.change" : "pin.set")}</button></div>
      </form>
    </Drawer>
  );
}
