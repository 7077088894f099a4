import type { Destination, Stopped } from "../api";
import { api } from "../client";
import { moment } from "../format/time";
import { whole } from "../format/values";
import { Table } from "../frame/Table";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { may, useMe } from "../session";
import { SendOrLeave } from "./SendOrLeave";

const EVERY_MS = 30_000;
const WORDS = { send: "outgoing.send", dismiss: "outgoing.dismiss", sent: "outgoing.sent", dismissed: "outgoing.dismissed" } as const;

function Queues({ destinations }: { destinations: Destination[] }) {
  const { t, language } = useSpeech();
  return (
    <Table columns={["outgoing.to", "outgoing.waiting", "outgoing.stopped", "outgoing.lastAnswer", "outgoing.trouble"]} of={destinations}>
      {(d) => (
        <tr key={d.sourceId}>
          <th scope="row">
            {d.name}
            <span className="fine block mono">{d.address}</span>
          </th>
          <td className="num" data-label={t("outgoing.waiting")}>
            <span className="block">{whole(d.waiting, language)}</span>
            {d.waitingSince && <span className="fine block">{t("outgoing.since", { x: moment(d.waitingSince) })}</span>}
          </td>
          <td data-label={t("outgoing.stopped")} className={d.parked > 0 ? "num bad" : "num"}>{whole(d.parked, language)}</td>
          <td className="num" data-label={t("outgoing.lastAnswer")}>{d.lastAnswerAt ? moment(d.lastAnswerAt) : t("health.never")}</td>
          <td className={d.trouble ? "bad whole" : ""}>{d.trouble}</td>
        </tr>
      )}
    </Table>
  );
}

function Row({ message, mayDecide }: { message: Stopped; mayDecide: boolean }) {
  const { t } = useSpeech();
  return (
    <tr>
      <th scope="row" className="mono">{message.orderNumber}</th>
      <td>{message.destination}</td>
      <td className="bad whole">{message.trouble}</td>
      <td className="num" data-label={t("outgoing.tries")}>{message.attempts}</td>
      <td className="actions whole">
        {mayDecide && <SendOrLeave decide={(what) => api.decide(message.id, what)} words={WORDS} />}
      </td>
    </tr>
  );
}

/** Where orders go, how long they wait, and those that wait for a person. */
export function OutgoingCard({ destinations }: { destinations: Destination[] }) {
  const { t } = useSpeech();
  const me = useMe();
  const stopped = useLoad(destinations.some((d) => d.parked > 0) && may(me, "PARKED_READ") ? "stopped" : null, (s, b) => api.stopped(s, b), {
    everyMs: EVERY_MS,
  });
  return (
    <section className="card table-card">
      <h2>{t("outgoing.title")}</h2>
      <Queues destinations={destinations} />
      {(stopped.data?.length ?? 0) > 0 && (
        <Table columns={["outgoing.number", "outgoing.to", "outgoing.trouble", "outgoing.tries", "parked.action"]} of={stopped.data!}>
          {(message) => <Row key={message.id} message={message} mayDecide={may(me, "PARKED_APPLY")} />}
        </Table>
      )}
    </section>
  );
}
