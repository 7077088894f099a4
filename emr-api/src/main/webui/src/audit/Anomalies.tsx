import { moment } from "../format/time";
import { whole } from "../format/values";
import { Listing } from "../frame/Table";
import { useSpeech } from "../lang";
import type { Anomaly } from "./api";

/** What in the trace is out of the ordinary, by whom and how often. */
export function Anomalies({ anomalies }: { anomalies: Omit<Anomaly, "actorId">[] }) {
  const { t, code, language } = useSpeech();
  return (
    <Listing none="audit.noAnomaly" columns={["audit.at", "audit.who", "audit.anomaly", ["audit.count", "right"]]} of={anomalies}>
      {(one, index) => (
        <tr key={index}>
          <td className="num">{moment(one.from)}</td>
          <th scope="row">{one.by}<span className="fine block">{one.role && code("role", one.role)}</span></th>
          <td>{code("audit", one.kind)}</td>
          <td className="num right" data-label={t("audit.count")}>{whole(one.count, language)}</td>
        </tr>
      )}
    </Listing>
  );
}
