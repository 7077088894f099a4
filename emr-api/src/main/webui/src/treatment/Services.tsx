import type { Service, Told } from "../api";
import { moment } from "../format/time";
import { Drawer } from "../frame/Drawer";
import { Facts } from "../frame/Facts";
import { From } from "../frame/states";
import { useSpeech } from "../lang";
import { Link } from "../route";
import { amount, Days, More, shown, Times, type Place } from "./parts";

const when = (d: Service) => d.performed ?? d.ordered;

/** Services, procedures, bed days and supplies, by the day they were done or ordered for. */
export function Services({ items, place }: { items: Told<Service>[]; place: Place }) {
  const { t, code, language } = useSpeech();
  return (
    <Days
      items={items}
      when={when}
      none="service.none"
      label={t("treatment.procedures")}
      columns={["service.name", "treatment.category", ["medication.quantity", "right"], "treatment.times", "treatment.who", "report.status", "report.source"]}
    >
      {({ id, details: d, origin }) => (
        <tr data-row="">
          <th scope="row">
            <Link className="cover" to={{ page: "patient", id: place.patientId, section: "treatment", item: id }}>
              {shown(d.code, language) ?? t("service.unnamed")}
            </Link>
            {d.code?.text && <span className="fine block">{d.code.code}</span>}
          </th>
          <td>{shown(d.category, language)}</td>
          <td className="num right" data-label={t("medication.quantity")}>{amount(d.quantity, d.unit, language)}</td>
          <td className="num"><Times under={when(d)} of={[["service.performed", d.performed], ["service.ended", d.ended], ["treatment.ordered", d.ordered]]} /></td>
          <td>
            {(d.performers?.length ? d.performers : [d.orderedBy]).filter(Boolean).join(", ")}
            {d.departmentCode && <span className="fine block">{place.departmentOf(d.departmentCode)}</span>}
          </td>
          <td><span className={d.status === "COMPLETED" ? "fine" : "chip"}>{code("procedure", d.status)}</span></td>
          <td className="whole"><From origin={origin} /></td>
        </tr>
      )}
    </Days>
  );
}

export function ServiceDrawer({ item, place, onClose }: { item: Told<Service>; place: Place; onClose: () => void }) {
  const { t, code, language } = useSpeech();
  const { details: d } = item;
  return (
    <Drawer title={shown(d.code, language) ?? t("service.unnamed")} onClose={onClose}>
      <Facts
        of={[
          [t("report.status"), code("procedure", d.status)],
          [t("treatment.category"), shown(d.category, language)],
          [t("service.code"), d.code?.code],
          [t("medication.quantity"), amount(d.quantity, d.unit, language)],
          [t("treatment.ordered"), moment(d.ordered)],
          [t("service.performed"), moment(d.performed)],
          [t("service.ended"), moment(d.ended)],
          [t("treatment.orderedBy"), d.orderedBy],
          [t("service.performers"), d.performers?.join(", ")],
          [t("tellers.department"), place.departmentOf(d.departmentCode)],
          [t("service.bed"), d.bed],
          [t("service.anaesthesia"), d.anaesthesia],
          [t("service.device"), d.device],
          [t("treatment.reasons"), d.reasons?.join(", ")],
          [t("overview.visitNo"), item.visitNumber],
        ]}
      />
      <More of={d.more} />
      <From origin={item.origin} link />
    </Drawer>
  );
}
