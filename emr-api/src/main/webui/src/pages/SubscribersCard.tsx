import type { NotTaken, Subscriber } from "../api";
import { api } from "../client";
import { moment } from "../format/time";
import { whole } from "../format/values";
import { ProblemNote } from "../frame/states";
import { Table } from "../frame/Table";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { Link } from "../route";
import { may, useMe } from "../session";
import { SendOrLeave } from "./SendOrLeave";

const EVERY_MS = 30_000;
const WORDS = { send: "subscribers.send", dismiss: "subscribers.dismiss", sent: "subscribers.sent", dismissed: "subscribers.dismissed" } as const;

function Told({ of }: { of: Subscriber[] }) {
  const { t, language } = useSpeech();
  return (
    <Table columns={["outgoing.to", "subscribers.toldUpTo", "outgoing.stopped", "outgoing.trouble"]} of={of}>
      {(s) => (
        <tr key={`${s.sourceId} ${s.channel}`}>
          <th scope="row">
            {s.name} {!s.enabled && <span className="chip">{t("health.disabled")}</span>}
            <span className="fine block mono">{s.address}</span>
          </th>
          <td className="num" data-label={t("subscribers.toldUpTo")}>{s.toldUpTo ? moment(s.toldUpTo) : t("health.never")}</td>
          <td data-label={t("outgoing.stopped")} className={s.parked > 0 ? "num bad" : "num"}>{whole(s.parked, language)}</td>
          <td className={s.trouble ? "bad whole" : ""}>
            {s.trouble}
            {s.trouble && s.attempts > 0 && <span className="fine block">{t("parked.attempts", { n: s.attempts })}</span>}
          </td>
        </tr>
      )}
    </Table>
  );
}

function Parked({ of, mayDecide }: { of: NotTaken[]; mayDecide: boolean }) {
  const { t, code, language } = useSpeech();
  return (
    <Table columns={["subscribers.what", "outgoing.to", "subscribers.changedAt", "outgoing.trouble", "outgoing.tries", "parked.action"]} of={of}>
      {(event) => (
        <tr key={event.id}>
          <th scope="row">{code("noun", event.kind.toUpperCase())}</th>
          <td>{event.subscriber}</td>
          <td className="num" data-label={t("subscribers.changedAt")}>{moment(event.changedAt)}</td>
          <td className="bad whole">{event.trouble}</td>
          <td className="num" data-label={t("outgoing.tries")}>{whole(event.attempts, language)}</td>
          <td className="actions whole">{mayDecide && <SendOrLeave decide={(what) => api.decideEvent(event.id, what)} words={WORDS} />}</td>
        </tr>
      )}
    </Table>
  );
}

/** Systems that are told of every change: how far each is, and what none of its tries got through. Not drawn without any. */
export function SubscribersCard() {
  const { t } = useSpeech();
  const me = useMe();
  const subscribers = useLoad(may(me, "SOURCE_READ") ? "subscribers" : null, (s, b) => api.subscribers(s, b), { everyMs: EVERY_MS });
  const all = subscribers.data ?? [];
  const stopped = useLoad(all.some((s) => s.parked > 0) && may(me, "PARKED_READ") ? "not taken" : null, (s, b) => api.notTaken(s, b), { everyMs: EVERY_MS });
  const problem = subscribers.problem ?? stopped.problem;
  if (all.length === 0 && !problem) return null;
  return (
    <section className="card table-card" aria-label={t("subscribers.title")}>
      <div className="card-head">
        <h2>{t("subscribers.title")}</h2>
        <Link to={{ page: "deliveries" }}>{t("deliveries.open")}</Link>
      </div>
      {problem && <ProblemNote problem={problem} />}
      {all.length > 0 && <Told of={all} />}
      {(stopped.data?.length ?? 0) > 0 && <Parked of={stopped.data!} mayDecide={may(me, "PARKED_APPLY")} />}
    </section>
  );
}
