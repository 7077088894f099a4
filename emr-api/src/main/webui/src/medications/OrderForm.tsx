import { useEffect, useState, type FormEvent } from "react";
import { WordsInput } from "../catalogues/WordsInput";
import type { Problem } from "../client";
import { problemOf } from "../doing";
import { moment } from "../format/time";
import { DateField } from "../frame/DateField";
import { Drawer } from "../frame/Drawer";
import { ProblemNote } from "../frame/states";
import { VisitChoice } from "../entered/VisitChoice";
import { useSpeech, type Key } from "../lang";
import { medicationApi, RHYTHMS, ROUTES, type OfVisit, type Order, type Warning } from "./api";
import { OrderText, Warned } from "./OrderText";
import { draftOf, ordered, type Draft } from "./typed";

/** As the server has it. */
const SHORTEST_REASON = 3;
/** A moment after the last key. */
const PAUSE_MS = 300;

interface Part {
  draft: Draft;
  onPut: (part: Partial<Draft>) => void;
}

function Line({ label, of, onPut, draft, most, mode }: Part & { label: Key; of: "ingredient" | "strength" | "dose" | "unit" | "times" | "everyDays" | "everyHours" | "most" | "days" | "indication" | "instructions"; most: number; mode?: "decimal" | "numeric" }) {
  const { t } = useSpeech();
  return (
    <label>
      {t(label)}
      <input value={draft[of]} maxLength={most} inputMode={mode} autoComplete="off" onChange={({ target }) => onPut({ [of]: target.value })} />
    </label>
  );
}

/** The medicine: the catalogue is proposed, words do as well. */
function Medicine({ draft, onPut }: Part) {
  const { t } = useSpeech();
  return (
    <WordsInput
      label={t("drug.medicine")}
      catalogue="medicines"
      value={draft.medicine}
      hint={draft.code ? t("drug.coded", { code: draft.code }) : t("drug.medicineHint")}
      onTaken={({ code, name, unit, properties }) =>
        onPut({ code, medicine: name, ingredient: properties?.ingredient ?? "", ...(properties?.strength && { strength: properties.strength }), ...(unit && { unit }), ...(properties?.high_alert && { highAlert: true }) })
      }
      onWords={(medicine) => onPut({ medicine, code: undefined })}
    />
  );
}

function When(part: Part) {
  const { t, code } = useSpeech();
  const { draft, onPut } = part;
  return (
    <>
      <fieldset className="choices">
        <legend>{t("drug.when")}</legend>
        {RHYTHMS.map((one) => (
          <label key={one} className="check">
            <input type="radio" name="kind" checked={draft.kind === one} onChange={() => onPut({ kind: one })} /> {code("drugRhythm", one)}
          </label>
        ))}
      </fieldset>
      {draft.kind === "TIMES" && (
        <div className="drug-pair">
          <Line {...part} label="drug.times" of="times" most={120} />
          <Line {...part} label="drug.everyDays" of="everyDays" most={3} mode="numeric" />
        </div>
      )}
      {draft.kind === "INTERVAL" && <Line {...part} label="drug.everyHours" of="everyHours" most={3} mode="numeric" />}
      {draft.kind === "AS_NEEDED" && <Line {...part} label="drug.most" of="most" most={2} mode="numeric" />}
      <DateField time label="drug.from" value={draft.from} onChange={(from) => onPut({ from })} />
      {draft.kind !== "ONCE" && (
        <div className="drug-pair">
          <Line {...part} label="drug.days" of="days" most={3} mode="numeric" />
          <DateField time label="drug.until" value={draft.until} onChange={(until) => onPut({ until })} />
        </div>
      )}
    </>
  );
}

/** What speaks against the medicine that is typed, asked for as one types; undefined while it is not known. */
function useWarnings(patientId: string, encounterId: string, orderId: string | undefined, { code, medicine, ingredient }: Draft): Warning[] | undefined {
  const [found, setFound] = useState<{ asked: string; warnings: Warning[] }>();
  const asked = JSON.stringify([encounterId, code, medicine.trim(), ingredient.trim()]);
  useEffect(() => {
    if (medicine.trim().length < 2) return;
    const abort = new AbortController();
    const timer = window.setTimeout(() => {
      medicationApi.warnings(patientId, { encounterId, orderId, order: { code, medicine: medicine.trim(), ingredient: ingredient.trim() || undefined } }, abort.signal).then(
        (warnings) => !abort.signal.aborted && setFound({ asked, warnings }),
        // The order itself is judged again by the server, and its refusal says so.
        () => undefined,
      );
    }, PAUSE_MS);
    return () => {
      window.clearTimeout(timer);
      abort.abort();
    };
  }, [asked, patientId, orderId]);
  return found?.asked === asked ? found.warnings : undefined;
}

