import { useId, useState, type FormEvent } from "react";
import type { Problem } from "../client";
import { problemOf } from "../doing";
import { moment } from "../format/time";
import { decimal } from "../format/values";
import { DateField } from "../frame/DateField";
import { Drawer } from "../frame/Drawer";
import { ProblemNote } from "../frame/states";
import { VisitChoice } from "../entered/VisitChoice";
import { useSpeech, type Key } from "../lang";
import { CONSCIOUSNESS, UNITS, vitalApi, type Limits, type OfVisit, type Reading } from "./api";
import { ReadingText } from "./ReadingText";
import { draftOf, entered, judge, type Draft } from "./typed";

/** As the server has it. */
const SHORTEST_REASON = 3;

interface Part {
  draft: Draft;
  onPut: (part: Partial<Draft>) => void;
}

function Numbers({ draft, kinds, wrong, onPut }: Part & { kinds: Limits[]; wrong: Limits[] }) {
  const { t, code, language } = useSpeech();
  const id = useId();
  return (
    <div className="vital-fields">
      {kinds.map((limits) => {
        const { kind, lowest, highest, decimals } = limits;
        const bad = wrong.includes(limits);
        return (
          <div key={kind} className="field">
            <label htmlFor={id + kind}>
              {code("vital", kind)} <span className="fine">{UNITS[kind] ?? t("vital.perMinute")}</span>
            </label>
            <input
              id={id + kind}
              inputMode="decimal"
              autoComplete="off"
              maxLength={8}
              value={draft.signs[kind] ?? ""}
              aria-invalid={bad || undefined}
              aria-describedby={bad ? `${id}${kind}b` : undefined}
              onChange={({ target }) => onPut({ signs: { ...draft.signs, [kind]: target.value }, confirmed: false })}
            />
            {bad && (
              <span id={`${id}${kind}b`} className="bad">
                {t("vitals.wrong", { kind: code("vital", kind), lowest: decimal(String(lowest), language), highest: decimal(String(highest), language), decimals })}
              </span>
            )}
          </div>
        );
      })}
    </div>
  );
}

function Others({ draft, onPut }: Part) {
  const { t, code } = useSpeech();
  return (
    <>
      <label>
        {t("vitals.oxygen")}
        <select value={draft.oxygen} onChange={({ target }) => onPut({ oxygen: target.value as Draft["oxygen"] })}>
          <option value="">{t("vitals.notSaid")}</option>
          <option value="no">{t("vitals.oxygenNo")}</option>
          <option value="yes">{t("vitals.oxygenYes")}</option>
        </select>
      </label>
      <label>
        {t("vitals.consciousness")}
        <select value={draft.consciousness} onChange={({ target }) => onPut({ consciousness: target.value as Draft["consciousness"] })}>
          <option value="">{t("vitals.notSaid")}</option>
          {CONSCIOUSNESS.map((one) => <option key={one} value={one}>{code("vconscious", one)}</option>)}
        </select>
      </label>
      <label>
        {t("vitals.note")}
        <input value={draft.note} maxLength={500} autoComplete="off" onChange={({ target }) => onPut({ note: target.value })} />
      </label>
    </>
  );
}

interface Props {
  patientId: string;
  kinds: Limits[];
  /** Of which one may be entered. */
  visits: OfVisit[];
  /** The reading that is corrected. */
  old?: Reading;
  onClose: () => void;
  onDone: () => void;
}

/** Enters a reading, or corrects one with a reason. What somebody wrote meanwhile is shown, and nothing typed is lost. */
export function ReadingForm({ patientId, kinds, visits, old, onClose, onDone }: Props) {
  const { t, code } = useSpeech();
  const [draft, setDraft] = useState(() => draftOf(old));
  const [visit, setVisit] = useState(old?.encounterId ?? visits[0]?.encounterId ?? "");
  const [reason, setReason] = useState("");
  const [requestId] = useState(() => crypto.randomUUID());
  const [theirs, setTheirs] = useState<Reading>();
  const [wrong, setWrong] = useState<Key>();
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const judged = judge(draft, kinds);
  const put = (part: Partial<Draft>) => setDraft((now) => ({ ...now, ...part }));
  const gone = theirs?.status === "ENTERED_IN_ERROR";

  const send = async () => {
    const reading = entered(draft, judged.signs);
    const nothing = judged.signs.length === 0 && !draft.oxygen && !draft.consciousness;
    const lacks = !reading ? "vitals.wrongTime" : nothing ? "vitals.nothing" : undefined;
    setWrong(lacks);
    if (!reading || lacks || judged.wrong.length > 0 || (judged.unusual.length > 0 && !draft.confirmed)) return;
    setBusy(true);
    setProblem(undefined);
    try {
      if (old) await vitalApi.change(patientId, old.id, { version: (theirs ?? old).version, reason: reason.trim(), reading });
      else await vitalApi.record(patientId, { requestId, encounterId: visit, reading });
      onDone();
    } catch (cause) {
      const refused = problemOf(cause);
      const newest = old && refused.status === 409 ? await vitalApi.versions(patientId, old.id).catch(() => undefined) : undefined;
      if (newest?.[0]) setTheirs(newest[0]);
      else setProblem(refused);
    } finally {
      setBusy(false);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!busy) void send();
  };
  const enough = !gone && (!old || reason.trim().length >= SHORTEST_REASON);
  return (
    <Drawer title={t(old ? "vitals.changeTitle" : "vitals.record")} onClose={onClose}>
      <form className="order-form" onSubmit={submit} noValidate>
        {theirs && (
          <div className="note note-stale" role="alert">
            <div>
              <p>{t(gone ? "vitals.goneMeanwhile" : "vitals.meanwhile")}</p>
              <ReadingText of={theirs} /> <span className="fine">{t("vitals.version", { n: theirs.version, by: theirs.by, at: moment(theirs.recorded) })}</span>
            </div>
          </div>
        )}
        {!old && <VisitChoice visits={visits} value={visit} onChange={setVisit} />}
        <DateField time label="vitals.at" value={draft.at} onChange={(at) => put({ at })} />
        <Numbers draft={draft} kinds={kinds} wrong={judged.wrong} onPut={put} />
        <Others draft={draft} onPut={put} />
        {judged.unusual.length > 0 && (
          <div className="note note-stale" role="alert">
            <div>
              <p>{t("vitals.unusual", { kinds: judged.unusual.map(({ kind }) => `${code("vital", kind)} ${draft.signs[kind]}`).join(", ") })}</p>
              <label className="check">
                <input type="checkbox" checked={draft.confirmed} onChange={({ target }) => put({ confirmed: target.checked })} /> {t("vitals.confirm")}
              </label>
            </div>
          </div>
        )}
        {old && (
          <label>
            {t("vitals.reason")}
            <input value={reason} maxLength={500} required autoComplete="off" onChange={({ target }) => setReason(target.value)} />
          </label>
        )}
        {wrong && <p className="field-error" role="alert">{t(wrong)}</p>}
        {problem && <ProblemNote problem={problem} />}
        <button type="submit" className="button primary" disabled={busy || !enough}>{t(theirs ? "vitals.saveMine" : "vitals.save")}</button>
      </form>
    </Drawer>
  );
}
