import { useState } from "react";
import type { Chart } from "../api";
import { day } from "../format/time";
import { Empty, Shown } from "../frame/states";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { go, Link } from "../route";
import { may, useMe } from "../session";
import { disclosures, type Line } from "./api";
import { Editor } from "./Editor";
import { Standing } from "./Requests";
import { useCodes } from "./words";

function One({ line }: { line: Line }) {
  const { t } = useSpeech();
  const { who } = useCodes();
  return (
    <li>
      <Link to={{ page: "disclosures", id: line.id }} className="num">{line.number}</Link> <Standing line={line} />
      <span className="block">{who(line)}</span>
      <span className={line.overdue ? "bad block num" : "fine block num"}>{t("disclosure.due")} {day(line.dueOn)}</span>
    </li>
  );
}

/** Who asked for this record; shown to those who take requests in or decide about them. */
export function RequestsCard({ chart }: { chart: Chart }) {
  const { t } = useSpeech();
  const me = useMe();
  const id = chart.patient.id;
  const takes = may(me, "DISCLOSE");
  const sees = (takes || may(me, "DISCLOSE_DECIDE")) && !chart.mergedInto;
  const told = useLoad(sees ? `disclosures of ${id}` : null, (signal) => disclosures.about(id, signal));
  const [making, setMaking] = useState(false);
  if (!sees) return null;
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t("disclosure.title")}</h2>
        {takes && <button type="button" className="button" onClick={() => setMaking(true)}>{t("disclosure.take")}</button>}
      </div>
      <Shown from={told} rows={1}>
        {(lines) => (lines.length === 0 ? <Empty>{t("disclosure.none")}</Empty> : <ul className="items">{lines.map((line) => <One key={line.id} line={line} />)}</ul>)}
      </Shown>
      {making && <Editor patientId={id} onClose={() => setMaking(false)} onDone={(made) => go({ page: "disclosures", id: made.id })} />}
    </section>
  );
}
