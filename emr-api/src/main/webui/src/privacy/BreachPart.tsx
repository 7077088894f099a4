import { useState, type FormEvent } from "react";
import { Anomalies } from "../audit/Anomalies";
import { useDoing } from "../doing";
import { moment } from "../format/time";
import { fits, typedInstant } from "../format/typed";
import { whole } from "../format/values";
import { DateField } from "../frame/DateField";
import { Facts, type Fact } from "../frame/Facts";
import { Icon } from "../frame/Icon";
import { Listing } from "../frame/Table";
import { ProblemNote } from "../frame/states";
import { useSpeech } from "../lang";
import { useMe } from "../session";
import { breach, type BreachPack, type BreachQuestion } from "./api";

const WORDS = ["what", "harm", "measures", "contact"] as const;
const COUNTS = ["all", "restricted", "opened", "printed", "exported", "sent"] as const;

function Seal({ seal }: { seal: BreachPack["seal"] }) {
  const { t, language } = useSpeech();
  return (
    <span className={seal.findings.length > 0 ? "bad" : ""}>
      {seal.findings.length === 0 ? t("breach.whole", { n: whole(seal.numbers, language) }) : t("breach.notWhole", { n: seal.findings.length })}
      {seal.findings.slice(0, 5).map((one) => <span key={one.what} className="fine block" lang="en">{one.what}</span>)}
    </span>
  );
}

/** What the authority is told: the numbers from the trace, the rest in the words of the officer, which stay on this page. */
function Notice({ pack }: { pack: BreachPack }) {
  const { t, code, language } = useSpeech();
  const me = useMe();
  const [words, setWords] = useState({ what: "", harm: "", measures: "", contact: "" });
  const late = (by: string) => (Date.parse(by) < Date.now() ? "bad" : "");
  return (
    <section className="card notice" aria-label={t("breach.notice")}>
      <h2>{t("breach.notice")}</h2>
      <Facts
        of={[
          [t("breach.controller"), me.facility?.name],
          [t("breach.knownAt"), moment(pack.knownAt)],
          [t("breach.authorityBy"), <span className={late(pack.authorityBy)}>{moment(pack.authorityBy)}</span>],
          [t("breach.securityBy"), <><span className={late(pack.securityFirstBy)}>{moment(pack.securityFirstBy)}</span>; <span className={late(pack.securityReportBy)}>{moment(pack.securityReportBy)}</span></>],
          [t("breach.window"), `${moment(pack.from)} – ${moment(pack.to)}`],
          ...COUNTS.map((one): Fact => [t(`breach.${one}`), whole(pack.people[one], language)]),
          [t("breach.classes"), Object.entries(pack.people.classes).map(([name, n]) => `${code("class", name)}: ${whole(n, language)}`).join("; ")],
          [t("breach.seal"), <Seal seal={pack.seal} />],
        ]}
      />
      <div className="order-form">
        {WORDS.map((one) => (
          <label key={one}>
            {t(`breach.${one}`)}
            <textarea className="screen-only" rows={2} maxLength={4000} value={words[one]} onChange={(e) => setWords({ ...words, [one]: e.target.value })} />
            <span className="print-only written words">{words[one]}</span>
          </label>
        ))}
      </div>
      <p className="print-only sign">{t("request.signPlace")}</p>
      <p className="print-only fine">{t("app.printed", { at: moment(new Date().toISOString()), by: me.displayName })}</p>
    </section>
  );
}

