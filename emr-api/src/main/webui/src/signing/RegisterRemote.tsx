import { useState } from "react";
import { useDoing } from "../doing";
import { day } from "../format/time";
import { Drawer } from "../frame/Drawer";
import { Empty, Shown } from "../frame/states";
import { useLoad } from "../load";
import { FacilityChoice } from "./FacilityChoice";
import { called } from "./names";
import { Refused } from "./RegisterKey";
import { services, type Credential, type SigningService } from "./settings";
import { useWords } from "./words";

/** Where the service wants a password of the person. */
const asksPassword = ({ holder }: SigningService) => holder === "SMARTCA_CSC";

interface FormProps {
  all: readonly SigningService[];
  seal: boolean;
  onDone: () => void;
}

function Form({ all, seal, onDone }: FormProps) {
  const { t } = useWords();
  const { busy, problem, run } = useDoing();
  const [id, setId] = useState(all.length === 1 ? all[0]!.id : "");
  const [userId, setUserId] = useState("");
  const [password, setPassword] = useState("");
  const [facility, setFacility] = useState("");
  const [offered, setOffered] = useState<Credential[]>();
  const [chosen, setChosen] = useState("");
  const service = all.find((one) => one.id === id);
  const who = { userId: userId.trim(), password: service && asksPassword(service) ? password : undefined };
  const asks = service && who.userId !== "" && (!asksPassword(service) || password !== "");
  const ready = asks && chosen !== "" && (!seal || facility !== "");
  // What was found is of another service or person then.
  const other = (change: () => void) => {
    change();
    setOffered(undefined);
    setChosen("");
  };
  const look = () =>
    void run(async () => {
      const { credentials } = await services.credentials(id, who);
      setOffered(credentials);
      setChosen(credentials.length === 1 ? credentials[0]!.credentialId : "");
    });
  const register = () => void run(() => services.register(id, { ...who, credentialId: chosen, facilityId: seal ? facility : undefined })).then((done) => done && onDone());
  if (all.length === 0) return <Empty>{t("remote.noService")}</Empty>;
  return (
    <form
      className="order-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (ready) register();
        else if (asks) look();
      }}
    >
      {seal && <FacilityChoice chosen={facility} onChoose={setFacility} />}
      <label>
        {t("remote.service")}
        <select value={id} required onChange={({ target }) => other(() => setId(target.value))}>
          <option value="">{t("remote.chooseService")}</option>
          {all.map((one) => <option key={one.id} value={one.id}>{one.name}</option>)}
        </select>
      </label>
      <label>
        {t("remote.user")}
        <input value={userId} required maxLength={100} autoComplete="off" aria-describedby="remote-user" onChange={({ target }) => other(() => setUserId(target.value))} />
        <span id="remote-user" className="fine">{t("remote.userHint")}</span>
      </label>
      {service && asksPassword(service) && (
        <label>
          {t("remote.password")}
          <input type="password" value={password} required maxLength={200} autoComplete="off" aria-describedby="remote-password" onChange={({ target }) => other(() => setPassword(target.value))} />
          <span id="remote-password" className="fine">{t("remote.passwordHint")}</span>
        </label>
      )}
      {offered?.length === 0 && <p className="note note-stale" role="status"><span>{t("remote.nothing")}</span></p>}
      {offered && offered.length > 0 && (
        <fieldset className="choosing">
          <legend>{t("remote.offered")}</legend>
          {offered.map((one) => (
            <label key={one.credentialId} className="check">
              <input type="radio" name="credential" checked={one.credentialId === chosen} onChange={() => setChosen(one.credentialId)} />
              <span><strong>{called(one.subject)}</strong> <span className="fine block">{called(one.issuer)} · {`${day(one.notBefore)} – ${day(one.notAfter)}`}</span></span>
            </label>
          ))}
        </fieldset>
      )}
      {problem && <Refused problem={problem} />}
      {problem && problem.status >= 500 && <p className="fine">{t("remote.later")}</p>}
      <div className="buttons">
        {offered && offered.length > 0 ? <button type="submit" className="button primary" disabled={busy || !ready}>{t("certificate.save")}</button> : <button type="submit" className="button primary" disabled={busy || !asks}>{t("remote.look")}</button>}
      </div>
    </form>
  );
}

/** Registers a key that a service holds: who somebody is there, what they have there, which of it. */
export function RegisterRemote({ seal, onClose, onDone }: { seal: boolean; onClose: () => void; onDone: () => void }) {
  const { t } = useWords();
  const listed = useLoad("signing services", (signal) => services.list(signal));
  return (
    <Drawer kind="sheet" title={t(seal ? "remote.registerSeal" : "remote.register")} onClose={onClose}>
      <Shown from={listed} rows={3}>{(all) => <Form all={all.services} seal={seal} onDone={onDone} />}</Shown>
    </Drawer>
  );
}
