import { Fragment } from "react";
import type { Subscriber } from "../api";
import { ago, moment } from "../format/time";
import { whole } from "../format/values";
import { Table } from "../frame/Table";
import { useSpeech } from "../lang";

type Mark = "FRESH" | "STALE" | "FAILING";

function State({ of: s }: { of: Subscriber }) {
  const { t } = useSpeech();
  const [mark, words]: [Mark | undefined, string] = !s.enabled
    ? [undefined, t("deliveries.off")]
    : s.failingSince
      ? ["FAILING", t("deliveries.failing", { at: moment(s.failingSince) })]
      : s.waiting > 0
        ? ["STALE", t("deliveries.behind")]
        : ["FRESH", t(s.deliveredAt ? "deliveries.well" : "deliveries.notYet")];
  return (
    <span className={mark === "FAILING" ? "bad" : undefined}>
      {mark && <span className={`dot dot-${mark}`} aria-hidden="true" />}
      {words}
    </span>
  );
}

/** An address in a narrow column breaks behind a slash before it breaks within a word. */
function breakable(address: string) {
  return address.split(/(?<=\/)/).map((part, i) => (
    <Fragment key={i}>
      {part}
      <wbr />
    </Fragment>
  ));
}

/** Who is told of changes: what it last took, what waits, what is wrong. */
export function Told({ of }: { of: Subscriber[] }) {
  const { t, language } = useSpeech();
  return (
    <section className="card table-card" aria-label={t("deliveries.told")}>
      <h2>{t("deliveries.told")}</h2>
      <Table
        columns={["outgoing.to", "deliveries.channel", "deliveries.state", "deliveries.delivered", "deliveries.waiting", "deliveries.answer", "deliveries.nextTry"]}
        of={of}
      >
        {(s) => (
          <tr key={`${s.sourceId} ${s.channel}`}>
            <th scope="row">
              {s.name}
              <span className="fine block mono wrap">{breakable(s.address)}</span>
            </th>
            <td>{t(s.channel === "topic" ? "deliveries.topic" : "deliveries.webhook")}</td>
            <td className="whole"><State of={s} /></td>
            <td className="num" data-label={t("deliveries.delivered")}>{s.deliveredAt ? moment(s.deliveredAt) : t("health.never")}</td>
            <td className="num" data-label={t("deliveries.waiting")}>
              <span>{s.moreWaiting ? t("deliveries.atLeast", { n: whole(s.waiting, language) }) : whole(s.waiting, language)}</span>{" "}
              {s.waitingSince && <span className="fine block">{t("deliveries.oldest", { x: ago(s.waitingSince, language) })}</span>}
            </td>
            <td className="whole" data-label={t("deliveries.answer")}>
              {!s.answer && !s.trouble && t("app.none")}
              {s.answer && t("deliveries.status", { n: s.answer })} {s.trouble && <span className="bad block">{s.trouble}</span>}
              {s.attempts > 0 && <span className="fine block">{t("parked.attempts", { n: s.attempts })}</span>}
            </td>
            <td className="num" data-label={t("deliveries.nextTry")}>{s.nextTryAt ? moment(s.nextTryAt) : t("app.none")}</td>
          </tr>
        )}
      </Table>
    </section>
  );
}
