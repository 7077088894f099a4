import { useState } from "react";
import { useDoing } from "../doing";
import { day, moment } from "../format/time";
import { Drawer } from "../frame/Drawer";
import { SIGNERS } from "../frame/screens";
import { Empty, ProblemNote, Shown } from "../frame/states";
import { useLoad } from "../load";
import { may, useMe } from "../session";
import { signing, type Key } from "./api";
import { CheckNote } from "./CheckNote";
import { called, daysLeft } from "./names";
import { RegisterKey } from "./RegisterKey";
import { RegisterRemote } from "./RegisterRemote";
import { SetPin } from "./SetPin";
import { SigningLinks } from "./SigningLinks";
import { useWords } from "./words";

/** From here on its owner is warned. */
const FEW_DAYS = 30;

function Left({ of }: { of: Key }) {
  const { t } = useWords();
  const n = daysLeft(of.notAfter);
  if (Date.parse(of.notBefore) > Date.now()) return <span className="chip chip-warn">{t("certificate.notYet")}</span>;
  if (n < 0) return <span className="chip chip-refused">{t("certificate.over")}</span>;
  return n < FEW_DAYS ? <span className="chip chip-warn">{t("certificate.days", { n })}</span> : <>{t("certificate.days", { n })}</>;
}

/** What was found of its certificate just now. */
function Looked({ of, onClose }: { of: Key; onClose: () => void }) {
  const { t } = useWords();
  const check = useLoad(`looked ${of.id}`, (signal) => signing.check(of.id, signal));
  return (
    <Drawer kind="sheet" title={called(of.subject)} onClose={onClose}>
      <CheckNote from={check} />
      <p className="fine break">{of.subject}</p>
      <p className="fine break">{t("certificate.serial", { x: of.serial })}</p>
    </Drawer>
  );
}

function End({ of, onClose, onDone }: { of: Key; onClose: () => void; onDone: () => void }) {
  const { t } = useWords();
  const { busy, problem, run } = useDoing();
  return (
    <Drawer kind="sheet" title={t("certificate.endTitle")} onClose={onClose}>
      <p><strong>{called(of.subject)}</strong> – {called(of.issuer)}</p>
      <p>{t("certificate.endText")}</p>
      {problem && <ProblemNote problem={problem} />}
      <div className="buttons">
        <button type="button" className="button primary" disabled={busy} onClick={() => void run(() => signing.end(of.id)).then((done) => done && onDone())}>{t("certificate.end")}</button>
      </div>
    </Drawer>
  );
}

type Act = { at: "look" | "end" | "pin"; key: Key };

function Keys({ label, keys, signs, onAct }: { label: string; keys: readonly Key[]; signs: boolean; onAct: (act: Act) => void }) {
  const { t, code } = useWords();
  return (
    <div className="card table-card">
      <table className="rows stacked" aria-label={label}>
        <thead>
          <tr>
            {(["subject", "issuer", "period", "left", "holder", "act"] as const).map((name) => <th key={name} scope="col">{t(`certificate.${name}`)}</th>)}
          </tr>
        </thead>
        <tbody>
          {keys.map((key) => (
            <tr key={key.id}>
              <th scope="row">{called(key.subject)}</th>
              <td data-label={t("certificate.issuer")}>{called(key.issuer)}</td>
              <td className="num" data-label={t("certificate.period")}>{`${day(key.notBefore)} – ${day(key.notAfter)}`}</td>
              <td data-label={t("certificate.left")}><Left of={key} /></td>
              <td data-label={t("certificate.holder")}>
                {code("holder", key.holder)} {key.pinSet === false && <span className="chip chip-warn">{t("pin.missing")}</span>}
                {key.lockedUntil && Date.parse(key.lockedUntil) > Date.now() && <span className="chip chip-warn">{t("pin.lockedUntil", { at: moment(key.lockedUntil) })}</span>}
              </td>
              <td className="actions">
                {signs && key.pinSet !== undefined && <button type="button" className={key.pinSet ? "button" : "button primary"} aria-label={`${t(key.pinSet ? "pin.change" : "pin.set")}: ${called(key.subject)}`} onClick={() => onAct({ at: "pin", key })}>{t(key.pinSet ? "pin.change" : "pin.set")}</button>}
                <button type="button" className="button" aria-label={t("certificate.checkOf", { x: called(key.subject) })} onClick={() => onAct({ at: "look", key })}>{t("certificate.check")}</button>
                <button type="button" className="button" aria-label={t("certificate.endOf", { x: called(key.subject) })} onClick={() => onAct({ at: "end", key })}>{t("certificate.end")}</button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The certificates somebody signs with, and the seals of facilities for those who answer for them. */
export function KeysPage() {
  const { t } = useWords();
  const me = useMe();
  const [act, setAct] = useState<Act>();
  const [registering, setRegistering] = useState<{ seal: boolean; remote: boolean }>();
  const listed = useLoad("own keys", (signal) => signing.keys(signal));
  const signs = SIGNERS.some((right) => may(me, right));
  const configures = may(me, "CONFIGURE");
  const close = () => {
    setAct(undefined);
    setRegistering(undefined);
  };
  const done = () => {
    close();
    listed.reload();
  };
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t("signing.keysPage")}</h1>
        <SigningLinks here="signingKeys" />
      </div>
      <p>{t("certificate.intro")}</p>
      <Shown from={listed} rows={5}>
        {({ keys }) => {
          const own = keys.filter(({ accountId }) => accountId);
          const seals = keys.filter(({ facilityId }) => facilityId);
          return (
            <>
              {signs && (
                <section className="signing-section" aria-label={t("certificate.title")}>
                  <div className="card-head"><h2>{t("certificate.title")}</h2><div className="buttons"><button type="button" className="button" onClick={() => setRegistering({ seal: false, remote: true })}>{t("remote.register")}</button><button type="button" className="button primary" onClick={() => setRegistering({ seal: false, remote: false })}>{t("certificate.register")}</button></div></div>
                  {own.length > 0 ? <Keys label={t("certificate.title")} keys={own} signs={signs} onAct={setAct} /> : <div className="card"><Empty>{t("certificate.none")}</Empty></div>}
                </section>
              )}
              {(configures || seals.length > 0) && (
                <section className="signing-section" aria-label={t("certificate.seals")}>
                  <div className="card-head"><h2>{t("certificate.seals")}</h2>{configures && <div className="buttons"><button type="button" className="button" onClick={() => setRegistering({ seal: true, remote: true })}>{t("remote.registerSeal")}</button><button type="button" className="button" onClick={() => setRegistering({ seal: true, remote: false })}>{t("certificate.registerSeal")}</button></div>}</div>
                  {seals.length > 0 ? <Keys label={t("certificate.seals")} keys={seals} signs={signs} onAct={setAct} /> : <div className="card"><Empty>{t("certificate.noSeals")}</Empty></div>}
                </section>
              )}
            </>
          );
        }}
      </Shown>
      {registering && !registering.remote && <RegisterKey seal={registering.seal} onClose={close} onDone={done} />}
      {registering?.remote && <RegisterRemote seal={registering.seal} onClose={close} onDone={done} />}
      {act?.at === "pin" && <SetPin of={act.key} onClose={close} onDone={done} />}
      {act?.at === "look" && <Looked of={act.key} onClose={close} />}
      {act?.at === "end" && <End of={act.key} onClose={close} onDone={done} />}
    </div>
  );
}
