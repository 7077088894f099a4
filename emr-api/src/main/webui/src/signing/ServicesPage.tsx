import { useDoing } from "../doing";
import { moment } from "../format/time";
import { Drawer } from "../frame/Drawer";
import { ProblemNote } from "../frame/states";
import { ServiceForm } from "./ServiceForm";
import { services, type SigningService } from "./settings";
import { SettingsList } from "./SettingsList";
import { useWords, type Word } from "./words";

type Listed = { services: SigningService[] };

function End({ of, onClose, onDone }: { of: SigningService; onClose: () => void; onDone: (listed: Listed) => void }) {
  const { t } = useWords();
  const { busy, problem, run } = useDoing();
  return (
    <Drawer kind="sheet" title={t("service.endTitle")} onClose={onClose}>
      <p><strong>{of.name}</strong></p>
      <p>{t("service.endText")}</p>
      {problem && <ProblemNote problem={problem} />}
      <div className="buttons"><button type="button" className="button primary" disabled={busy} onClick={() => void run(async () => onDone(await services.end(of.id)))}>{t("service.end")}</button></div>
    </Drawer>
  );
}

function Row({ of, onEnd, onChange }: { of: SigningService; onEnd: () => void; onChange: () => void }) {
  const { t } = useWords();
  const { kind, address, algorithm = "rsa-pkcs1", profile, "time-limit": limit = "20", "notify-address": notify } = of.settings;
  return (
    <tr>
      <th scope="row">{of.name}<span className="fine block">{t(`serviceKind.${kind}` as Word)}</span></th>
      <td className="whole"><span className="mono break digest">{address}</span>{notify && <span className="fine block break">{t("serviceField.notify-address")}: {notify}</span>}{profile && <span className="fine block break">{t("serviceField.profile")}: {profile}</span>}</td>
      <td data-label={t("service.algorithm")}>{t(`serviceAlgorithm.${algorithm}` as Word)}<span className="fine block">{t("service.seconds", { n: limit })}</span></td>
      <td data-label={t("service.opens")}>{t("service.kept")}</td>
      <td className="num" data-label={t("service.madeAt")}>{moment(of.madeAt)}</td>
      <td className="actions">
        <button type="button" className="button" aria-label={t("service.changeOf", { x: of.name })} onClick={onChange}>{t("service.changeIt")}</button>{" "}
        <button type="button" className="button" aria-label={t("service.endOf", { x: of.name })} onClick={onEnd}>{t("service.end")}</button>
      </td>
    </tr>
  );
}

/** Services that sign with keys they hold for people, for who configures. */
export function ServicesPage() {
  const { t } = useWords();
  return (
    <SettingsList<SigningService, Listed>
      here="signingServices"
      title={t("signing.servicesPage")}
      intro="service.intro"
      none="service.none"
      add="service.add"
      mayChange
      list={(signal) => services.list(signal)}
      of={(all) => all.services}
      heads={(["service.name", "serviceField.address", "service.algorithm", "service.opens", "service.madeAt"] as const).map((name) => t(name))}
      row={(one, onEnd, onChange) => <Row key={one.id} of={one} onEnd={onEnd} onChange={onChange} />}
      adding={(ends) => <ServiceForm {...ends} />}
      changing={(one, ends) => <ServiceForm of={one} {...ends} />}
      ending={(one, ends) => <End of={one} {...ends} />}
    />
  );
}
