import { useRef, useState, type FormEvent } from "react";
import type { Chart, Encounter, Service, Told } from "../api";
import { CodePair } from "../catalogues/CodePair";
import type { Problem as Wrong } from "../client";
import { problemOf } from "../doing";
import { day, moment } from "../format/time";
import { fits, typedInstant } from "../format/typed";
import { DateField } from "../frame/DateField";
import { Drawer } from "../frame/Drawer";
import { ProblemNote } from "../frame/states";
import { useSpeech, type Key } from "../lang";
import { CATALOGUES, PARTS, procedureApi, SIDES, SORTS, type Said } from "./procedures";

/** As the server has it. */
const SHORTEST_REASON = 3;
const LINES = ["anaesthesia", "site", "outcome", "complications", "note"] as const;

type Team = Record<(typeof PARTS)[number], string>;
type Lines = Record<(typeof LINES)[number], string>;

interface Draft extends Lines {
  visit: string;
  sort: Said["sort"];
  catalogue: string;
  name: { code: string; words: string };
  from: string;
  to: string;
  team: Team;
  side: string;
  orderId: string;
  reason: string;
}

function draftOf(old: Service | undefined, visit: string): Draft {
  const entered = old?.entered;
  const names = (part: string) => (entered?.team ?? []).filter((one) => one.part === part).map((one) => one.name).join("; ");
  return {
    visit,
    sort: old?.category?.code === "18" ? "PROCEDURE" : "SURGERY",
    catalogue: old?.code?.system || "services",
    name: { code: old?.code?.code ?? "", words: old?.code?.text ?? "" },
    from: moment(old?.performed),
    to: moment(old?.ended),
    team: Object.fromEntries(PARTS.map((part) => [part, names(part)])) as Team,
    side: entered?.side ?? "",
    orderId: entered?.orderId ?? "",
    reason: "",
    anaesthesia: old?.anaesthesia ?? "",
    site: entered?.site ?? "",
    outcome: entered?.outcome ?? "",
    complications: entered?.complications ?? "",
    note: entered?.note ?? "",
  };
}

const people = (team: Team) =>
  PARTS.flatMap((part) => team[part].split(";").map((name) => name.trim()).filter(Boolean).map((name) => ({ part, name })));

function saidOf(draft: Draft): Said {
  const code = draft.name.code.trim() || undefined;
  const line = (name: (typeof LINES)[number]) => draft[name].trim() || undefined;
  return {
    sort: draft.sort,
    catalogue: code && draft.catalogue,
    code,
    text: draft.name.words.trim() || undefined,
    from: typedInstant(draft.from)!,
    to: typedInstant(draft.to),
    team: people(draft.team),
    anaesthesia: line("anaesthesia"),
    site: line("site"),
    side: (draft.side || undefined) as Said["side"],
    outcome: line("outcome"),
    complications: line("complications"),
    note: line("note"),
    orderId: draft.orderId || undefined,
  };
}

function wrongWith(draft: Draft, changed: boolean): Key | undefined {
  if (!draft.name.code.trim() && !draft.name.words.trim()) return "procedure.missingName";
  if (!typedInstant(draft.from) || !fits(draft.to, typedInstant)) return "procedure.wrongTime";
  if (!draft.team.OPERATOR.trim()) return "procedure.missingOperator";
  return changed && draft.reason.trim().length < SHORTEST_REASON ? "entered.missingReason" : undefined;
}

