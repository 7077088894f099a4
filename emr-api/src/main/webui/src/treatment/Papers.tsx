import type { InsuranceCard, PaperForm, Told } from "../api";
import { day, dayKey, moment } from "../format/time";
import { Drawer } from "../frame/Drawer";
import { From } from "../frame/states";
import { Listing } from "../frame/Table";
import { useSpeech } from "../lang";
import { Link } from "../route";
import { rowKeys } from "../pages/HomePage";
import { Fields, type Place } from "./parts";
import { holds } from "./treatment";

/** Papers that came as data, field by field. */
export function Papers({ items, place }: { items: Told<PaperForm>[]; place: Place }) {
  const { t, code } = useSpeech();
  return (
    <Listing
      none="papers.none"
      label={t("treatment.papers")}
      onKeyDown={rowKeys}
      columns={["document.date", "papers.form", "papers.number", "papers.signer", "overview.visitNo", "report.source"]}
      of={items}
    >
      {({ id, details: d, visitNumber, origin }) => (
        <tr key={id} data-row="">
          <td className="num">{moment(d.issued)}</td>
          <th scope="row">
            <Link className="cover" to={{ page: "patient", id: place.patientId, section: "treatment", item: id }}>
              {code("form", d.form) || t("papers.unnamed")}
            </Link>
          </th>
          <td className="num" data-label={t("papers.number")}>{d.number}</td>
          <td data-label={t("papers.signer")}>{d.signer}</td>
          <td className="num" data-label={t("overview.visitNo")}>{visitNumber}</td>
          <td className="whole"><From origin={origin} /></td>
        </tr>
      )}
    </Listing>
  );
}

export function PaperDrawer({ item, onClose }: { item: Told<PaperForm>; onClose: () => void }) {
  const { t, code } = useSpeech();
  return (
    <Drawer title={code("form", item.details.form) || t("papers.unnamed")} onClose={onClose}>
      <Fields of={item.details.fields ?? []} />
      <From origin={item.origin} link />
    </Drawer>
  );
}

/** Insurance cards and how long each holds. */
export function InsuranceCards({ items }: { items: Told<InsuranceCard>[] }) {
  const { t } = useSpeech();
  const today = dayKey(Date.now());
  return (
    <Listing
      none="card.none"
      label={t("treatment.cards")}
      columns={["card.number", "card.holds", "report.status", "card.registered", "card.free", "report.source"]}
      of={items}
    >
      {({ id, details: d, origin }) => {
        const valid = holds(d.validFrom, d.validTo, today);
        return (
          <tr key={id}>
            <th scope="row" className="num">{d.number}</th>
            <td className="num" data-label={t("card.holds")}>{[day(d.validFrom), day(d.validTo)].join(" – ")}</td>
            <td><span className={valid ? "chip chip-open" : "chip"}>{t(valid ? "card.valid" : "card.invalid")}</span></td>
            <td className="num" data-label={t("card.registered")}>{[d.registeredFacility, d.area].filter(Boolean).join(" · ")}</td>
            <td className="num" data-label={t("card.free")}>{day(d.copaymentFreeFrom)}</td>
            <td className="whole"><From origin={origin} /></td>
          </tr>
        );
      }}
    </Listing>
  );
}
