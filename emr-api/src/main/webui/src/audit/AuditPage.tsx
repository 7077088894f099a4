import { useState, type FormEvent } from "react";
import { useDoing } from "../doing";
import { fits, typedInstant } from "../format/typed";
import { day, moment } from "../format/time";
import { whole } from "../format/values";
import { DateField } from "../frame/DateField";
import { Icon } from "../frame/Icon";
import { ProblemNote } from "../frame/states";
import { Listing } from "../frame/Table";
import { useSpeech } from "../lang";
import { useMe } from "../session";
import { Anomalies } from "./Anomalies";
import { audit, type Anomaly, type Deed, type Deeds, type Opened, type Span } from "./api";

const QUESTIONS = ["openings", "deeds", "refusals", "anomalies"] as const;
type Question = (typeof QUESTIONS)[number];

type Answer =
  | { to: "openings"; openings: Opened[]; more: boolean }
  | { to: "deeds" | "refusals"; deeds: Deed[]; before?: string }
  | { to: "anomalies"; anomalies: Anomaly[] };

function Openings({ openings }: { openings: Opened[] }) {
  const { t, code, language } = useSpeech();
  return (
    <Listing
      none="audit.nobody"
      columns={["audit.day", "audit.who", "audit.when", ["audit.opened", "right"], ["audit.printed", "right"], ["audit.exported", "right"], ["audit.written", "right"], ["audit.refused", "right"], "audit.what", "audit.where"]}
      of={openings}
    >
      {(one, index) => (
        <tr key={index}>
          <td className="num" data-label={t("audit.day")}>{day(one.day)}</td>
          <th scope="row">{one.by}<span className="fine block">{one.role && one.role !== "SOURCE" ? code("role", one.role) : t(`audit.${one.actorKind}`)}</span></th>
          <td className="num" data-label={t("audit.when")}>{moment(one.first).slice(-5)}–{moment(one.last).slice(-5)}</td>
          <td className="num right" data-label={t("audit.opened")}>{whole(one.opened, language)}</td>
          <td className="num right" data-label={t("audit.printed")}>{whole(one.printed, language)}</td>
          <td className="num right" data-label={t("audit.exported")}>{whole(one.exported, language)}</td>
          <td className="num right" data-label={t("audit.written")}>{whole(one.written, language)}</td>
          <td className={one.refused > 0 ? "num right bad" : "num right"} data-label={t("audit.refused")}>{whole(one.refused, language)}</td>
          <td className="whole">{one.what.map((what) => code("object", what)).join(", ")}</td>
          <td className="whole">{one.from.join(", ")}<span className="fine block">{one.devices.join("; ")}</span></td>
        </tr>
      )}
    </Listing>
  );
}

function Lines({ deeds }: { deeds: Deed[] }) {
  const { t, code } = useSpeech();
  return (
    <Listing none="audit.nothing" columns={["audit.at", "audit.who", "audit.act", "audit.what", "audit.why", "audit.where"]} of={deeds}>
      {(one) => (
        <tr key={one.id}>
          <td className="num">{moment(one.at)}</td>
          <th scope="row">{one.by}<span className="fine block">{one.role && one.role !== "SOURCE" && code("role", one.role)}</span></th>
          <td className={one.success ? "" : "bad"} data-label={t("audit.act")}>{code("audit", one.kind)}</td>
          <td className="whole">{code("object", one.object)}<span className="fine block">{one.detail}</span></td>
          <td className="whole">{one.changes}<span className="block">{one.reason}</span></td>
          <td className="whole">{one.address}<span className="fine block">{one.device}</span></td>
        </tr>
      )}
    </Listing>
  );
}

