import { useState } from "react";
import type { Chart } from "../api";
import { Shown } from "../frame/states";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { go } from "../route";
import { may, useMe } from "../session";
import { disclosures } from "./api";
import { Editor } from "./Editor";
import { Requests } from "./Requests";

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
      <Shown from={told} rows={1}>{(lines) => <Requests lines={lines} ofPatient />}</Shown>
      {making && <Editor patientId={id} onClose={() => setMaking(false)} onDone={(made) => go({ page: "disclosures", id: made.id })} />}
    </section>
  );
}
