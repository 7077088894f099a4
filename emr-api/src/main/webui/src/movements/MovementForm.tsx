import { useRef, useState, type FormEvent } from "react";
import type { Encounter } from "../api";
import { placeOf } from "../chart/words";
import type { Problem } from "../client";
import { problemOf } from "../doing";
import { Codes } from "../folder/Codes";
import { moment } from "../format/time";
import { typedInstant } from "../format/typed";
import { DateField } from "../frame/DateField";
import { ProblemNote } from "../frame/states";
import { useSpeech, type Key } from "../lang";
import { movementApi, SENT_ON, type Event, type Movement, type Said } from "./api";
import { useMovementWords } from "./Movements";
import { Wards } from "./Wards";

/** As the server has it. */
const SHORTEST_REASON = 3;

interface Draft {
  at: string;
  ward: string;
  room: string;
  bed: string;
  reason: string;
  kind: string;
  outcome: string;
  destination: string;
  /** Why it is said otherwise. */
  why: string;
}

const standing = ({ stays = [] }: Encounter) => stays.find((one) => !one.end && !one.cancelled);

/** A new place is often another bed of the same room. */
function draftOf(event: Event, old: Movement | undefined, encounter: Encounter): Draft {
  const from = old ?? (event === "PLACED" ? standing(encounter) : undefined);
  return {
    at: moment(old?.at ?? new Date().toISOString()),
    ward: old?.departmentId ?? "",
    room: from?.room ?? "",
    bed: old?.bed ?? "",
    reason: old?.reason ?? "",
    kind: old?.dischargeKind ?? "",
    outcome: old?.outcome ?? "",
    destination: old?.destination ?? "",
    why: "",
  };
}

function saidOf(event: Event, draft: Draft): Said {
  const line = (text: string) => text.trim() || undefined;
  const said = { event, at: typedInstant(draft.at)! };
  if (event === "DISCHARGED") {
    return { ...said, dischargeKind: draft.kind, outcome: draft.outcome, destination: SENT_ON.includes(draft.kind) ? line(draft.destination) : undefined, reason: line(draft.reason) };
  }
  const place = { room: line(draft.room), bed: line(draft.bed), reason: line(draft.reason) };
  return event === "PLACED" ? { ...said, ...place } : { ...said, departmentId: draft.ward, ...place };
}

function missingOf(event: Event, draft: Draft): Key | undefined {
  if (event === "TRANSFERRED" && !draft.ward) return "movement.missingWard";
  if (event === "PLACED" && !draft.room.trim() && !draft.bed.trim()) return "movement.missingPlace";
  if (event !== "DISCHARGED") return undefined;
  if (!draft.kind || !draft.outcome) return "movement.missingEnd";
  return SENT_ON.includes(draft.kind) && !draft.destination.trim() ? "movement.missingDestination" : undefined;
}

function wrongWith(event: Event, draft: Draft, changed: boolean): Key | undefined {
  if (!typedInstant(draft.at)) return "procedure.wrongTime";
  return missingOf(event, draft) ?? (changed && draft.why.trim().length < SHORTEST_REASON ? "entered.missingReason" : undefined);
}

interface Props {
  patientId: string;
  /** As it stands now, also when it was changed while the form was open. */
  encounter: Encounter;
  event: Event;
  old?: Movement;
  onSaid: () => void;
  /** Somebody else was faster: what stands now is to be read. */
  onStale: () => void;
}

