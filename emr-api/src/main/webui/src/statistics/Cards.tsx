import type { ReactNode } from "react";
import { decimal, whole } from "../format/values";
import { useSpeech, type Key } from "../lang";
import type { Statistics, Timely } from "./api";

interface Bar {
  key: string;
  name: ReactNode;
  count: number;
}

/** Names and numbers, each with its bar: a table that can also be looked at. */
function Bars({ of, head }: { of: readonly Bar[]; head: Key }) {
  const { t, language } = useSpeech();
  const highest = Math.max(1, ...of.map((bar) => bar.count));
  return (
    <table className="bars">
      <thead className="hidden-text"><tr><th scope="col">{t(head)}</th><th scope="col">{t("statistics.records")}</th><td /></tr></thead>
      <tbody>
        {of.map((bar) => (
          <tr key={bar.key}>
            <th scope="row">{bar.name}</th>
            <td className="num">{whole(bar.count, language)}</td>
            <td className="bar-cell" aria-hidden="true"><span className="count-bar" style={{ inlineSize: `${(bar.count / highest) * 100}%` }} /></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

export function Stays({ of }: { of: Statistics["stays"] }) {
  const { t, language } = useSpeech();
  const days = (n: number | undefined) => (n === undefined ? t("app.none") : decimal(String(n), language));
  const name = (from: number, until?: number) =>
    until === undefined ? t("statistics.daysAndMore", { n: from }) : from === until ? t("statistics.days", { n: from }) : t("statistics.daysUntil", { from, until });
  return (
    <section className="card" aria-label={t("statistics.stays")}>
      <h2>{t("statistics.stays")}</h2>
      <p className="fine">{t("statistics.staysHow")}</p>
      <dl className="figures">
        <div><dt>{t("statistics.mean")}</dt><dd className="num">{days(of.mean)}</dd></div>
        <div><dt>{t("statistics.median")}</dt><dd className="num">{days(of.median)}</dd></div>
        <div><dt>{t("statistics.ninety")}</dt><dd className="num">{days(of.ninety)}</dd></div>
      </dl>
      {of.count > 0 && <Bars head="statistics.stays" of={of.lengths.map((length) => ({ key: String(length.from), name: name(length.from, length.until), count: length.count }))} />}
    </section>
  );
}

export function Illnesses({ of }: { of: Statistics["diagnoses"] }) {
  const { t } = useSpeech();
  return (
    <section className="card" aria-label={t("statistics.illnesses")}>
      <h2>{t("statistics.illnesses")}</h2>
      <p className="fine">{t("statistics.illnessesHow")}</p>
      {of.length === 0 ? <p>{t("statistics.nothing")}</p> : <Bars head="statistics.illnesses" of={of.map((one) => ({ key: one.code, name: <><span className="num">{one.code}</span> {one.text}</>, count: one.count }))} />}
    </section>
  );
}

export function Results({ of }: { of: Statistics["results"] }) {
  const { t, code, language } = useSpeech();
  const hours = (n: number | undefined) => (n === undefined ? t("app.none") : t("statistics.hours", { n: decimal(n.toFixed(1), language) }));
  return (
    <section className="card" aria-label={t("statistics.results")}>
      <h2>{t("statistics.results")}</h2>
      <p className="fine">{t("statistics.resultsHow")}</p>
      {of.length === 0 ? (
        <p>{t("statistics.nothing")}</p>
      ) : (
        <table className="numbers">
          <thead>
            <tr><th scope="col">{t("statistics.work")}</th><th scope="col">{t("statistics.answered")}</th><th scope="col">{t("statistics.waiting")}</th><th scope="col">{t("statistics.median")}</th><th scope="col">{t("statistics.ninety")}</th></tr>
          </thead>
          <tbody>
            {of.map((one) => (
              <tr key={one.of}>
                <th scope="row">{code("statistics.work", one.of)}</th>
                <td className="num">{whole(one.answered, language)}</td>
                <td className="num">{whole(one.waiting, language)}</td>
                <td className="num">{hours(one.medianHours)}</td>
                <td className="num">{hours(one.ninetyHours)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </section>
  );
}

const PARTS = ["inTime", "late", "open"] as const;

function OnTime({ of, label }: { of: Timely; label: Key }) {
  const { t, language } = useSpeech();
  const all = of.inTime + of.late + of.open;
  return (
    <div className="on-time">
      <h3>{t(label)}</h3>
      {all === 0 ? (
        <p>{t("statistics.nothing")}</p>
      ) : (
        <>
          <div className="share" aria-hidden="true">{PARTS.map((part) => of[part] > 0 && <span key={part} className={`share-${part}`} style={{ flexGrow: of[part] }} />)}</div>
          <ul className="legend">
            {PARTS.map((part) => (
              <li key={part}><span className={`key key-${part}`}>{t(`statistics.${part}`)}</span> <strong className="num">{whole(of[part], language)}</strong> <span className="fine num">({Math.round((of[part] / all) * 100)}%)</span></li>
            ))}
          </ul>
        </>
      )}
    </div>
  );
}

export function Punctuality({ of }: { of: Statistics }) {
  const { t } = useSpeech();
  return (
    <section className="card" aria-label={t("statistics.punctuality")}>
      <h2>{t("statistics.punctuality")}</h2>
      <p className="fine">{t("statistics.punctualityHow")}</p>
      <OnTime of={of.completion} label="statistics.completion" />
      <OnTime of={of.closing} label="statistics.closing" />
    </section>
  );
}
