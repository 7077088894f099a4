import { useRef, useState, type FormEvent } from "react";
import type { Encounter } from "../api";
import { CodePair } from "../catalogues/CodePair";
import { Problem as Wrong } from "../client";
import { problemOf } from "../doing";
import { day } from "../format/time";
import { fits, typedDate } from "../format/typed";
import { ProblemNote } from "../frame/states";
import { useSpeech, type Key } from "../lang";
import { problemApi, STATES, type Panel, type Problem, type Said } from "./api";

/** As the server has it. */
const SHORTEST_REASON = 3;

interface Draft {
  name: { code: string; words: string };
  since: string;
  status: Said["status"];
  important: boolean;
  seenIn: string;
  note: string;
  reason: string;
}

const draftOf = (old: Problem | undefined, open: string): Draft => ({
  name: { code: old?.code ?? "", words: old?.text ?? "" },
  since: day(old?.since),
  status: old && old.status !== "ENTERED_IN_ERROR" ? old.status : "ACTIVE",
  important: old?.importance === "HIGH",
  seenIn: old ? (old.seenIn ?? "") : open,
  note: old?.note ?? "",
  reason: "",
});

const saidOf = ({ name, since, status, important, seenIn, note }: Draft): Said => ({
  code: name.code.trim() || undefined,
  text: name.words.trim() || undefined,
  since: typedDate(since),
  status,
  importance: important ? "HIGH" : "NORMAL",
  note: note.trim() || undefined,
  seenIn: seenIn || undefined,
});

function wrongWith(draft: Draft, old: Problem | undefined): Key | undefined {
  if (!draft.name.code.trim() && !draft.name.words.trim()) return "problems.missing";
  if (!fits(draft.since, typedDate)) return "problems.wrongSince";
  return old && draft.reason.trim().length < SHORTEST_REASON ? "entered.missingReason" : undefined;
}

function Fields({ draft, visits, onPut }: { draft: Draft; visits: Encounter[]; onPut: (part: Partial<Draft>) => void }) {
  const { t, code } = useSpeech();
  return (
    <>
      <div className="codes" role="group" aria-label={t("problems.name")}>
        <CodePair value={draft.name} catalogue="icd10" label={`${t("problems.name")}: `} describedBy="problem-name-hint" onPut={(name) => onPut({ name })} />
        <span id="problem-name-hint" className="fine">{t("problems.nameHint")}</span>
      </div>
      <label>
        {t("problems.since")}
        <input value={draft.since} placeholder="dd/MM/yyyy" maxLength={10} autoComplete="off" aria-invalid={!fits(draft.since, typedDate) || undefined} onChange={({ target }) => onPut({ since: target.value })} />
        <span className="fine block">{t("problems.sinceHint")}</span>
      </label>
      <label>
        {t("problems.state")}
        <select value={draft.status} onChange={({ target }) => onPut({ status: target.value as Draft["status"] })}>
          {STATES.map((one) => <option key={one} value={one}>{code("problemStatus", one)}</option>)}
        </select>
      </label>
      <label className="check">
        <input type="checkbox" checked={draft.important} onChange={({ target }) => onPut({ important: target.checked })} /> {t("problems.important")}
      </label>
      {visits.length > 0 && (
        <label>
          {t("problems.seenIn")}
          <select value={draft.seenIn} onChange={({ target }) => onPut({ seenIn: target.value })}>
            <option value="">{t("problems.notSaid")}</option>
            {visits.map((visit) => (
              <option key={visit.id} value={visit.id}>{t("problems.visit", { what: code("class", visit.class), from: day(visit.start) })}</option>
            ))}
          </select>
        </label>
      )}
      <label>
        {t("entered.note")}
        <input value={draft.note} maxLength={500} autoComplete="off" onChange={({ target }) => onPut({ note: target.value })} />
      </label>
    </>
  );
}

interface Props {
  patientId: string;
  visits: Encounter[];
  old?: Problem;
  onDone: (panel: Panel) => void;
}

/** Records a problem, or says it otherwise. What somebody else wrote meanwhile is shown, and nothing typed is lost. */
export function ProblemForm({ patientId, visits, old, onDone }: Props) {
  const { t } = useSpeech();
  const [draft, setDraft] = useState(() => draftOf(old, visits.find((v) => v.status === "IN_PROGRESS")?.id ?? ""));
  const [missing, setMissing] = useState<Key>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Wrong>();
  const [theirs, setTheirs] = useState<Problem | "gone">();
  // The same form sent again, after an answer that was lost, records one.
  const request = useRef(crypto.randomUUID());
  const send = async () => {
    const version = theirs && theirs !== "gone" ? theirs.version : old?.version;
    onDone(old ? await problemApi.change(patientId, old.id, { version: version!, reason: draft.reason.trim(), problem: saidOf(draft) }) : await problemApi.record(patientId, request.current, saidOf(draft)));
  };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const wrong = wrongWith(draft, old);
    setMissing(wrong);
    if (wrong || busy) return;
    setBusy(true);
    setProblem(undefined);
    try {
      await send();
    } catch (cause) {
      const refused = problemOf(cause);
      const now = old && refused.status === 409 ? await problemApi.versions(patientId, old.id).catch(() => undefined) : undefined;
      if (now?.[0] && now[0].version !== old?.version) setTheirs(now[0].status === "ENTERED_IN_ERROR" ? "gone" : now[0]);
      else setProblem(refused);
    } finally {
      setBusy(false);
    }
  };
  return (
    <form className="order-form" onSubmit={(event) => void submit(event)} noValidate>
      {theirs && (
        <p className="note note-stale" role="alert">
          {theirs === "gone" ? t("entered.goneMeanwhile") : t("entered.meanwhile", { x: [theirs.code, theirs.text].filter(Boolean).join(" ") })}
        </p>
      )}
      <Fields draft={draft} visits={visits} onPut={(part) => setDraft((now) => ({ ...now, ...part }))} />
      {old && (
        <label>
          {t("entered.reason")}
          <textarea rows={2} value={draft.reason} maxLength={500} required onChange={({ target }) => setDraft((now) => ({ ...now, reason: target.value.replaceAll("\n", " ") }))} />
        </label>
      )}
      {missing && <p className="field-error" role="alert">{t(missing)}</p>}
      {problem && <ProblemNote problem={problem} />}
      <button type="submit" className="button primary" disabled={busy || theirs === "gone"}>
        {t(theirs ? "entered.saveMine" : "entered.save")}
      </button>
    </form>
  );
}