function Lists({ pack }: { pack: BreachPack }) {
  const { t, code, language } = useSpeech();
  return (
    <div className="spaced next-page">
      <h2>{t("breach.accounts")}</h2>
      <Listing none="audit.nothing" columns={["audit.who", "audit.when", ["breach.people", "right"], ["breach.lines", "right"], "audit.where"]} of={pack.accounts}>
        {(one, index) => (
          <tr key={index}>
            <th scope="row">{one.name ?? "—"}<span className="fine block">{one.role && one.role !== "SOURCE" && code("role", one.role)}</span></th>
            <td className="num">{moment(one.first)} – {moment(one.last)}</td>
            <td className="num right" data-label={t("breach.people")}>{whole(one.people, language)}</td>
            <td className="num right" data-label={t("breach.lines")}>{whole(one.lines, language)}</td>
            <td className="whole">{one.addresses.join(", ")}<span className="fine block">{one.devices.join("; ")}</span></td>
          </tr>
        )}
      </Listing>
      <h2>{t("breach.signIns")}</h2>
      <Listing none="audit.nothing" columns={["audit.act", "audit.who", "audit.where", ["audit.count", "right"], "audit.when"]} of={pack.signIns}>
        {(one, index) => (
          <tr key={index}>
            <td className={one.kind === "SIGN_IN" || one.kind === "SECOND_FACTOR" ? "" : "bad"}>{code("audit", one.kind)}</td>
            <th scope="row">{one.name ?? "—"}</th>
            <td className="whole">{one.address}</td>
            <td className="num right" data-label={t("audit.count")}>{whole(one.count, language)}</td>
            <td className="num">{moment(one.first)} – {moment(one.last)}</td>
          </tr>
        )}
      </Listing>
      <h2>{t("breach.refusals")}</h2>
      <Listing none="audit.nothing" columns={["audit.who", "audit.what", ["audit.count", "right"], "audit.at"]} of={pack.refusals}>
        {(one, index) => (
          <tr key={index}>
            <th scope="row">{one.name ?? "—"}</th>
            <td className="whole">{code("object", one.object)}</td>
            <td className="num right" data-label={t("audit.count")}>{whole(one.count, language)}</td>
            <td className="num">{moment(one.last)}</td>
          </tr>
        )}
      </Listing>
      <h2>{t("audit.anomalies")}</h2>
      <Anomalies anomalies={pack.anomalies} />
      <h2>{t("breach.changes")}</h2>
      <Listing none="audit.nothing" columns={["audit.at", "audit.who", "audit.act", "audit.what", "audit.why"]} of={pack.changes}>
        {(one) => (
          <tr key={one.id}>
            <td className="num">{moment(one.at)}</td>
            <th scope="row">{one.by}</th>
            <td>{code("audit", one.kind)}</td>
            <td className="whole">{code("object", one.object)}</td>
            <td className="whole">{one.changes}<span className="block">{one.reason}</span></td>
          </tr>
        )}
      </Listing>
    </div>
  );
}

/** What a breach touched: asked for a time, shown, printed, and taken out as a signed file. What was typed stays in this page. */
export function BreachPart() {
  const { t } = useSpeech();
  const { busy, problem, run } = useDoing();
  const [typed, setTyped] = useState({ from: "", to: "", known: "", username: "", source: "", number: "" });
  const [shown, setShown] = useState<{ question: BreachQuestion; pack: BreachPack }>();
  const put = (part: Partial<typeof typed>) => setTyped({ ...typed, ...part });
  const some = (text: string) => text.trim() || undefined;
  const ask = (event: FormEvent) => {
    event.preventDefault();
    const [from, to, knownAt] = [typed.from, typed.to, typed.known].map(typedInstant);
    if (!from || !to || !knownAt || ![typed.from, typed.to, typed.known].every((one) => fits(one, typedInstant))) return;
    const question = { from, to, knownAt, username: some(typed.username), source: some(typed.source), number: some(typed.number) };
    void run(async () => setShown({ question, pack: await breach.pack(question) }));
  };
  const ready = [typed.from, typed.to, typed.known].every((one) => typedInstant(one));
  return (
    <>
      <p className="fine screen-only">{t("breach.intro")}</p>
      <form className="card conditions screen-only" onSubmit={ask}>
        <DateField time label="desk.from" value={typed.from} onChange={(from) => put({ from })} />
        <DateField time label="desk.to" value={typed.to} onChange={(to) => put({ to })} />
        <DateField time label="breach.knownAt" value={typed.known} onChange={(known) => put({ known })} />
        {(["username", "source", "number"] as const).map((one) => (
          <label key={one}>{t(`breach.${one}`)}<input maxLength={100} autoComplete="off" value={typed[one]} onChange={(e) => put({ [one]: e.target.value })} /></label>
        ))}
        <button type="submit" className="button primary" disabled={busy || !ready}>{t("breach.ask")}</button>
      </form>
      {problem && <ProblemNote problem={problem} />}
      {shown && (
        <>
          <p className="buttons screen-only">
            <button type="button" className="button" onClick={() => window.print()}><Icon name="print" />{t("breach.print")}</button>
            <button type="button" className="button" disabled={busy} onClick={() => void run(() => breach.file(shown.question))}>{t("breach.file")}</button>
          </p>
          <Notice pack={shown.pack} />
          <Lists pack={shown.pack} />
        </>
      )}
    </>
  );
}
