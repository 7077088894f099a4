import { useState } from "react";
import { useDoing } from "../doing";
import { day, moment } from "../format/time";
import { bytes } from "../format/values";
import { Drawer } from "../frame/Drawer";
import { FileButton } from "../frame/FileButton";
import { ProblemNote } from "../frame/states";
import { may, useMe } from "../session";
import { signing, type TrustedCertificate } from "./api";
import { base64, called } from "./names";
import { SettingsList } from "./SettingsList";
import { useWords } from "./words";

/** As much as the server takes for one certificate. */
const LARGEST = 16 * 1024;

type Listed = { certificates: TrustedCertificate[] };

function Add({ onClose, onDone }: { onClose: () => void; onDone: (listed: Listed) => void }) {
  const { t, language } = useWords();
  const { busy, problem, run } = useDoing();
  const [file, setFile] = useState<File>();
  const tooLarge = (file?.size ?? 0) > LARGEST;
  const add = () => void run(async () => onDone(await signing.trust(await base64(file!))));
  return (
    <Drawer kind="sheet" title={t("trusted.add")} onClose={onClose}>
      <div className="order-form">
        <p>{t("trusted.compare")}</p>
        <div className="drop">
          <FileButton label={t("certificate.choose")} accept=".cer,.crt,.pem,.der,application/x-x509-ca-cert" disabled={busy} describedBy="authority-file" onChoose={setFile} />
          <span id="authority-file" className={file ? "wrap" : "fine"}>{file ? <><strong>{file.name}</strong> <span className="fine">{bytes(file.size, language)}</span></> : t("trusted.file")}</span>
        </div>
        {tooLarge && <p className="bad" role="alert">{t("trusted.tooLarge")}</p>}
        {problem && <ProblemNote problem={problem} />}
        <div className="buttons"><button type="button" className="button primary" disabled={busy || !file || tooLarge} onClick={add}>{t("trusted.add")}</button></div>
      </div>
    </Drawer>
  );
}

function Remove({ of, onClose, onDone }: { of: TrustedCertificate; onClose: () => void; onDone: (listed: Listed) => void }) {
  const { t } = useWords();
  const { busy, problem, run } = useDoing();
  return (
    <Drawer kind="sheet" title={t("trusted.removeTitle")} onClose={onClose}>
      <p><strong>{called(of.subject)}</strong></p>
      <p>{t("trusted.removeText")}</p>
      {problem && <ProblemNote problem={problem} />}
      <div className="buttons"><button type="button" className="button primary" disabled={busy} onClick={() => void run(async () => onDone(await signing.distrust(of.id)))}>{t("trusted.remove")}</button></div>
    </Drawer>
  );
}

function Row({ of, mayRemove, onRemove }: { of: TrustedCertificate; mayRemove: boolean; onRemove: () => void }) {
  const { t } = useWords();
  const root = of.subject === of.issuer;
  return (
    <tr className={of.removedAt ? "muted" : undefined}>
      <th scope="row">
        {called(of.subject)} {!of.authority && <span className="chip chip-warn">{t("trusted.leaf")}</span>}
        <span className="fine block">{t("certificate.issuer")}: {root ? t("trusted.selfSigned") : called(of.issuer)}</span>
      </th>
      <td className="num" data-label={t("certificate.period")}>{`${day(of.notBefore)} – ${day(of.notAfter)}`}</td>
      <td className="whole"><span className="mono break digest">{of.sha256}</span><span className="fine block break">{t("certificate.serial", { x: of.serial })}</span></td>
      <td data-label={t("trusted.added")}>
        <span className="num">{moment(of.addedAt)}</span> <span className="fine block">{of.addedBy}</span>
        {of.removedAt && <span className="chip chip-refused">{t("trusted.removed", { at: moment(of.removedAt) })}</span>}
      </td>
      {mayRemove && <td className="actions">{!of.removedAt && <button type="button" className="button" aria-label={t("trusted.removeOf", { x: called(of.subject) })} onClick={onRemove}>{t("trusted.remove")}</button>}</td>}
    </tr>
  );
}

/** Whose certificates the hospital trusts: everybody who signs may see them, who configures adds and removes. */
export function TrustedPage() {
  const { t } = useWords();
  const mayChange = may(useMe(), "CONFIGURE");
  return (
    <SettingsList<TrustedCertificate, Listed>
      here="trusted"
      title={t("signing.trustedPage")}
      intro="trusted.intro"
      none="trusted.none"
      add="trusted.add"
      mayChange={mayChange}
      list={(signal) => signing.trusted(signal)}
      of={({ certificates }) => certificates}
      heads={[t("trusted.name"), t("certificate.period"), "SHA-256", t("trusted.added")]}
      row={(one, onEnd) => <Row key={one.id} of={one} mayRemove={mayChange} onRemove={onEnd} />}
      adding={(ends) => <Add {...ends} />}
      ending={(one, ends) => <Remove of={one} {...ends} />}
    />
  );
}
