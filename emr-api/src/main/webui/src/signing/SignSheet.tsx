import { useState } from "react";
import type { Problem } from "../client";
import { Drawer } from "../frame/Drawer";
import { Icon } from "../frame/Icon";
import { useKept } from "../frame/Kept";
import { ProblemNote, Shown } from "../frame/states";
import { useLoad } from "../load";
import { signing, type Key } from "./api";
import { warningsOf, Warnings } from "./CheckNote";
import { JobView } from "./JobView";
import { KeyFields, type Chosen } from "./KeyFields";
import { Outcomes } from "./Outcomes";
import { appOf, type Job } from "./remote";
import { useAsked } from "./useAsked";
import { useBatch, type ToSign, type Tried } from "./useBatch";
import { useWords, type Word } from "./words";

const ofFacility = ({ role }: ToSign) => role === "SEAL";

/** A key with its PIN; until sign-out the key is chosen again, never the PIN. */
function useKey(name: string): [Chosen, (chosen: Chosen) => void] {
  const [kept, keep] = useKept(name, "");
  const [chosen, setChosen] = useState<Chosen>({ key: kept, pin: "", ready: false });
  return [chosen, (next) => {
    setChosen(next);
    keep(next.key);
  }];
}

/** What kept all of them from being signed. */
export function SignProblem({ problem }: { problem: Problem }) {
  const { t } = useWords();
  const note = (title: Word, text: Word) => <div className="note note-problem" role="alert"><Icon name="warn" /><div><strong>{t(title)}</strong><p>{t(text)}</p></div></div>;
  if (problem.code === "WRONG_CREDENTIALS") return note("pin.wrong", "pin.wrongText");
  if (problem.code === "ACCOUNT_LOCKED") return note("pin.locked", "pin.lockedText");
  const warnings = warningsOf(problem);
  if (warnings.length === 0) return <ProblemNote problem={problem} />;
  return <div className="note note-withdrawn" role="alert"><Icon name="warn" /><div><strong>{t("batch.bad")}</strong><Warnings of={warnings} /></div></div>;
}

interface AskingProps {
  items: readonly ToSign[];
  keys: readonly Key[];
  problem?: Problem;
  person: Chosen;
  facility: Chosen;
  onPerson: (chosen: Chosen) => void;
  onFacility: (chosen: Chosen) => void;
  onSign: () => void;
}

/** With which keys; each is looked at first. */
function Asking({ items, keys, problem, person, facility, onPerson, onFacility, onSign }: AskingProps) {
  const { t } = useWords();
  const seals = items.filter(ofFacility).length;
  const persons = items.length - seals;
  const ready = (persons === 0 || person.ready) && (seals === 0 || facility.ready);
  const onPhone = (persons === 0 || person.remote) && (seals === 0 || facility.remote);
  return (
    <form
      className="order-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) onSign();
      }}
    >
      {items.length <= 5 && <ul className="plain signing-what">{items.map((one) => <li key={`${one.entryId ?? one.sheetId} ${one.place}`}>{one.what}</li>)}</ul>}
      {persons > 0 && <KeyFields seal={false} legend={t("batch.ofPerson", { n: persons })} keys={keys.filter(({ accountId }) => accountId)} chosen={person} onChange={onPerson} />}
      {seals > 0 && <KeyFields seal legend={t("batch.ofFacility", { n: seals })} keys={keys.filter(({ facilityId }) => facilityId)} chosen={facility} onChange={onFacility} />}
      {problem && <SignProblem problem={problem} />}
      <div className="buttons">
        <button type="submit" className="button primary" disabled={!ready}><Icon name="pen" size={16} /> {t(onPhone ? "batch.ask" : "batch.do")}</button>
      </div>
    </form>
  );
}

function Summary({ tried, stopped }: { tried: readonly Tried[]; stopped: boolean }) {
  const { t } = useWords();
  const n = tried.filter(({ outcome }) => outcome && !outcome.code).length;
  const left = tried.length - n;
  const words = left === 0 ? t("batch.done", { n }) : n === 0 ? t("batch.nothing") : t("batch.some", { n, left });
  return <p className={`note ${left === 0 ? "note-good" : "note-stale"}`} role="status"><Icon name={left === 0 ? "info" : "warn"} /><span><strong>{words}</strong> {stopped && t("batch.stopped")}</span></p>;
}

