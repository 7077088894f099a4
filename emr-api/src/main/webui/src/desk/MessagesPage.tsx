import { useEffect, useRef, useState, type FormEvent } from "react";
import type { Problem } from "../client";
import { problemOf } from "../doing";
import { moment } from "../format/time";
import { bytes } from "../format/values";
import { ProblemNote, Skeleton } from "../frame/states";
import { Listing } from "../frame/Table";
import { useSpeech, type Key } from "../lang";
import { Link } from "../route";
import { may, useMe } from "../session";
import { desk, type Asked, type Found } from "./api";
import { ANY, Conditions, conditions, readable, type Chosen } from "./Conditions";
import { OUTCOMES } from "./words";

interface Typed extends Chosen {
  patientNumber: string;
  orderNumber: string;
  controlId: string;
  outcome: string;
}

const NOTHING: Typed = { ...ANY, patientNumber: "", orderNumber: "", controlId: "", outcome: "" };

const TEXTS: ["orderNumber" | "controlId", Key][] = [
  ["orderNumber", "desk.order"],
  ["controlId", "message.control"],
];

function Filters({ typed, onChange }: { typed: Typed; onChange: (next: Typed) => void }) {
  const { t, code } = useSpeech();
  const me = useMe();
  const put = (part: Partial<Typed>) => onChange({ ...typed, ...part });
  return (
    <>
      {may(me, "PATIENT_READ") && (
        <label>
          {t("desk.patient")}
          <input value={typed.patientNumber} autoComplete="off" onChange={(e) => put({ patientNumber: e.target.value })} />
        </label>
      )}
      {TEXTS.map(([name, key]) => (
        <label key={name}>
          {t(key)}
          <input value={typed[name]} autoComplete="off" onChange={(e) => put({ [name]: e.target.value })} />
        </label>
      ))}
      <label>
        {t("message.outcome")}
        <select value={typed.outcome} onChange={(e) => put({ outcome: e.target.value })}>
          <option value="">{t("desk.any")}</option>
          {OUTCOMES.map((one) => (
            <option key={one} value={one}>{code("outcome", one)}</option>
          ))}
        </select>
      </label>
      <Conditions typed={typed} onChange={onChange} />
    </>
  );
}

function Rows({ found }: { found: Found[] }) {
  const { t, code, language } = useSpeech();
  return (
    <Listing
      none="desk.none"
      columns={["message.received", "message.source", "message.type", "message.control", "message.outcome", "parked.reason", ["message.size", "right"]]}
      of={found}
    >
      {(one) => (
        <tr key={one.id}>
          <td className="num">
            <Link to={{ page: "message", id: one.id }} className="cover">{moment(one.receivedAt)}</Link>
          </td>
          <td>{one.source?.name ?? t("desk.nobody")}<span className="fine block">{one.door}</span></td>
          <td className="mono">{one.messageType}</td>
          <td className="mono">{one.controlId}</td>
          <td>
            <span className={`chip chip-${one.standing.toLowerCase()}`}>{code("event", one.standing)}</span>
            {one.corrects && <span className="fine block">{t("desk.isCopy")}</span>}
          </td>
          <td>{code("code", one.code)}</td>
          <td className="num right">{bytes(one.size, language)}</td>
        </tr>
      )}
    </Listing>
  );
}

/** Finding messages. What was typed stays in this page's memory and in bodies of requests, never in an address. */
export function MessagesPage({ source }: { source?: string }) {
  const { t } = useSpeech();
  const me = useMe();
  const onlyOfPatient = !may(me, "MESSAGE_READ");
  const [typed, setTyped] = useState<Typed>(source ? { ...NOTHING, sourceId: source, outcome: "WAITING" } : NOTHING);
  const [held, setHeld] = useState<{ of: Asked; messages: Found[]; next?: string }>();
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const turn = useRef(0);

  const find = async (what: Asked, before: Found[]) => {
    const mine = ++turn.current;
    setBusy(true);
    setProblem(undefined);
    try {
      const page = await desk.search(what);
      if (mine === turn.current) setHeld({ of: what, messages: [...before, ...page.messages], next: page.next });
    } catch (cause) {
      if (mine !== turn.current) return;
      if (before.length === 0) setHeld(undefined);
      setProblem(problemOf(cause));
    } finally {
      if (mine === turn.current) setBusy(false);
    }
  };
  useEffect(() => {
    if (source) void find({ sourceId: source, outcome: "WAITING", limit: 50 }, []);
    // Once: what is typed afterwards is looked for by the button.
  }, [source]);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (readable(typed)) void find({ ...conditions(typed), limit: 50 }, []);
  };

  return (
    <div className="page">
      <div className="page-head">
        <h1>{t("desk.messages")}</h1>
        {may(me, "PARKED_READ") && <Link to={{ page: "parked" }} className="button">{t("parked.title")}</Link>}
        {may(me, "PARKED_READ") && <Link to={{ page: "replays" }} className="button">{t("desk.replays")}</Link>}
        {may(me, "IMPORT") && <Link to={{ page: "imports" }} className="button">{t("imports.title")}</Link>}
        {may(me, "SOURCE_READ") && <Link to={{ page: "traffic" }} className="button">{t("desk.traffic")}</Link>}
      </div>
      <p className="fine">{t(onlyOfPatient ? "desk.introOfPatient" : "desk.intro")}</p>
      <form className="card conditions" onSubmit={submit}>
        <Filters typed={typed} onChange={setTyped} />
        <button type="submit" className="button primary" disabled={busy || !readable(typed) || (onlyOfPatient && !typed.patientNumber.trim())}>
          {t("desk.find")}
        </button>
      </form>
      {problem && <ProblemNote problem={problem} />}
      {busy && !held && <Skeleton rows={6} />}
      {held && <Rows found={held.messages} />}
      {held?.next && (
        <button
          type="button"
          className="button load-more"
          disabled={busy}
          onClick={() => void find({ ...held.of, cursor: held.next }, held.messages)}
        >
          {t("app.more")}
        </button>
      )}
    </div>
  );
}
