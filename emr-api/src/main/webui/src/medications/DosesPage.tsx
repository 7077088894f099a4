import { useState } from "react";
import { moment, time } from "../format/time";
import { Listing } from "../frame/Table";
import { Shown } from "../frame/states";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { Link } from "../route";
import { useMe } from "../session";
import { medicationApi, type DueDose } from "./api";
import { stateOf } from "./day";
import { DoseForm } from "./DoseForm";
import { nameOf } from "./OrderText";

const HOURS = [1, 2, 4, 8, 12];
const AGAIN_MS = 120_000;

function Row({ of, onGive }: { of: DueDose; onGive: (dose: DueDose) => void }) {
  const { t, code } = useSpeech();
  const { order } = of;
  const state = stateOf(of.due, undefined, Date.now());
  const words = t(state === "LATE" ? "drug.late" : state === "NOW" ? "drug.now" : "drug.later");
  return (
    <tr>
      <th scope="row" className="num">
        <span className={`dose dose-${state}`}><span>{time(of.due)}</span> <span>{words}</span></span>
      </th>
      <td>{[of.room, of.bed].filter(Boolean).join(" · ")}{of.department && <span className="fine block">{of.department}</span>}</td>
      <td>
        <Link to={{ page: "patient", id: of.patientId, section: "medications" }}>{of.name}</Link>
        {of.patientNumber && <span className="fine block num">{of.patientNumber}</span>}
      </td>
      <td className="whole">
        <strong>{nameOf(order)}</strong> {order.plan?.highAlert && <span className="chip chip-warn">{t("drug.highAlert")}</span>}
        <span className="block">{[order.dose, order.plan && code("drugRoute", order.plan.route)].filter(Boolean).join(" · ")}</span>
        {order.instructions && <span className="fine block">{order.instructions}</span>}
      </td>
      <td>{state !== "LATER" && <button type="button" className="button" aria-label={`${t("drug.record")}: ${of.name}, ${nameOf(order)}, ${moment(of.due)}`} onClick={() => onGive(of)}>{t("drug.record")}</button>}</td>
    </tr>
  );
}

/** What is due in the own wards and nobody recorded yet, the oldest first; recorded at the bed without opening the chart. */
export function DosesPage() {
  const { t } = useSpeech();
  const me = useMe();
  const [department, setDepartment] = useState("");
  const [hours, setHours] = useState(2);
  const [giving, setGiving] = useState<DueDose>();
  const page = useLoad(`due ${department} ${hours}`, (signal, background) => medicationApi.due(department || undefined, hours, signal, background), { everyMs: AGAIN_MS });
  const close = () => setGiving(undefined);
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t("drug.ward")}</h1>
        {me.departments.length > 1 && (
          <label className="inline-label">
            {t("drug.department")}
            <select value={department} onChange={({ target }) => setDepartment(target.value)}>
              <option value="">{t("drug.allDepartments")}</option>
              {me.departments.map((one) => <option key={one.id} value={one.id}>{one.name}</option>)}
            </select>
          </label>
        )}
        <label className="inline-label">
          {t("drug.ahead")}
          <select value={hours} onChange={({ target }) => setHours(Number(target.value))}>
            {HOURS.map((n) => <option key={n} value={n}>{t("drug.hours", { n })}</option>)}
          </select>
        </label>
      </div>
      <Shown from={page} rows={8}>
        {(data) => (
          <>
            <Listing none="drug.noneDue" columns={["drug.due", "drug.place", "drug.patient", "drug.medicine", "drug.act"]} of={data.due}>
              {(one) => <Row key={`${one.order.id} ${one.due}`} of={one} onGive={setGiving} />}
            </Listing>
            {data.more && <p className="fine">{t("drug.moreDue")}</p>}
          </>
        )}
      </Shown>
      {giving && (
        <DoseForm
          patientId={giving.patientId}
          whom={[giving.name, giving.patientNumber, giving.room, giving.bed].filter(Boolean).join(" · ")}
          order={giving.order}
          due={giving.due}
          onClose={close}
          onDone={() => {
            close();
            page.reload();
          }}
        />
      )}
    </div>
  );
}