/** What may pass when it is tried again as it is. */
const PASSING = ["TEMPORARY", "OVERLOADED", "INTERNAL"];

function Again({ tried, onAgain }: { tried: readonly Tried[]; onAgain: (some: ToSign[]) => void }) {
  const { t } = useWords();
  const some = tried.filter(({ outcome, lost }) => !lost && (!outcome || PASSING.includes(outcome.code ?? ""))).map(({ item }) => item);
  if (some.length === 0) return null;
  return <button type="button" className="button" onClick={() => onAgain(some)}>{t("batch.again", { n: some.length })}</button>;
}

interface DoneProps {
  tried: readonly Tried[];
  stopped: boolean;
  problem?: Problem;
  keys: readonly Key[];
  onSigned: () => void;
  onClose: () => void;
  onAgain: (some: ToSign[]) => void;
}

/** What became of each: at once, or on the phone. */
function Done({ tried, stopped, problem, keys, onSigned, onClose, onAgain }: DoneProps) {
  const { t } = useWords();
  const asked = useAsked();
  const jobs = [...new Map(tried.flatMap(({ job }) => (job ? [[job.id, job] as [string, Job]] : []))).values()];
  const here = tried.filter(({ job }) => !job);
  return (
    <div className="order-form">
      {jobs.map((job) => <JobView key={job.id} job={job} app={appOf(keys.find(({ id }) => id === job.keyId))} named={asked.of} onEnded={onSigned} onAgain={onAgain} />)}
      {here.length > 0 && (jobs.length === 0 || here.some(({ outcome }) => outcome && !outcome.code) ? <Summary tried={here} stopped={stopped} /> : <p>{t("batch.rest", { n: here.length })}</p>)}
      {problem && <SignProblem problem={problem} />}
      {here.length > 0 && <Outcomes of={here} />}
      <div className="buttons">
        <button type="button" className="button primary" onClick={onClose}>{t("batch.close")}</button>
        <Again tried={here} onAgain={onAgain} />
      </div>
    </div>
  );
}

interface Props {
  items: readonly ToSign[];
  onClose: () => void;
  /** Something was signed, or may be. */
  onSigned: () => void;
}

/** Signs one or many: the key, its check, its PIN, how far it is, and what became of each. */
export function SignSheet({ items, onClose, onSigned }: Props) {
  const { t } = useWords();
  const [left, setLeft] = useState(items);
  const { state, run, stop, again } = useBatch();
  const keys = useLoad("signing keys", (signal) => signing.keys(signal));
  const [person, setPerson] = useKey("signing key");
  const [facility, setFacility] = useKey("sealing key");
  const asked = useAsked();
  const sign = () => {
    asked.keep(left);
    void run([
      { keyId: person.key, pin: person.pin, remote: person.remote === true, items: left.filter((one) => !ofFacility(one)) },
      { keyId: facility.key, pin: facility.pin, remote: facility.remote === true, items: left.filter(ofFacility) },
    ]).then(onSigned);
    // What becomes of it is told without the PINs.
    setPerson({ ...person, pin: "", ready: false });
    setFacility({ ...facility, pin: "", ready: false });
  };
  const retry = (some: readonly ToSign[]) => {
    setLeft(some);
    again();
  };
  return (
    <Drawer kind="sheet" wide title={t("batch.title", { n: left.length })} onClose={state.at === "signing" ? stop : onClose}>
      {state.at === "asking" && <Shown from={keys} rows={4}>{(listed) => <Asking items={left} keys={listed.keys} problem={state.problem} person={person} facility={facility} onPerson={setPerson} onFacility={setFacility} onSign={sign} />}</Shown>}
      {state.at === "signing" && (
        <div className="order-form">
          <p role="status">{t("batch.progress", { done: state.done, of: state.of })}</p>
          <div className="sending-progress"><progress max={state.of} value={state.done} aria-label={t("batch.do")} /></div>
          <p className="fine">{t("batch.keep")}</p>
          {state.of > 1 && <div className="buttons"><button type="button" className="button" onClick={stop}>{t("batch.stop")}</button></div>}
        </div>
      )}
      {state.at === "done" && <Done tried={state.tried} stopped={state.stopped} problem={state.problem} keys={keys.data?.keys ?? []} onSigned={onSigned} onClose={onClose} onAgain={retry} />}
    </Drawer>
  );
}
