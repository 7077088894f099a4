import { useState } from "react";
import { useDoing } from "../doing";
import { day } from "../format/time";
import { Drawer } from "../frame/Drawer";
import { Icon } from "../frame/Icon";
import { Empty, Shown } from "../frame/states";
import { useLoad } from "../load";
import type { Person } from "../staff/api";
import { AccountChoice } from "./AccountChoice";
import { FacilityChoice } from "./FacilityChoice";
import { called } from "./names";
import { Refused } from "./RegisterKey";
import { device, type InDevice } from "./settings";
import { SigningLinks } from "./SigningLinks";
import { useWords } from "./words";

type Whose = "account" | "facility";

/** Says whose a key is: a person's, who then sets its PIN, or a facility's seal. */
function Give({ of, onClose, onDone }: { of: InDevice; onClose: () => void; onDone: (whose: string) => void }) {
  const { t } = useWords();
  const { busy, problem, run } = useDoing();
  const [whose, setWhose] = useState<Whose>("account");
  const [person, setPerson] = useState<Person>();
  const [facility, setFacility] = useState("");
  const ready = whose === "account" ? person !== undefined : facility !== "";
  const give = () => void run(() => device.give({ sha256: of.sha256, ...(whose === "account" ? { accountId: person!.id } : { facilityId: facility }) })).then((done) => done && onDone(whose === "account" ? person!.displayName : t("device.seal")));
  return (
    <Drawer kind="sheet" title={t("device.giveTitle")} onClose={onClose}>
      <form
        className="order-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) give();
        }}
      >
        <p><strong>{called(of.subject)}</strong> <span className="fine block">{called(of.issuer)}</span></p>
        <p className="fine">{t("device.giveText")}</p>
        <div className="switch" role="group" aria-label={t("device.whose")}>
          {(["account", "facility"] as const).map((one) => <button key={one} type="button" aria-pressed={whose === one} onClick={() => setWhose(one)}>{t(one === "account" ? "device.person" : "device.seal")}</button>)}
        </div>
        {whose === "account" ? <AccountChoice chosen={person} onChoose={setPerson} /> : <FacilityChoice chosen={facility} onChoose={setFacility} />}
        {problem && <Refused problem={problem} />}
        <div className="buttons"><button type="submit" className="button primary" disabled={busy || !ready}>{t("device.give")}</button></div>
      </form>
    </Drawer>
  );
}

/** Keys in the device of the hospital, for who configures. */
export function DevicePage() {
  const { t } = useWords();
  const [giving, setGiving] = useState<InDevice>();
  const [given, setGiven] = useState<string>();
  const listed = useLoad("keys in device", (signal) => device.list(signal));
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t("signing.devicePage")}</h1>
        <SigningLinks here="signingDevice" />
      </div>
      <p>{t("device.intro")}</p>
      {given && <p className="note note-good" role="status"><Icon name="info" /><span>{t("device.given", { x: given })}</span></p>}
      <Shown from={listed} rows={4}>
        {({ there, certificates }) =>
          certificates.length === 0 ? (
            <div className="card"><Empty>{t(there ? "device.empty" : "device.none")}</Empty></div>
          ) : (
            <div className="card table-card">
              <table className="rows stacked" aria-label={t("signing.devicePage")}>
                <thead><tr>{(["certificate.subject", "certificate.issuer", "certificate.period", "device.digest", "certificate.act"] as const).map((name) => <th key={name} scope="col">{t(name)}</th>)}</tr></thead>
                <tbody>
                  {certificates.map((one) => (
                    <tr key={one.sha256}>
                      <th scope="row">{called(one.subject)}</th>
                      <td data-label={t("certificate.issuer")}>{called(one.issuer)}</td>
                      <td className="num" data-label={t("certificate.period")}>{`${day(one.notBefore)} – ${day(one.notAfter)}`}</td>
                      <td className="whole"><span className="mono break digest">{one.sha256}</span></td>
                      <td className="actions"><button type="button" className="button" aria-label={t("device.giveOf", { x: called(one.subject) })} onClick={() => setGiving(one)}>{t("device.give")}</button></td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Shown>
      {giving && (
        <Give
          of={giving}
          onClose={() => setGiving(undefined)}
          onDone={(whose) => {
            setGiving(undefined);
            setGiven(whose);
          }}
        />
      )}
    </div>
  );
}