function Fields({ patientId, encounter, event, old, draft, onPut }: Pick<Props, "patientId" | "encounter" | "event" | "old"> & { draft: Draft; onPut: (part: Partial<Draft>) => void }) {
  const { t } = useSpeech();
  const line = (name: "room" | "bed" | "destination" | "reason", label: Key, most: number) => (
    <label>
      {t(label)}
      <input value={draft[name]} maxLength={most} autoComplete="off" onChange={({ target }) => onPut({ [name]: target.value })} />
    </label>
  );
  return (
    <>
      <DateField label="movement.at" time value={draft.at} onChange={(at) => onPut({ at })} />
      {event === "TRANSFERRED" && <Wards patientId={patientId} encounterId={encounter.id} chosen={draft.ward} old={old?.departmentId} onChoose={(ward) => onPut({ ward })} />}
      {event === "DISCHARGED" ? (
        <>
          <Codes field="MA_LOAI_RV" label={t("folder.discharge")} value={draft.kind} onChange={(kind) => onPut({ kind })} />
          {SENT_ON.includes(draft.kind) && line("destination", "movement.destination", 200)}
          <Codes field="KET_QUA_DTRI" label={t("folder.outcome")} value={draft.outcome} onChange={(outcome) => onPut({ outcome })} />
        </>
      ) : (
        <>
          {line("room", "movement.room", 50)}
          {line("bed", "movement.bed", 50)}
        </>
      )}
      {line("reason", "movement.reason", 500)}
    </>
  );
}

/** Says where somebody goes, or says it otherwise. What somebody else said meanwhile is shown, and nothing typed is lost. */
export function MovementForm({ patientId, encounter, event, old, onSaid, onStale }: Props) {
  const { t } = useSpeech();
  const words = useMovementWords();
  const [draft, setDraft] = useState(() => draftOf(event, old, encounter));
  const [missing, setMissing] = useState<Key>();
  const [busy, setBusy] = useState(false);
  const [refused, setRefused] = useState<{ problem: Problem; version?: number }>();
  // The same form sent again, after an answer that was lost, says it once.
  const request = useRef(crypto.randomUUID());
  const now = old && encounter.movements?.find((one) => one.key === old.key);
  const theirs = now && now.version !== old.version ? now : undefined;
  // What stands now is the answer to a refusal about the version before.
  const problem = refused && (refused.problem.status !== 409 || !theirs || refused.version === theirs.version) ? refused.problem : undefined;
  const put = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const submit = async (sent: FormEvent) => {
    sent.preventDefault();
    const wrong = wrongWith(event, draft, old !== undefined);
    setMissing(wrong);
    if (wrong || busy) return;
    const version = (theirs ?? old)?.version;
    setBusy(true);
    setRefused(undefined);
    try {
      const movement = saidOf(event, draft);
      if (old) await movementApi.change(patientId, encounter.id, old.key, { version: version!, reason: draft.why.trim(), movement });
      else await movementApi.say(patientId, encounter.id, request.current, movement);
      onSaid();
    } catch (cause) {
      const failed = problemOf(cause);
      setRefused({ problem: failed, version });
      if (failed.status === 409) onStale();
    } finally {
      setBusy(false);
    }
  };
  const place = standing(encounter);
  return (
    <form className="order-form" onSubmit={(sent) => void submit(sent)} noValidate>
      {theirs && (
        <p className="note note-stale" role="alert">{theirs.takenBack ? t("entered.goneMeanwhile") : t("entered.meanwhile", { x: words(theirs) })}</p>
      )}
      {place && <p>{t("movement.now", { x: placeOf(place, t) })}</p>}
      <p className="fine">{[t("movement.beside"), event === "TRANSFERRED" && t("movement.opens")].filter(Boolean).join(" ")}</p>
      <Fields patientId={patientId} encounter={encounter} event={event} old={old} draft={draft} onPut={put} />
      {old && (
        <label>
          {t("entered.reason")}
          <textarea rows={2} value={draft.why} maxLength={500} required onChange={({ target }) => put({ why: target.value.replaceAll("\n", " ") })} />
        </label>
      )}
      {missing && <p className="field-error" role="alert">{t(missing)}</p>}
      {problem && <ProblemNote problem={problem} />}
      <button type="submit" className="button primary" disabled={busy || theirs?.takenBack}>{t(theirs ? "entered.saveMine" : "entered.save")}</button>
    </form>
  );
}
