import { useState } from "react";
import { moment } from "../format/time";
import { whole } from "../format/values";
import { opens } from "../frame/screens";
import { Shown } from "../frame/states";
import { Listing } from "../frame/Table";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { Link } from "../route";
import { may, useMe } from "../session";
import { destructions, type Destruction } from "./api";
import { Choose } from "./Choose";

function Row({ of }: { of: Destruction }) {
  const { t, code, language } = useSpeech();
  return (
    <tr>
      <th scope="row" className="num"><Link to={{ page: "destructions", id: of.id }} className="cover">{of.number}</Link></th>
      <td data-label={t("destruction.ground")}>{of.ground}<span className="fine block">{of.madeBy}, {moment(of.madeAt)}</span></td>
      <td>{code("destructionState", of.state)}</td>
      <td className="num right" data-label={t("destruction.folders")}>{whole(of.folders, language)}</td>
      <td className="num right" data-label={t("destruction.destroyed")}>{whole(of.destroyed, language)}</td>
    </tr>
  );
}

/** The rounds in which records whose term is over are destroyed. */
export function DestructionsPage() {
  const { t } = useSpeech();
  const me = useMe();
  const [open, setOpen] = useState(false);
  const all = useLoad("destructions", (signal) => destructions.list(signal));
  return (
    <div className="page">
      {opens(me, "folders") && <p><Link to={{ page: "folders" }}>← {t("folders.title")}</Link></p>}
      <div className="page-head">
        <h1>{t("destruction.title")}</h1>
        {may(me, "DESTROY") && <button type="button" className="button primary" onClick={() => setOpen(true)}>{t("destruction.begin")}</button>}
      </div>
      <p className="fine">{t("destruction.intro")}</p>
      <Shown from={all} rows={4}>
        {({ destructions: of }) => (
          <Listing none="destruction.none" columns={["destruction.number", "destruction.ground", "health.state", ["destruction.folders", "right"], ["destruction.destroyed", "right"]]} of={of}>
            {(one) => <Row key={one.id} of={one} />}
          </Listing>
        )}
      </Shown>
      {open && <Choose onClose={() => setOpen(false)} />}
    </div>
  );
}