/** The export of a time as a file; the browser fetches it with the session's cookie. */
function Exports({ span }: { span: Span }) {
  const { t } = useSpeech();
  const query = new URLSearchParams(Object.entries(span).filter(([, value]) => value) as [string, string][]).toString();
  return (
    <p className="buttons">
      <span>{t("audit.export")}</span>
      {(["CSV", "FHIR", "ATNA"] as const).map((form) => (
        <a key={form} className="button" href={`/api/v1/audit/export?form=${form}${query && `&${query}`}`} download>{form}</a>
      ))}
    </p>
  );
}

/** The trace for those who answer for it. What was typed stays in this page's memory and in bodies of requests. */
export function AuditPage() {
  const { t } = useSpeech();
  const me = useMe();
  const [question, setQuestion] = useState<Question>("openings");
  const [typed, setTyped] = useState({ number: "", username: "", from: "", to: "" });
  const [answer, setAnswer] = useState<Answer>();
  const { busy, problem, run } = useDoing();
  const span: Span = { from: typedInstant(typed.from), to: typedInstant(typed.to) };
  const put = (part: Partial<typeof typed>) => setTyped({ ...typed, ...part });

  const ask = (before?: string) =>
    run(async () => {
      if (question === "openings") setAnswer({ to: question, ...(await audit.openings({ ...span, number: typed.number })) });
      else if (question === "anomalies") setAnswer({ to: question, anomalies: await audit.anomalies(span) });
      else {
        const page: Deeds = question === "deeds" ? await audit.deeds({ ...span, username: typed.username, before }) : await audit.refusals({ ...span, before });
        const earlier = before && answer?.to === question ? answer.deeds : [];
        setAnswer({ to: question, deeds: [...earlier, ...page.deeds], before: page.before });
      }
    });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (fits(typed.from, typedInstant) && fits(typed.to, typedInstant)) void ask();
  };

  return (
    <div className="page">
      <div className="page-head">
        <h1>{t("audit.title")}</h1>
        {answer?.to === "openings" && (
          <button type="button" className="button" onClick={() => window.print()}><Icon name="print" />{t("audit.print")}</button>
        )}
      </div>
      <p className="fine">{t("audit.intro")}</p>
      <nav className="tabs" aria-label={t("audit.title")}>
        {QUESTIONS.map((one) => (
          <button key={one} type="button" aria-pressed={one === question} onClick={() => { setQuestion(one); setAnswer(undefined); }}>
            {t(`audit.${one}`)}
          </button>
        ))}
      </nav>
      <form className="card conditions" onSubmit={submit}>
        {question === "openings" && (
          <label>{t("audit.number")}<input required value={typed.number} maxLength={100} autoComplete="off" onChange={(e) => put({ number: e.target.value })} /></label>
        )}
        {question === "deeds" && (
          <label>{t("audit.username")}<input required value={typed.username} maxLength={100} autoComplete="off" onChange={(e) => put({ username: e.target.value })} /></label>
        )}
        <DateField time label="desk.from" value={typed.from} onChange={(from) => put({ from })} />
        <DateField time label="desk.to" value={typed.to} onChange={(to) => put({ to })} />
        <button type="submit" className="button primary" disabled={busy}>{t("audit.ask")}</button>
      </form>
      {problem && <ProblemNote problem={problem} onRetry={() => void ask()} />}
      {answer?.to === "openings" && (
        <>
          <h2 className="print-only">{t("audit.printTitle")}</h2>
          <Openings openings={answer.openings} />
          {answer.more && <p className="note">{t("audit.more")}</p>}
          <p className="print-only fine">{t("app.printed", { at: moment(new Date().toISOString()), by: me.displayName })}</p>
        </>
      )}
      {(answer?.to === "deeds" || answer?.to === "refusals") && (
        <>
          <Lines deeds={answer.deeds} />
          {answer.before && <button type="button" className="button load-more" disabled={busy} onClick={() => void ask(answer.before)}>{t("audit.older")}</button>}
        </>
      )}
      {answer?.to === "anomalies" && <Anomalies anomalies={answer.anomalies} />}
      <Exports span={span} />
    </div>
  );
}
