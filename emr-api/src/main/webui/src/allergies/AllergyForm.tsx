import { useRef, useState, type FormEvent } from "react";
import { WordsInput } from "../catalogues/WordsInput";
import { useDoing } from "../doing";
import { day } from "../format/time";
import { fits, typedDate } from "../format/typed";
import { ProblemNote } from "../frame/states";
import { useSpeech, type Key } from "../lang";
import { CATEGORIES, CERTAINTIES, SEVERITIES, allergyApi, type Allergy, type Panel, type Stated } from "./api";

/** As the server has it. */
const SHORTEST_REASON = 3;
const MOST_REACTIONS = 10;

/** What was typed and is not judged yet. */
interface Draft {
  kind: Stated["kind"];
  category: Stated["category"];
  code?: string;
  substance: string;
  reactions: string;
  severity: string;
  certainty: string;
  onset: string;
  note: string;
  reason: string;
}

const draftOf = (old: Allergy | undefined): Draft => ({
  kind: old?.kind === "INTOLERANCE" ? "INTOLERANCE" : "ALLERGY",
  category: old?.category ?? "DRUG",
  code: old?.code,
  substance: old?.substance ?? "",
  reactions: old?.reactions.join("\n") ?? "",
  severity: old?.severity ?? "",
  certainty: old?.certainty ?? "",
  onset: day(old?.onset),
  note: old?.note ?? "",
  reason: "",
});

const lines = (text: string) => text.split(/[\n;]/).map((line) => line.trim()).filter(Boolean);

function statedOf(draft: Draft): Stated {
  return {
    kind: draft.kind,
    category: draft.category,
    code: draft.category === "DRUG" ? draft.code : undefined,
    substance: draft.substance.trim(),
    reactions: lines(draft.reactions),
    severity: draft.severity || undefined,
    certainty: draft.certainty || undefined,
    onset: typedDate(draft.onset),
    note: draft.note.trim() || undefined,
  };
}

function wrongWith(draft: Draft, old: Allergy | undefined): Key | undefined {
  if (draft.substance.trim().length < 2) return "allergies.missingSubstance";
  if (!fits(draft.onset, typedDate)) return "allergies.wrongOnset";
  if (lines(draft.reactions).length > MOST_REACTIONS) return "allergies.tooManyReactions";
  return old && draft.reason.trim().length < SHORTEST_REASON ? "allergies.missingReason" : undefined;
}

interface Part {
  draft: Draft;
  onPut: (part: Partial<Draft>) => void;
}

/** The substance: of drugs the catalogue is proposed, words do as well. */
function Substance({ draft, onPut }: Part) {
  const { t } = useSpeech();
  return (
    <WordsInput
      label={t("allergies.substance")}
      catalogue={draft.category === "DRUG" ? "medicines" : undefined}
      value={draft.substance}
      hint={draft.code ? t("allergies.coded", { code: draft.code }) : t("allergies.substanceHint")}
      onTaken={({ code, name }) => onPut({ code, substance: name })}
      onWords={(substance) => onPut({ substance, code: undefined })}
    />
  );
}

function Choice({ label, group, of, value, empty, onChange }: { label: Key; group: string; of: readonly string[]; value: string; empty?: Key; onChange: (value: string) => void }) {
  const { t, code } = useSpeech();
  return (
    <label>
      {t(label)}
      <select value={value} onChange={(event) => onChange(event.target.value)}>
        {empty && <option value="">{t(empty)}</option>}
        {of.map((one) => <option key={one} value={one}>{code(group, one)}</option>)}
      </select>
    </label>
  );
}

