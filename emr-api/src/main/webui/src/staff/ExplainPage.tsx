import { useState, type FormEvent } from "react";
import { useDoing } from "../doing";
import { moment } from "../format/time";
import { Empty, ProblemNote } from "../frame/states";
import { Listing, Table } from "../frame/Table";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { Link } from "../route";
import { staff, type Explained, type Person } from "./api";
import { useRoleName } from "./words";

/** The colleague who is asked about, found by a part of the name. */
function Finder({ chosen, onChosen }: { chosen?: Person; onChosen: (person: Person) => void }) {
  const { t } = useSpeech();
  const [text, setText] = useState("");
  const [found, setFound] = useState<Person[]>();
  const { busy, problem, run } = useDoing();
  const find = (event: FormEvent) => {
    event.preventDefault();
    void run(async () => setFound((await staff.people({ text, role: "", department: "" })).people));
  };
  return (
    <section className="card" aria-label={t("explain.who")}>
      <form className="conditions" onSubmit={find}>
        <label>{t("staff.find")}<input required value={text} maxLength={100} autoComplete="off" onChange={(e) => setText(e.target.value)} /></label>
        <button type="submit" className="button" disabled={busy}>{t("explain.find")}</button>
      </form>
      {problem && <ProblemNote problem={problem} />}
      {found?.length === 0 && <Empty>{t("staff.nobody")}</Empty>}
      {found && found.length > 0 && (
        <ul className="plain buttons staff-found">
          {found.map((person) => (
            <li key={person.id}>
              <button type="button" className="button" aria-pressed={person.id === chosen?.id} onClick={() => onChosen(person)}>
                {person.displayName} <span className="fine mono">{person.username}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Ways({ ways, roleName }: { ways: Explained["ways"]; roleName: (code: string) => string }) {
  const { t, code } = useSpeech();
  const mark = (yes: boolean) => <span className={yes ? "good" : "bad"}>{t(yes ? "roles.yes" : "roles.no")}</span>;
  return (
    <section className="card table-card">
      <h2>{t("explain.ways")}</h2>
      {ways.length === 0 && <Empty>{t("explain.noWay")}</Empty>}
      {ways.length > 0 && (
        <Table columns={["staff.role", "explain.reach", "explain.reaches", "explain.hour"]} of={ways}>
          {(way, index) => (
            <tr key={index}>
              <th scope="row">{roleName(way.role)}</th>
              <td data-label={t("explain.reach")}>{code("reach", way.reach)}{way.request && <span className="fine block num">{t("guest.request")} {way.request}</span>}</td>
              <td data-label={t("explain.reaches")}>{mark(way.reaches)}</td>
              <td data-label={t("explain.hour")}>{mark(way.atThisHour)}</td>
            </tr>
          )}
        </Table>
      )}
    </section>
  );
}

function Openings({ openings, roleName }: { openings: Explained["openings"]; roleName: (code: string) => string }) {
  const { t, code } = useSpeech();
  // DOCTOR:DEPARTMENT, several apart by a blank; a refusal keeps its code.
  const why = (reason?: string) =>
    reason
      ?.split(" ")
      .map((one) => {
        const [role, reach] = one.split(":");
        return reach ? `${roleName(role!)}: ${code("reach", reach)}` : code("code", one);
      })
      .join("; ");
  return (
    <>
      <h2>{t("explain.openings")}</h2>
      <Listing none="explain.never" columns={["explain.when", "explain.what", "explain.part", "roles.purpose", "explain.why"]} of={openings}>
        {(one, index) => (
          <tr key={index}>
            <td className="num">{moment(one.at)}</td>
            <td className={one.success ? "" : "bad"} data-label={t("explain.what")}>{code("audit", one.kind)}</td>
            <td data-label={t("explain.part")}>{one.objectKind ? code("object", one.objectKind) : t("app.none")}</td>
            <td data-label={t("roles.purpose")}>{code("purpose", one.purpose)}</td>
            <td data-label={t("explain.why")}>{why(one.reason)}</td>
          </tr>
        )}
      </Listing>
    </>
  );
}

/** Whether and why somebody can open a patient's record now, and what they opened. The number stays in bodies of requests. */
export function ExplainPage() {
  const { t } = useSpeech();
  const [person, setPerson] = useState<Person>();
  const [number, setNumber] = useState("");
  const [answer, setAnswer] = useState<{ of: Person; says: Explained }>();
  const { busy, problem, run } = useDoing();
  const choices = useLoad("staff choices", (signal) => staff.choices(signal));
  const roleName = useRoleName(choices.data?.roles);
  const ask = (event: FormEvent) => {
    event.preventDefault();
    setAnswer(undefined);
    if (person) void run(async () => setAnswer({ of: person, says: await staff.explain(person.id, number.trim()) }));
  };
  return (
    <div className="page">
      <p><Link to={{ page: "staff" }}>← {t("staff.all")}</Link></p>
      <h1>{t("explain.title")}</h1>
      <p className="fine">{t("explain.intro")}</p>
      <Finder chosen={person} onChosen={(next) => { setPerson(next); setAnswer(undefined); }} />
      {person && (
        <form className="card conditions" onSubmit={ask}>
          <p><span className="fine block">{t("explain.who")}</span><strong>{person.displayName}</strong></p>
          <label>{t("explain.number")}<input required value={number} maxLength={100} autoComplete="off" onChange={(e) => { setNumber(e.target.value); setAnswer(undefined); }} /></label>
          <button type="submit" className="button primary" disabled={busy || !number.trim()}>{t("explain.ask")}</button>
        </form>
      )}
      {problem && <ProblemNote problem={problem} />}
      {answer && (
        <>
          <p className={answer.says.canOpen ? "note note-good" : "note note-stale"} role="status">
            {t(answer.says.canOpen ? "explain.can" : "explain.cannot", { x: answer.of.displayName })}
          </p>
          <Ways ways={answer.says.ways} roleName={roleName} />
          <Openings openings={answer.says.openings} roleName={roleName} />
        </>
      )}
    </div>
  );
}
