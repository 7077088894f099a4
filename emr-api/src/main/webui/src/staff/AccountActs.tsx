import { useState } from "react";
import { SessionTable } from "../account/SessionTable";
import { useDoing } from "../doing";
import { Drawer } from "../frame/Drawer";
import { Empty, ProblemNote, Shown } from "../frame/states";
import { useSpeech, type Key } from "../lang";
import { useLoad } from "../load";
import { staff, type OneTime, type Person } from "./api";

type Act = "disable" | "enable" | "unlock" | "password" | "factor" | "unbind" | "signOut";
const WORDS: Record<Act, [Key, Key]> = {
  disable: ["acts.disable", "acts.disableText"],
  enable: ["acts.enable", "acts.enableText"],
  unlock: ["acts.unlock", "acts.unlockText"],
  password: ["acts.password", "acts.passwordText"],
  factor: ["acts.factor", "acts.factorText"],
  unbind: ["acts.unbind", "acts.unbindText"],
  signOut: ["acts.signOut", "acts.signOutText"],
};

/** What can be done with the account as it stands. */
function possible(person: Person): Act[] {
  const acts: (Act | false)[] = [
    person.locked && "unlock",
    "password",
    person.secondFactor === true && "factor",
    person.bound === true && "unbind",
    "signOut",
    person.enabled ? "disable" : "enable",
  ];
  return acts.filter((act): act is Act => act !== false);
}

async function done(act: Act, id: string, reason: string): Promise<OneTime | undefined> {
  switch (act) {
    case "disable":
      await staff.disable(id, reason);
      return undefined;
    case "enable":
      await staff.enable(id);
      return undefined;
    case "unlock":
      await staff.unlock(id);
      return undefined;
    case "password":
      return staff.password(id);
    case "factor":
      await staff.removeFactors(id);
      return undefined;
    case "unbind":
      await staff.unbind(id);
      return undefined;
    case "signOut":
      await staff.signOut(id);
      return undefined;
  }
}

/** A password that is shown once. */
export function OneTimePassword({ made }: { made: OneTime }) {
  const { t } = useSpeech();
  return (
    <div className="note note-good" role="status">
      <p>{t("acts.once", { x: made.username })}</p>
      <p><code className="factor-secret">{made.password}</code></p>
    </div>
  );
}

function LivingSessions({ id }: { id: string }) {
  const { t } = useSpeech();
  const open = useLoad(`sessions ${id}`, (signal) => staff.sessions(id, signal));
  return <Shown from={open} rows={2}>{(sessions) => (sessions.length === 0 ? <Empty>{t("acts.noSession")}</Empty> : <SessionTable of={sessions} />)}</Shown>;
}

interface SheetProps {
  act: Act;
  person: Person;
  onDone: () => void;
  onClose: () => void;
}

function ActSheet({ act, person, onDone, onClose }: SheetProps) {
  const { t } = useSpeech();
  const { busy, problem, run } = useDoing();
  const [reason, setReason] = useState("");
  const [made, setMade] = useState<OneTime>();
  const [title, text] = WORDS[act];
  const submit = () =>
    void run(async () => {
      const password = await done(act, person.id, reason.trim());
      if (password) setMade(password);
      else {
        onDone();
        onClose();
      }
    });
  const close = () => {
    if (made) onDone();
    onClose();
  };
  return (
    <Drawer kind="sheet" title={`${t(title)}: ${person.displayName}`} onClose={close}>
      {made ? (
        <OneTimePassword made={made} />
      ) : (
        <>
          <p>{t(text)}</p>
          {act === "signOut" && <LivingSessions id={person.id} />}
          {act === "disable" && (
            <p>
              <label className="field-label" htmlFor="act-reason">{t("staff.reason")}</label>
              <input id="act-reason" className="wide-input" maxLength={500} value={reason} autoComplete="off" onChange={(e) => setReason(e.target.value)} />
            </p>
          )}
          {problem && <ProblemNote problem={problem} />}
          <button type="button" className="button primary" disabled={busy || (act === "disable" && reason.trim().length < 3)} onClick={submit}>{t(title)}</button>
        </>
      )}
    </Drawer>
  );
}

/** Buttons of an administrator for somebody else's account; those that cannot work are not there. */
export function AccountActs({ person, onDone }: { person: Person; onDone: () => void }) {
  const { t } = useSpeech();
  const [act, setAct] = useState<Act>();
  return (
    <section className="card" aria-labelledby="acts-title">
      <h2 id="acts-title">{t("acts.title")}</h2>
      <p className="fine">{t(person.secondFactor ? "acts.hasFactor" : "acts.noFactor")}</p>
      <p className="buttons">
        {possible(person).map((one) => <button key={one} type="button" className="button" onClick={() => setAct(one)}>{t(WORDS[one][0])}</button>)}
      </p>
      {act && <ActSheet act={act} person={person} onDone={onDone} onClose={() => setAct(undefined)} />}
    </section>
  );
}
