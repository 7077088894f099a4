import { moment } from "../format/time";
import { whole } from "../format/values";
import { Listing } from "../frame/Table";
import { Shown } from "../frame/states";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { privacy } from "./api";

/** Where data of people goes by itself, as the settings of the senders say it now. */
export function RegisterPart() {
  const { t, code, language } = useSpeech();
  const register = useLoad("register", (signal) => privacy.register(signal));
  return (
    <>
      <p>{t("register.intro")}</p>
      <Shown from={register} rows={4}>
        {(all) => (
          <Listing none="register.none" columns={["register.destination", "register.purpose", "register.ground", "register.data", "register.receiver", "register.term", ["register.withheld", "right"]]} of={all}>
            {(one) => (
              <tr key={one.sourceId}>
                <th scope="row">{one.name}<span className="fine block">{one.ways.map((way) => code("way", way)).join(", ")}</span></th>
                <td className={one.declared ? "" : "bad"} data-label={t("register.purpose")}>
                  {one.declared ? code("egressFor", one.declared.purpose) : t("register.undeclared")}
                  {one.usual && <span className="fine block">{t("register.usual")}</span>}
                </td>
                <td data-label={t("register.ground")}>{one.declared && code("ground", one.declared.ground)}<span className="fine block">{one.declared?.basis}</span></td>
                <td className="whole" data-label={t("register.data")}>{one.declared?.data}</td>
                <td className="whole" data-label={t("register.receiver")}>{one.declared?.receiver ?? "—"}<span className="fine block">{one.declared?.country}</span></td>
                <td data-label={t("register.term")}>{one.declared?.term ?? "—"}</td>
                <td className="num right" data-label={t("register.withheld")}>{whole(one.withheld, language)}<span className="fine block">{one.lastWithheldAt && moment(one.lastWithheldAt)}</span></td>
              </tr>
            )}
          </Listing>
        )}
      </Shown>
    </>
  );
}
