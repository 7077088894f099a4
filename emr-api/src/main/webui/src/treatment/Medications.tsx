import type { Medication, Told } from "../api";
import { moment } from "../format/time";
import { Drawer } from "../frame/Drawer";
import { Facts } from "../frame/Facts";
import { From } from "../frame/states";
import { useSpeech } from "../lang";
import { Link } from "../route";
import { amount, Days, More, shown, Times, type Place } from "./parts";

const when = (d: Medication) => d.given ?? d.ordered;

/** Medicines, by the day they were given or ordered for. */
export function Medications({ items, place }: { items: Told<Medication>[]; place: Place }) {
  const { t, code, language } = useSpeech();
  // No list of the codes of routes may be shipped here: a code alone says at least what it is a code of.
  const routeOf = ({ route }: Medication) => (route?.text ? shown(route, language) : route?.code && t("medication.routeCode", { x: route.code }));
  return (
    <Days
      items={items}
      when={when}
      none="medication.none"
      label={t("treatment.medications")}
      columns={["medication.name", "medication.dose", ["medication.quantity", "right"], "treatment.times", "treatment.who", "report.status", "report.source"]}
    >
      {({ id, details: d, origin }) => (
        <tr data-row="">
          <th scope="row">
            <Link className="cover" to={{ page: "patient", id: place.patientId, section: "treatment", item: id }}>
              {shown(d.medicine, language) ?? t("medication.unnamed")}
            </Link>{" "}
            <span className="fine">{d.strength}</span>
          </th>
          <td className="whole">
            {[d.dose, routeOf(d)].filter(Boolean).join(" · ")}
            {d.instructions && <span className="fine block">{d.instructions}</span>}
          </td>
          <td className="num right" data-label={t("medication.quantity")}>{amount(d.quantity, d.unit, language)}</td>
          <td className="num"><Times under={when(d)} of={[["medication.given", d.given], ["treatment.ordered", d.ordered]]} /></td>
          <td>
            {d.prescriber}
            {d.departmentCode && <span className="fine block">{place.departmentOf(d.departmentCode)}</span>}
          </td>
          <td><span className={d.status === "ACTIVE" ? "chip chip-open" : "fine"}>{code("medication", d.status)}</span></td>
          <td className="whole"><From origin={origin} /></td>
        </tr>
      )}
    </Days>
  );
}

export function MedicationDrawer({ item, place, onClose }: { item: Told<Medication>; place: Place; onClose: () => void }) {
  const { t, code, language } = useSpeech();
  const { details: d } = item;
  return (
    <Drawer title={[shown(d.medicine, language) ?? t("medication.unnamed"), d.strength].filter(Boolean).join(" ")} onClose={onClose}>
      <Facts
        of={[
          [t("report.status"), code("medication", d.status)],
          [t("treatment.category"), shown(d.category, language)],
          [t("medication.code"), d.medicine?.code],
          [t("medication.form"), d.form],
          [t("medication.registration"), d.registration],
          [t("medication.route"), shown(d.route, language)],
          [t("medication.dose"), d.dose],
          [t("medication.instructions"), d.instructions],
          [t("medication.quantity"), amount(d.quantity, d.unit, language)],
          [t("treatment.ordered"), moment(d.ordered)],
          [t("medication.given"), moment(d.given)],
          [t("treatment.orderedBy"), d.prescriber],
          [t("tellers.department"), place.departmentOf(d.departmentCode)],
          [t("treatment.reasons"), d.reasons?.join(", ")],
          [t("overview.visitNo"), item.visitNumber],
        ]}
      />
      <More of={d.more} />
      <From origin={item.origin} link />
    </Drawer>
  );
}
