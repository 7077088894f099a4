import { useState } from "react";
import { moment } from "../format/time";
import { decimal, whole } from "../format/values";
import { Empty, Shown } from "../frame/states";
import { Listing, Table } from "../frame/Table";
import { useSpeech } from "../lang";
import { told } from "../lang/told";
import { useLoad } from "../load";
import { Link } from "../route";
import { desk, NOBODY, type Conformance, type Counts, type SenderTraffic } from "./api";
import { percent } from "./words";

const EVERY_MS = 30_000;
const PERIODS = [7, 30, 90, 366] as const;

function Numbers({ counts }: { counts: Counts }) {
  const { t, language } = useSpeech();
  return (
    <>
      <span className="block">{t("traffic.applied", { n: whole(counts.applied, language) })}</span>
      {counts.parked > 0 && <span className="block bad">{t("traffic.parked", { n: whole(counts.parked, language) })}</span>}
      {counts.refused > 0 && <span className="block bad">{t("traffic.refused", { n: whole(counts.refused, language) })}</span>}
    </>
  );
}

function answers(sender: SenderTraffic, words: ReturnType<typeof useSpeech>): string {
  const { t, language } = words;
  const { answers: times } = sender;
  const ms = (n: number) => decimal(String(n), language);
  return times ? t("traffic.times", { p50: ms(times.p50Ms), p95: ms(times.p95Ms) }) : "";
}

/** Every sender with its counters. */
export function TrafficPage() {
  const words = useSpeech();
  const { t, code, language } = words;
  const traffic = useLoad("traffic", (signal, background) => desk.traffic(signal, background), { everyMs: EVERY_MS });
  return (
    <div className="page">
      <h1>{t("desk.traffic")}</h1>
      <p className="fine">{t("traffic.intro")}</p>
      <Shown from={traffic} rows={6}>
        {(all) => (
          <Listing
            none="health.noSources"
            columns={["message.source", "traffic.today", "traffic.week", "traffic.errors", "health.last", "traffic.answers", ["traffic.waiting", "right"]]}
            of={all}
          >
            {(one) => (
              <tr key={one.id}>
                <th scope="row">
                  <Link to={{ page: "traffic", id: one.id }} className="cover">{one.name ?? t("desk.nobody")}</Link>
                  <span className="fine block">{one.id !== NOBODY && code("senderKind", one.kind)}</span>
                </th>
                <td className="num" data-label={t("traffic.today")}><Numbers counts={one.today} /></td>
                <td className="num" data-label={t("traffic.week")}><Numbers counts={one.week} /></td>
                <td className="num" data-label={t("traffic.errors")}>{percent(one.week.errorRate, language)}</td>
                <td className="num" data-label={t("health.last")}>{one.lastMessageAt ? moment(one.lastMessageAt) : t("health.never")}</td>
                <td className="num" data-label={t("traffic.answers")}>{answers(one, words)}</td>
                <td className="num right" data-label={t("traffic.waiting")}>{whole(one.waiting, language)}</td>
              </tr>
            )}
          </Listing>
        )}
      </Shown>
    </div>
  );
}

function Hours({ sender }: { sender: SenderTraffic }) {
  const { t, language } = useSpeech();
  const days = new Map<string, { applied: number; parked: number; refused: number }>();
  for (const hour of sender.hours) {
    const day = moment(hour.hour).slice(0, 10);
    const sum = days.get(day) ?? { applied: 0, parked: 0, refused: 0 };
    days.set(day, { applied: sum.applied + hour.applied, parked: sum.parked + hour.parked, refused: sum.refused + hour.refused });
  }
  if (days.size === 0) return <Empty>{t("traffic.silent")}</Empty>;
  const most = Math.max(...[...days.values()].map((d) => d.applied + d.parked + d.refused));
  return (
    <Table
      columns={["traffic.day", ["health.applied", "right"], ["health.parked", "right"], ["health.refused", "right"], ["traffic.all", "large-only"]]}
      of={[...days].reverse()}
      look="compact"
    >
      {([day, d]) => (
        <tr key={day}>
          <th scope="row" className="num">{day}</th>
          <td className="num right">{whole(d.applied, language)}</td>
          <td className={`num right ${d.parked > 0 ? "bad" : ""}`}>{whole(d.parked, language)}</td>
          <td className={`num right ${d.refused > 0 ? "bad" : ""}`}>{whole(d.refused, language)}</td>
          <td className="large-only"><meter max={most} value={d.applied + d.parked + d.refused} aria-label={t("traffic.all")} /></td>
        </tr>
      )}
    </Table>
  );
}

