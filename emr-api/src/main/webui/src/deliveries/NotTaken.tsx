import { useState } from "react";
import type { NotTaken as Event } from "../api";
import { api } from "../client";
import { useDoing } from "../doing";
import { moment } from "../format/time";
import { whole } from "../format/values";
import { ProblemNote } from "../frame/states";
import { Table } from "../frame/Table";
import { useSpeech } from "../lang";
import { may, useMe } from "../session";
import { SendOrLeave } from "../pages/SendOrLeave";

const WORDS = { send: "outgoing.send", dismiss: "subscribers.dismiss", sent: "subscribers.sent", dismissed: "subscribers.dismissed" } as const;

/** The subscribers among some events, each once, with how many are of it. */
function subscribers(events: Event[]): { id: string; name: string; events: number }[] {
  const all = new Map<string, { id: string; name: string; events: number }>();
  for (const { sourceId, subscriber } of events) {
    const one = all.get(sourceId) ?? { id: sourceId, name: subscriber, events: 0 };
    all.set(sourceId, { ...one, events: one.events + 1 });
  }
  return [...all.values()];
}

function SendAll({ of, onSent }: { of: Event[]; onSent: () => void }) {
  const { t, language } = useSpeech();
  const { busy, problem, run } = useDoing();
  const [sent, setSent] = useState("");
  const send = (id: string, name: string) =>
    run(async () => {
      const { events } = await api.tellAllAgain(id);
      setSent(t("deliveries.sentAll", { n: whole(events, language), x: name }));
      onSent();
    });
  return (
    <>
      <div className="buttons">
        {subscribers(of)
          .filter((one) => one.events > 1)
          .map((one) => (
            <button key={one.id} type="button" className="button" disabled={busy} onClick={() => void send(one.id, one.name)}>
              {t("deliveries.sendAll", { n: whole(one.events, language), x: one.name })}
            </button>
          ))}
        {sent && <span role="status" className="good">{sent}</span>}
      </div>
      {problem && <ProblemNote problem={problem} />}
    </>
  );
}

/** Events that a subscriber refused at every try: once more, all of them, or no more. */
export function NotTaken({ of, onSent }: { of: Event[]; onSent: () => void }) {
  const { t, code, language } = useSpeech();
  const mayDecide = may(useMe(), "PARKED_APPLY");
  return (
    <section className="card table-card" aria-label={t("deliveries.parked")}>
      <div className="card-head">
        <h2>{t("deliveries.parked")}</h2>
        {mayDecide && <SendAll of={of} onSent={onSent} />}
      </div>
      <p className="fine card-text">{t("deliveries.parkedText")}</p>
      <Table columns={["subscribers.what", "outgoing.to", "subscribers.changedAt", "outgoing.trouble", "outgoing.tries", mayDecide ? "parked.action" : undefined]} of={of}>
        {(event) => (
          <tr key={event.id}>
            <th scope="row">{code("noun", event.kind.toUpperCase())}</th>
            <td>{event.subscriber}</td>
            <td className="num" data-label={t("subscribers.changedAt")}>{moment(event.changedAt)}</td>
            <td className="bad whole">{event.trouble}</td>
            <td className="num" data-label={t("outgoing.tries")}>{whole(event.attempts, language)}</td>
            {mayDecide && (
              <td className="actions whole">
                <SendOrLeave decide={(what) => api.decideEvent(event.id, what)} words={WORDS} />
              </td>
            )}
          </tr>
        )}
      </Table>
    </section>
  );
}
