import { day, moment } from "../format/time";
import { Listing } from "../frame/Table";
import { useSpeech } from "../lang";
import { Link } from "../route";
import type { Line } from "./api";

/** Where a request stands; one that is late says so in words and in red. */
export function Standing({ line }: { line: { state: string; overdue: boolean } }) {
  const { t, code } = useSpeech();
  return (
    <>
      <span className="chip">{code("disclosureState", line.state)}</span>{" "}
      {line.overdue && <span className="chip chip-refused">{t("disclosure.overdue")}</span>}
    </>
  );
}

/** Requests in a table, each with the way to its page. */
export function Requests({ lines }: { lines: readonly Line[] }) {
  const { t, code } = useSpeech();
  return (
    <Listing
      none="disclosure.none"
      columns={["disclosure.number", "disclosure.who", "disclosure.whose", "disclosure.received", "disclosure.due", "disclosure.state"]}
      of={lines}
    >
      {(line) => (
        <tr key={line.id}>
          <th scope="row">
            <Link to={{ page: "disclosures", id: line.id }} className="cover num">{line.number}</Link>
          </th>
          <td data-label={t("disclosure.who")}>{line.name}<span className="fine block">{[line.organization, code("requester", line.requester)].filter(Boolean).join(" · ")}</span></td>
          <td data-label={t("disclosure.whose")}>{line.patientName ?? t("chart.noName")}<span className="fine block num">{line.patientNumber}</span></td>
          <td className="num" data-label={t("disclosure.received")}>{moment(line.receivedAt)}</td>
          <td className={line.overdue ? "num bad" : "num"} data-label={t("disclosure.due")}>{day(line.dueOn)}</td>
          <td><span className="chips"><Standing line={line} /></span></td>
        </tr>
      )}
    </Listing>
  );
}