function Fields({ draft, onPut }: Part) {
  const { t } = useSpeech();
  return (
    <>
      <Choice label="allergies.category" group="allergyCategory" of={CATEGORIES} value={draft.category} onChange={(category) => onPut({ category: category as Draft["category"] })} />
      <Substance draft={draft} onPut={onPut} />
      <Choice label="allergies.kind" group="allergyKind" of={["ALLERGY", "INTOLERANCE"]} value={draft.kind} onChange={(kind) => onPut({ kind: kind as Draft["kind"] })} />
      <Choice label="allergies.severity" group="allergySeverity" of={SEVERITIES} value={draft.severity} empty="allergies.unknown" onChange={(severity) => onPut({ severity })} />
      <label>
        {t("allergies.reactions")}
        <textarea rows={2} value={draft.reactions} maxLength={1000} onChange={(event) => onPut({ reactions: event.target.value })} />
        <span className="fine block">{t("allergies.reactionsHint")}</span>
      </label>
      <Choice label="allergies.certainty" group="allergyCertainty" of={CERTAINTIES} value={draft.certainty} empty="allergies.notSaid" onChange={(certainty) => onPut({ certainty })} />
      <label>
        {t("allergies.onset")}
        <input value={draft.onset} placeholder="dd/MM/yyyy" maxLength={10} autoComplete="off" aria-invalid={!fits(draft.onset, typedDate) || undefined} onChange={(event) => onPut({ onset: event.target.value })} />
        <span className="fine block">{t("allergies.onsetHint")}</span>
      </label>
      <label>
        {t("allergies.note")}
        <input value={draft.note} maxLength={500} autoComplete="off" onChange={(event) => onPut({ note: event.target.value })} />
      </label>
    </>
  );
}

function Reason({ value, onChange, focus }: { value: string; onChange: (value: string) => void; focus?: boolean }) {
  const { t } = useSpeech();
  return (
    <label>
      {t("allergies.reason")}
      <textarea rows={2} value={value} maxLength={500} required autoFocus={focus} onChange={(event) => onChange(event.target.value.replaceAll("\n", " "))} />
    </label>
  );
}

/** Records one, or corrects one with a reason. */
export function AllergyForm({ patientId, old, onDone }: { patientId: string; old?: Allergy; onDone: (panel: Panel) => void }) {
  const { t } = useSpeech();
  const { busy, problem, run } = useDoing();
  const [draft, setDraft] = useState(() => draftOf(old));
  const [wrong, setWrong] = useState<Key>();
  // The same form sent again, after an answer that was lost, records one.
  const request = useRef(crypto.randomUUID());
  const put = (part: Partial<Draft>) => setDraft((now) => ({ ...now, ...part }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const missing = wrongWith(draft, old);
    setWrong(missing);
    if (missing) return;
    const stated = statedOf(draft);
    void run(async () =>
      onDone(old ? await allergyApi.change(patientId, old.id, { version: old.version, reason: draft.reason.trim(), allergy: stated }) : await allergyApi.record(patientId, request.current, stated)),
    );
  };
  return (
    <form className="order-form" onSubmit={submit} noValidate>
      <Fields draft={draft} onPut={put} />
      {old && <Reason value={draft.reason} onChange={(reason) => put({ reason })} />}
      {wrong && <p className="field-error" role="alert">{t(wrong)}</p>}
      {problem && <ProblemNote problem={problem} />}
      <button type="submit" className="button primary" disabled={busy}>
        {t(old ? "allergies.save" : "allergies.record")}
      </button>
    </form>
  );
}

/** Says that one is over, or was recorded by mistake, and why. */
export function AllergyEnd({ patientId, old, status, onDone }: { patientId: string; old: Allergy; status: "RESOLVED" | "ENTERED_IN_ERROR"; onDone: (panel: Panel) => void }) {
  const { t } = useSpeech();
  const { busy, problem, run } = useDoing();
  const [reason, setReason] = useState("");
  const enough = reason.trim().length >= SHORTEST_REASON;
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (enough) void run(async () => onDone(await allergyApi.change(patientId, old.id, { version: old.version, reason: reason.trim(), status })));
  };
  return (
    <form className="order-form" onSubmit={submit} noValidate>
      <p>
        <strong>{old.substance ?? t("allergies.NONE_KNOWN")}</strong>: {t(status === "RESOLVED" ? "allergies.resolveText" : "allergies.takeBackText")}
      </p>
      <Reason value={reason} onChange={setReason} focus />
      {problem && <ProblemNote problem={problem} />}
      <button type="submit" className="button primary" disabled={busy || !enough}>
        {t(status === "RESOLVED" ? "allergies.resolve" : "allergies.takeBack")}
      </button>
    </form>
  );
}
