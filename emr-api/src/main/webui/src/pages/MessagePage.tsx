import type { Inbound } from "../api";
import { ContentPanel } from "../desk/ContentPanel";
import { MadeCorrections } from "../desk/Corrections";
import { api } from "../client";
import { decoding } from "../desk/words";
import { moment } from "../format/time";
import { bytes } from "../format/values";
import { Facts } from "../frame/Facts";
import { Icon } from "../frame/Icon";
import { Shown } from "../frame/states";
import { Table } from "../frame/Table";
import { useSpeech } from "../lang";
import { told } from "../lang/told";
import { useLoad } from "../load";
import { Link } from "../route";
import { may, useMe } from "../session";
import { NamedFields, useNextStep } from "./ParkedPage";

function sourceName(source: Inbound["source"]): string | undefined {
  return typeof source === "string" ? source : source?.name;
}

function About({ message }: { message: Inbound }) {
  const { t, code, language } = useSpeech();
  const observations = Boolean(message.observationsIn || message.observationsOut);
  return (
    <Facts
      of={[
        [t("message.id"), <span className="mono">{message.id}</span>],
        [t("message.received"), moment(message.receivedAt)],
        [t("message.source"), sourceName(message.source)],
        [t("message.door"), message.door],
        [t("message.format"), message.format],
        [t("message.type"), message.messageType && <span className="mono">{message.messageType}</span>],
        [t("message.control"), message.controlId && <span className="mono">{message.controlId}</span>],
        [t("message.size"), bytes(message.size, language)],
        [t("message.charset"), decoding(message.charsetRule, code)],
        [t("message.observations"), observations && `${message.observationsIn ?? 0} / ${message.observationsOut ?? 0}`],
        [t("message.outcome"), <span className={`chip chip-${message.outcome.toLowerCase()}`}>{code("outcome", message.outcome.toUpperCase())}</span>],
      ]}
    />
  );
}

/** What is in the record already is its sender's to correct. */
function correctable(message: Inbound): boolean {
  return message.outcome !== "APPLIED" && !message.events?.some((event) => event.kind === "APPLIED");
}

/** One received message: what it was, what became of it, and why. */
export function MessagePage({ id }: { id: string }) {
  const { t, code, language } = useSpeech();
  const me = useMe();
  const next = useNextStep();
  const message = useLoad(id, (signal) => api.inbound(id, signal));
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t("message.title")}</h1>
        {may(me, "MESSAGE_CORRECT") && message.data && correctable(message.data) && (
          <Link to={{ page: "correct", id }} className="button">{t("desk.correct")}</Link>
        )}
      </div>
      <Shown from={message} rows={6}>
        {(m) => (
          <>
            {m.code && (
              <div className="note note-stale">
                <Icon name="warn" />
                <div>
                  <strong>{code("code", m.code)}</strong>
                  {m.detail && <p>{told(m.detail, language)}</p>}
                  <NamedFields of={m.fields ?? []} />
                  <p>{next(m.code, m.fields)}</p>
                </div>
              </div>
            )}
            {m.observationsIn !== undefined && m.observationsIn !== m.observationsOut && (
              <p className="note note-stale"><Icon name="info" /><span>{t("message.difference")}</span></p>
            )}
            <section className="card">
              <About message={m} />
            </section>
            {may(me, "MESSAGE_READ") && <MadeCorrections id={id} />}
            {(may(me, "MESSAGE_BODY") || may(me, "MESSAGE_READ")) && <ContentPanel id={id} />}
            {m.remarks && m.remarks.length > 0 && (
              <section className="card">
                <h2>{t("message.remarks")}</h2>
                <ul className="plain">
                  {m.remarks.map((remark, i) => (
                    <li key={i}>{told(remark, language)}</li>
                  ))}
                </ul>
              </section>
            )}
            {m.events && m.events.length > 0 && (
              <section className="card table-card">
                <h2>{t("message.events")}</h2>
                <Table columns={["message.at", "message.event", "message.detail", "message.actor"]} of={m.events}>
                  {(event, i) => (
                    <tr key={i}>
                      <td className="num">{moment(event.at)}</td>
                      <td>{code("event", event.kind.toUpperCase())}</td>
                      <td>{[code("code", event.code), event.detail && told(event.detail, language)].filter(Boolean).join(" – ")}</td>
                      <td>{event.actor}</td>
                    </tr>
                  )}
                </Table>
              </section>
            )}
          </>
        )}
      </Shown>
    </div>
  );
}
