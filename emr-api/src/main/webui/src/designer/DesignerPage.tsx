import { useState } from "react";
import { day, moment } from "../format/time";
import { Shown } from "../frame/states";
import { Listing } from "../frame/Table";
import { useLoad } from "../load";
import { Link } from "../route";
import { ownForms, type OwnForm } from "./api";
import { Comparing } from "./Comparing";
import { Copying } from "./Copying";
import { useWords } from "./words";

function Days({ of }: { of: OwnForm }) {
  const { t } = useWords();
  if (!of.from) return null;
  return <>{t("designer.since", { from: day(of.from) })}{of.until && <span className="block">{t("designer.until", { until: day(of.until) })}</span>}</>;
}

/** The forms that the hospital draws, and those that somebody is to compare with the official print. */
export function DesignerPage() {
  const { t, code } = useWords();
  const [copying, setCopying] = useState(false);
  const own = useLoad("own forms", (signal) => ownForms.all(signal));
  const compared = useLoad("form confirmations", (signal) => ownForms.comparisons(signal));
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t("designer.page")}</h1>
        <button type="button" className="button primary" disabled={!compared.data} onClick={() => setCopying(true)}>{t("designer.copy")}</button>
      </div>
      <p className="fine">{t("designer.pageText")}</p>
      <Shown from={own} rows={4}>
        {({ forms }) => (
          <Listing columns={["forms.code", "forms.name", "forms.state", "designer.days", "designer.last"]} of={forms} none="designer.none" label={t("designer.page")}>
            {(one) => (
              <tr key={one.id}>
                <th scope="row" className="num">{one.code} <span className="fine">{t("forms.version", { n: one.version })}</span></th>
                <td><Link to={{ page: "designer", id: one.id }}>{one.title || one.code}</Link></td>
                <td data-label={t("forms.state")}><span className={`chip own-${one.state}`}>{code("ownState", one.state)}</span></td>
                <td className="num" data-label={t("designer.days")}><Days of={one} /></td>
                <td className="fine" data-label={t("designer.last")}>{one.by}, {moment(one.at)}</td>
              </tr>
            )}
          </Listing>
        )}
      </Shown>
      <Shown from={compared} rows={6}>{({ forms }) => <Comparing of={forms} onChanged={compared.reload} />}</Shown>
      {copying && compared.data && <Copying of={compared.data.forms} onClose={() => setCopying(false)} />}
    </div>
  );
}