/** A fault that begins with a code is that code in words, and below it the sentence. */
function Fault({ text }: { text: string }) {
  const { code, language } = useSpeech();
  const [name, ...rest] = text.split(": ");
  const reason = code("code", name);
  if (reason === name) return told(text, language);
  return (
    <>
      {reason}
      {rest.length > 0 && <span className="fine block">{told(rest.join(": "), language)}</span>}
    </>
  );
}

function Faults({ report }: { report: Conformance }) {
  const { t, code, language } = useSpeech();
  if (report.faults.length === 0) return <Empty>{t("conformance.none")}</Empty>;
  return (
    <Table
      columns={["conformance.field", "conformance.fault", "conformance.kind", ["conformance.messages", "right"], "conformance.first", "conformance.last", "conformance.example"]}
      of={report.faults}
    >
      {(fault) => (
        <tr key={`${fault.kind} ${fault.field} ${fault.fault}`}>
          <th scope="row" className={fault.field && "mono"}>{fault.field || t("conformance.whole")}</th>
          <td className="wrap"><Fault text={fault.fault} /></td>
          <td>{code("fault", fault.kind)}</td>
          <td className="num right" data-label={t("conformance.messages")}>
            <span className="block">{whole(fault.messages, language)}</span>
            {report.messages > 0 && <span className="fine block">{percent(fault.messages / report.messages, language)}</span>}
          </td>
          <td className="num" data-label={t("conformance.first")}>{moment(fault.firstAt)}</td>
          <td className="num" data-label={t("conformance.last")}>{moment(fault.lastAt)}</td>
          <td><Link to={{ page: "message", id: fault.exampleId }}>{t("parked.open")}</Link></td>
        </tr>
      )}
    </Table>
  );
}

/** One sender: its days, and what it sends wrong, field by field. */
export function SenderPage({ id }: { id: string }) {
  const words = useSpeech();
  const { t } = words;
  const [days, setDays] = useState<(typeof PERIODS)[number]>(30);
  const sender = useLoad(`traffic ${id}`, (signal) => desk.senderTraffic(id, signal));
  const { data } = sender;
  const report = useLoad(`conformance ${id} ${days}`, (signal) => desk.conformance(id, days, signal));
  return (
    <div className="page">
      <p>
        <Link to={{ page: "traffic" }}>← {t("desk.traffic")}</Link>
      </p>
      <div className="page-head">
        <h1>{data ? (data.name ?? t("desk.nobody")) : t("health.source")}</h1>
        {data && <span className="fine">{[data.lastMessageAt && `${t("health.last")}: ${moment(data.lastMessageAt)}`, answers(data, words)].filter(Boolean).join(" · ")}</span>}
      </div>
      <Shown from={sender} rows={4}>
        {(known) => (
          <section className="card table-card">
            <h2>{t("traffic.week")}</h2>
            <Hours sender={known} />
          </section>
        )}
      </Shown>
      <section className="card table-card">
        <div className="card-head">
          <h2>{t("conformance.title")}</h2>
          <span className="buttons">
            <span className="switch" role="group" aria-label={t("lab.period")}>
              {PERIODS.map((period) => (
                <button key={period} type="button" aria-pressed={days === period} onClick={() => setDays(period)}>
                  {t("conformance.days", { n: period })}
                </button>
              ))}
            </span>
            <a className="button" href={desk.conformanceCsv(id, days)} download>
              {t("conformance.csv")}
            </a>
          </span>
        </div>
        <Shown from={report} rows={4}>{(faults) => <Faults report={faults} />}</Shown>
      </section>
    </div>
  );
}
