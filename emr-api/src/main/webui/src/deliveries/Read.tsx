import type { Stream } from "../api";
import { moment } from "../format/time";
import { whole } from "../format/values";
import { Table } from "../frame/Table";
import { useSpeech } from "../lang";
import { Link } from "../route";
import { may, useMe } from "../session";

/** Topics that are read, partition by partition: where we are, where they end, and when the broker last said so. */
export function Read({ of }: { of: Stream[] }) {
  const { t, language } = useSpeech();
  const me = useMe();
  const number = (n: number | undefined) => (n === undefined ? t("app.none") : whole(n, language));
  return (
    <section className="card table-card" aria-label={t("deliveries.read")}>
      <h2>{t("deliveries.read")}</h2>
      <p className="fine card-text">{t("deliveries.readText")}</p>
      <Table
        columns={[
          "message.source",
          "deliveries.topicName",
          ["deliveries.partition", "right"],
          ["deliveries.position", "right"],
          ["deliveries.end", "right"],
          ["deliveries.lag", "right"],
          "deliveries.lastMessage",
          "deliveries.asOf",
        ]}
        of={of}
      >
        {(one, at) => {
          const first = of[at - 1]?.sourceId !== one.sourceId;
          return (
            <tr key={`${one.sourceId} ${one.partition}`}>
              <th scope="row">
                {one.name}
                {first && one.parked > 0 && may(me, "MESSAGE_READ") && (
                  <Link to={{ page: "messages", source: one.sourceId }} className="block bad">
                    {t("deliveries.held", { n: whole(one.parked, language) })}
                  </Link>
                )}
                {!one.enabled && <span className="fine block">{t("deliveries.off")}</span>}
              </th>
              <td className="mono">{one.topic}</td>
              <td className="num right" data-label={t("deliveries.partition")}>{one.partition ?? t("app.none")}</td>
              <td className="num right" data-label={t("deliveries.position")}>{number(one.position)}</td>
              <td className="num right" data-label={t("deliveries.end")}>{number(one.end)}</td>
              <td className="num right" data-label={t("deliveries.lag")}><strong>{number(one.lag)}</strong></td>
              <td className="num" data-label={t("deliveries.lastMessage")}>{one.lastMessageAt ? moment(one.lastMessageAt) : t("health.never")}</td>
              <td className="num" data-label={t("deliveries.asOf")}>{one.lookedAt ? moment(one.lookedAt) : t("deliveries.noPartition")}</td>
            </tr>
          );
        }}
      </Table>
    </section>
  );
}