function Fields({ draft, chart, onPut }: { draft: Draft; chart: Chart; onPut: (part: Partial<Draft>) => void }) {
  const { t, code } = useSpeech();
  const orders = chart.orders ?? [];
  return (
    <>
      <fieldset className="choices">
        <legend>{t("procedure.sort")}</legend>
        {SORTS.map((one) => (
          <label key={one} className="check">
            <input type="radio" name="sort" checked={draft.sort === one} onChange={() => onPut({ sort: one })} /> {code("procedureSort", one)}
          </label>
        ))}
      </fieldset>
      <label>
        {t("procedure.catalogue")}
        <select value={draft.catalogue} onChange={({ target }) => onPut({ catalogue: target.value })}>
          {CATALOGUES.map((one) => <option key={one} value={one}>{code("procedureCatalogue", one.toUpperCase())}</option>)}
        </select>
      </label>
      <div className="codes" role="group" aria-label={t("procedure.name")}>
        <CodePair value={draft.name} catalogue={draft.catalogue} label={`${t("procedure.name")}: `} describedBy="procedure-hint" onPut={(name) => onPut({ name })} />
        <span id="procedure-hint" className="fine">{t("procedure.nameHint")}</span>
      </div>
      <DateField label="procedure.from" time value={draft.from} onChange={(from) => onPut({ from })} />
      <DateField label="procedure.to" time value={draft.to} onChange={(to) => onPut({ to })} />
      {PARTS.map((part) => (
        <label key={part}>
          {code("procedurePart", part)}
          <input value={draft.team[part]} maxLength={1000} autoComplete="off" onChange={({ target }) => onPut({ team: { ...draft.team, [part]: target.value } })} />
          {part === "OPERATOR" && <span className="fine block">{t("procedure.teamHint")}</span>}
        </label>
      ))}
      <label>
        {t("procedure.side")}
        <select value={draft.side} onChange={({ target }) => onPut({ side: target.value })}>
          <option value="">{t("problems.notSaid")}</option>
          {SIDES.map((one) => <option key={one} value={one}>{code("procedureSide", one)}</option>)}
        </select>
      </label>
      {LINES.map((line) => (
        <label key={line}>
          {code("procedureLine", line.toUpperCase())}
          <input value={draft[line]} maxLength={line === "anaesthesia" || line === "site" ? 200 : 1000} autoComplete="off" onChange={({ target }) => onPut({ [line]: target.value })} />
        </label>
      ))}
      {orders.length > 0 && (
        <label>
          {t("procedure.order")}
          <select value={draft.orderId} onChange={({ target }) => onPut({ orderId: target.value })}>
            <option value="">{t("problems.notSaid")}</option>
            {orders.map((order) => <option key={order.id} value={order.id}>{[order.text ?? order.code, day(order.ordered)].filter(Boolean).join(" · ")}</option>)}
          </select>
        </label>
      )}
    </>
  );
}

interface Props {
  chart: Chart;
  /** Of which one may be written. */
  visits: Encounter[];
  old?: Told<Service>;
  onClose: () => void;
  onDone: () => void;
}

/** Writes what was done, or writes it otherwise. What somebody else wrote meanwhile is said, and nothing typed is lost. */
export function ProcedureForm({ chart, visits, old, onClose, onDone }: Props) {
  const { t, code } = useSpeech();
  const id = chart.patient.id;
  const [draft, setDraft] = useState(() => draftOf(old?.details, old?.encounterId ?? visits[0]?.id ?? ""));
  const [missing, setMissing] = useState<Key>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Wrong>();
  const [theirs, setTheirs] = useState<Told<Service>>();
  // The same form sent again, after an answer that was lost, writes one.
  const request = useRef(crypto.randomUUID());
  const gone = theirs?.details.status === "ENTERED_IN_ERROR";
  const put = (part: Partial<Draft>) => setDraft((now) => ({ ...now, ...part }));
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const wrong = wrongWith(draft, old !== undefined);
    setMissing(wrong);
    if (wrong || busy) return;
    setBusy(true);
    setProblem(undefined);
    try {
      const procedure = saidOf(draft);
      if (old) await procedureApi.change(id, old.id, { version: (theirs ?? old).version!, reason: draft.reason.trim(), procedure });
      else await procedureApi.record(id, { requestId: request.current, encounterId: draft.visit, procedure });
      onDone();
    } catch (cause) {
      const refused = problemOf(cause);
      const now = old && refused.status === 409 ? await procedureApi.versions(id, old.id).catch(() => undefined) : undefined;
      if (now?.[0] && now[0].version !== old?.version) setTheirs(now[0]);
      else setProblem(refused);
    } finally {
      setBusy(false);
    }
  };
  return (
    <Drawer title={t(old ? "procedure.editTitle" : "procedure.record")} onClose={onClose}>
      <form className="order-form" onSubmit={(event) => void submit(event)} noValidate>
        {theirs && (
          <p className="note note-stale" role="alert">
            {gone ? t("entered.goneMeanwhile") : t("entered.meanwhile", { x: theirs.details.code?.text ?? theirs.details.code?.code ?? "" })}
          </p>
        )}
        {!old && visits.length > 1 && (
          <label>
            {t("procedure.visit")}
            <select value={draft.visit} onChange={({ target }) => put({ visit: target.value })}>
              {visits.map((visit) => <option key={visit.id} value={visit.id}>{t("problems.visit", { what: code("class", visit.class), from: day(visit.start) })}</option>)}
            </select>
          </label>
        )}
        <Fields draft={draft} chart={chart} onPut={put} />
        {old && (
          <label>
            {t("entered.reason")}
            <textarea rows={2} value={draft.reason} maxLength={500} required onChange={({ target }) => put({ reason: target.value.replaceAll("\n", " ") })} />
          </label>
        )}
        {missing && <p className="field-error" role="alert">{t(missing)}</p>}
        {problem && <ProblemNote problem={problem} />}
        <button type="submit" className="button primary" disabled={busy || gone}>
          {t(theirs ? "entered.saveMine" : "entered.save")}
        </button>
      </form>
    </Drawer>
  );
}
