import type { Service, Told } from "../api";
import { moment } from "../format/time";
import { Drawer } from "../frame/Drawer";
import { Facts } from "../frame/Facts";
import { From } from "../frame/states";
import { useSpeech } from "../lang";
import { Link } from "../route";
import { Versions } from "../entered/Versions";
import { amount, Days, More, shown, Times, type Place } from "./parts";
import { PARTS, procedureApi } from "./procedures";

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
      {({ id, details: d, origin, here }) => (
        <tr data-row="">
          <th scope="row" className={d.status === "ENTERED_IN_ERROR" ? "struck" : undefined}>
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
          <td className="whole">{here && <span className="chip">{t("procedure.here")}</span>} <From origin={origin} /></td>
        </tr>
      )}
    </Days>
  );
}

/** Who did what in it, and what came of it, as people wrote it. */
function useEntered(d: Service): [string, string | undefined][] {
  const { t, code } = useSpeech();
  const entered = d.entered;
  if (!entered) return [];
  const names = (part: string) => entered.team.filter((one) => one.part === part).map((one) => one.name).join(", ") || undefined;
  return [
    ...PARTS.map((part): [string, string | undefined] => [code("procedurePart", part), names(part)]),
    [code("procedureLine", "SITE"), entered.site],
    [t("procedure.side"), entered.side && code("procedureSide", entered.side)],
    [code("procedureLine", "OUTCOME"), entered.outcome],
    [code("procedureLine", "COMPLICATIONS"), entered.complications],
    [code("procedureLine", "NOTE"), entered.note],
  ];
}

interface DrawerProps {
  item: Told<Service>;
  place: Place;
  /** What may be done with it; nothing for what a system told. */
  acts?: { onChange: () => void; onTakeBack: () => void };
  onClose: () => void;
}

export function ServiceDrawer({ item, place, acts, onClose }: DrawerProps) {
  const { t, code, language } = useSpeech();
  const { details: d } = item;
  const entered = useEntered(d);
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
          ...(d.entered ? entered : [[t("service.performers"), d.performers?.join(", ")] as [string, string | undefined]]),
          [t("tellers.department"), place.departmentOf(d.departmentCode)],
          [t("service.bed"), d.bed],
          [t("service.anaesthesia"), d.anaesthesia],
          [t("service.device"), d.device],
          [t("treatment.reasons"), d.reasons?.join(", ")],
          [t("overview.visitNo"), item.visitNumber],
        ]}
      />
      <More of={d.more} />
      {item.reason && <p className="fine">{t("entered.because", { x: item.reason })}</p>}
      <From origin={item.origin} link />
      {acts && d.status !== "ENTERED_IN_ERROR" && (
        <p className="actions panel-acts">
          <button type="button" className="button" onClick={acts.onChange}>{t("entered.edit")}</button>
          <button type="button" className="button" onClick={acts.onTakeBack}>{t("entered.takeBack")}</button>
        </p>
      )}
      {item.here && (
        <Versions id={item.id} version={item.version ?? 1} load={(signal) => procedureApi.versions(place.patientId, item.id, signal).then((all) => all.map((one) => ({ ...one, version: one.version ?? 1 })))}>
          {({ details: then }) => [shown(then.code, language), moment(then.performed), then.performers?.join(", "), code("procedure", then.status)].filter(Boolean).join(" · ")}
        </Versions>
      )}
    </Drawer>
  );
}