interface Props {
  patientId: string;
  /** Of which one may be ordered. */
  visits: OfVisit[];
  /** The order that is changed. */
  old?: Order;
  onClose: () => void;
  onDone: () => void;
}

/** Orders a medicine, or changes an order with a reason. What speaks against it is shown, and is confirmed with a reason. */
export function OrderForm({ patientId, visits, old, onClose, onDone }: Props) {
  const { t, code } = useSpeech();
  const [draft, setDraft] = useState(() => draftOf(old));
  const [visit, setVisit] = useState(old?.encounterId ?? visits[0]?.encounterId ?? "");
  const [requestId] = useState(() => crypto.randomUUID());
  const [theirs, setTheirs] = useState<Order>();
  const [wrong, setWrong] = useState<Key>();
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const warnings = useWarnings(patientId, visit, old?.id, draft);
  const put = (part: Partial<Draft>) => setDraft((now) => ({ ...now, ...part }));
  const part = { draft, onPut: put };
  const warned = (warnings?.length ?? 0) > 0;
  const gone = theirs !== undefined && theirs.status !== "ACTIVE";

  const send = async () => {
    const order = ordered(draft);
    const lacks = typeof order === "string" ? order : warned && draft.because.trim().length < SHORTEST_REASON ? "drug.missingWarned" : old && draft.reason.trim().length < SHORTEST_REASON ? "drug.missingReason" : undefined;
    setWrong(lacks);
    if (lacks || typeof order === "string") return;
    const whole = warned ? { ...order, accepted: warnings!.map((one) => one.of), because: draft.because.trim() } : order;
    setBusy(true);
    setProblem(undefined);
    try {
      if (old) await medicationApi.change(patientId, old.id, { version: (theirs ?? old).version, reason: draft.reason.trim(), order: whole });
      else await medicationApi.order(patientId, { requestId, encounterId: visit, order: whole });
      onDone();
    } catch (cause) {
      const refused = problemOf(cause);
      const newest = old && refused.status === 409 ? await medicationApi.versions(patientId, old.id).catch(() => undefined) : undefined;
      if (newest?.[0] && newest[0].version !== (theirs ?? old!).version) setTheirs(newest[0]);
      else setProblem(refused);
    } finally {
      setBusy(false);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!busy) void send();
  };
  return (
    <Drawer title={t(old ? "drug.changeTitle" : "drug.order")} onClose={onClose}>
      <form className="order-form" onSubmit={submit} noValidate>
        {theirs && (
          <div className="note note-stale" role="alert">
            <div>
              <p>{t(gone ? "drug.goneMeanwhile" : "drug.meanwhile")}</p>
              <OrderText of={theirs} /> <span className="fine">{t("drug.version", { n: theirs.version, by: theirs.by, at: moment(theirs.recorded) })}</span>
            </div>
          </div>
        )}
        {!old && <VisitChoice visits={visits} value={visit} onChange={setVisit} />}
        {old ? <p><strong>{draft.medicine}</strong></p> : <Medicine {...part} />}
        {warned && (
          <div className="note note-stale" role="alert">
            <div>
              <Warned of={warnings!} />
              <label>
                {t("drug.warnedWhy")}
                <input value={draft.because} maxLength={500} autoComplete="off" onChange={({ target }) => put({ because: target.value })} />
              </label>
            </div>
          </div>
        )}
        <div className="drug-pair">
          <Line {...part} label="drug.ingredient" of="ingredient" most={200} />
          <Line {...part} label="drug.strength" of="strength" most={60} />
          <Line {...part} label="drug.dose" of="dose" most={12} mode="decimal" />
          <Line {...part} label="drug.unit" of="unit" most={60} />
        </div>
        <label>
          {t("drug.route")}
          <select value={draft.route} onChange={({ target }) => put({ route: target.value as Draft["route"] })}>
            {ROUTES.map((one) => <option key={one} value={one}>{code("drugRoute", one)}</option>)}
          </select>
        </label>
        <When {...part} />
        <Line {...part} label="drug.indication" of="indication" most={500} />
        <Line {...part} label="drug.instructions" of="instructions" most={500} />
        <label className="check">
          <input type="checkbox" checked={draft.highAlert} onChange={({ target }) => put({ highAlert: target.checked })} /> {t("drug.highAlertOf")}
        </label>
        {old && (
          <label>
            {t("drug.reason")}
            <input value={draft.reason} maxLength={500} required autoComplete="off" onChange={({ target }) => put({ reason: target.value })} />
          </label>
        )}
        {wrong && <p className="field-error" role="alert">{t(wrong)}</p>}
        {problem && <ProblemNote problem={problem} />}
        <button type="submit" className="button primary" disabled={busy || gone}>{t(theirs ? "drug.saveMine" : "drug.save")}</button>
      </form>
    </Drawer>
  );
}
