import { useId, useState, type FormEvent } from "react";
import type { Condition } from "../api";
import { CodePair } from "../catalogues/CodePair";
import { Problem } from "../client";
import { problemOf } from "../doing";
import { day, dayKey, millis } from "../format/time";
import { Drawer } from "../frame/Drawer";
import { ProblemNote } from "../frame/states";
import { useSpeech } from "../lang";
import { told } from "../lang/told";
import { diagnosisApi, KINDS, type Version } from "./api";
import { Said } from "./DiagnosisHistory";
import { kindOf, type OfVisit } from "./visits";

/** As the server has it. */
const SHORTEST = 3;

/** What the form begins with: one that is changed, or what a new one says already. */
export interface Asking {
  visit: OfVisit;
  one?: Condition;
  said?: { rank: string; code?: string; text?: string };
}

interface Props {
  patientId: string;
  asking: Asking;
  /** Of which one may be said. */
  visits: OfVisit[];
  onClose: () => void;
  onChanged: () => void;
}

const names = ({ body }: Problem, field: string) => body.fields?.some((one) => (typeof one === "string" ? one : one.path) === field) ?? false;

/** Which of the fields a refusal is about; the sentence stands beside it instead of over the form. */
const fieldOf = (problem: Problem) => ["/code", "/text", "/rank", "/reason"].find((field) => names(problem, field));

/** The day whose list counts: that on which the visit ended. */
const listDay = ({ encounter }: OfVisit) => {
  const end = millis(encounter.end);
  return end === undefined ? undefined : dayKey(end);
};

/** Says a diagnosis, or says it otherwise. What another person wrote meanwhile is shown, and nothing typed is lost. */
export function DiagnosisForm({ patientId, asking, visits, onClose, onChanged }: Props) {
  const { t, code, language } = useSpeech();
  const { one } = asking;
  const start = one ?? asking.said;
  const [visit, setVisit] = useState(asking.visit);
  const [rank, setRank] = useState(start?.rank ?? (asking.visit.said.some((c) => c.rank === "primary") ? "secondary" : "primary"));
  const [value, setValue] = useState({ code: start?.code ?? "", words: start?.text ?? "" });
  const [reason, setReason] = useState("");
  const [requestId] = useState(() => crypto.randomUUID());
  const [version, setVersion] = useState(one?.version ?? 1);
  const [theirs, setTheirs] = useState<Version>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const ids = useId();

  const says = { rank, ...(value.code && { code: value.code }), ...(value.words.trim() && { text: value.words.trim() }) };
  const empty = !says.code && !says.text;
  const gone = theirs && !theirs.active;
  const enough = !empty && (!one || gone || reason.trim().length >= SHORTEST);
  const at = problem && fieldOf(problem);
  const others = one ? [] : visit.told.filter((d) => d.active && d.ranks.some((r) => kindOf(r) === rank));
  const first = others.length > 0 && !visit.said.some((c) => c.rank === rank);

  const send = () =>
    one && !gone
      ? diagnosisApi.change(patientId, one.id, { ...says, version, reason: reason.trim() })
      : diagnosisApi.make(patientId, { ...says, encounterId: visit.encounter.id, requestId });
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!enough || busy) return;
    setBusy(true);
    setProblem(undefined);
    try {
      await send();
      onChanged();
      onClose();
    } catch (cause) {
      const wrong = problemOf(cause);
      const newest = one && wrong.status === 409 && names(wrong, "/version") ? await diagnosisApi.versions(patientId, one.id).catch(() => undefined) : undefined;
      if (newest) {
        setTheirs(newest.versions[0]);
        setVersion(newest.versions[0]!.version);
        onChanged();
      } else setProblem(wrong);
    } finally {
      setBusy(false);
    }
  };
  const beside = (field: string) =>
    problem && at === field && (
      <span id={`${ids}${field}`} className="field-error" role="alert">
        {told(problem.body.detail ?? "", language)}
      </span>
    );

  return (
    <Drawer title={t(one ? "diagnosis.changeTitle" : "diagnosis.new")} onClose={onClose}>
      <form className="order-form" onSubmit={(event) => void submit(event)} noValidate>
        {theirs && (
          <div className="note note-stale diagnosis-theirs" role="alert">
            <div>
              <p>{t(gone ? "diagnosis.goneMeanwhile" : "diagnosis.changedMeanwhile")}</p>
              <Said version={theirs} />
              <div className="buttons">
                <button type="button" className="button" onClick={onClose}>{t("diagnosis.keepTheirs")}</button>
              </div>
            </div>
          </div>
        )}
        {problem && !at && <ProblemNote problem={problem} />}
        {!one && visits.length > 1 && (
          <label>
            {t("diagnosis.visit")}
            <select value={visit.encounter.id} onChange={({ target }) => setVisit(visits.find((v) => v.encounter.id === target.value)!)}>
              {visits.map(({ encounter }) => (
                <option key={encounter.id} value={encounter.id}>
                  {t("diagnosis.ofVisit", { what: code("class", encounter.class), from: day(encounter.start) })}
                </option>
              ))}
            </select>
          </label>
        )}
        <label>
          {t("diagnosis.kind")}
          <select value={rank} onChange={({ target }) => setRank(target.value)} aria-invalid={at === "/rank" || undefined} aria-describedby={at === "/rank" ? `${ids}/rank` : undefined}>
            {KINDS.map((kind) => (
              <option key={kind} value={kind}>{code("rank", kind)}</option>
            ))}
          </select>
          {beside("/rank")}
        </label>
        <div className="codes" role="group" aria-label={t("overview.conditions")}>
          <CodePair value={value} catalogue="icd10" day={listDay(visit)} label={`${t("overview.conditions")}: `} describedBy={at === "/code" || at === "/text" ? `${ids}${at}` : `${ids}hint`} invalid={at === "/code" || at === "/text"} onPut={setValue} />
          {beside("/code")}
          {beside("/text")}
          <span id={`${ids}hint`} className="fine">{t("diagnosis.hint")}</span>
        </div>
        {first && (
          <p className="fine">{t("diagnosis.replaces", { kind: code("rank", rank), what: others.map((d) => [d.code, d.text].filter(Boolean).join(" ")).join("; ") })}</p>
        )}
        {one && !gone && (
          <label>
            {t("diagnosis.reason")}
            <textarea rows={2} maxLength={500} value={reason} onChange={({ target }) => setReason(target.value)} required aria-invalid={at === "/reason" || undefined} />
            {beside("/reason")}
          </label>
        )}
        <button type="submit" className="button primary" disabled={busy || !enough}>
          {t(theirs ? (gone ? "diagnosis.sayAgain" : "diagnosis.putMine") : "diagnosis.save")}
        </button>
      </form>
    </Drawer>
  );
}
