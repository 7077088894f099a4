import { useState } from "react";
import { useDoing } from "../doing";
import { moment } from "../format/time";
import { Drawer } from "../frame/Drawer";
import { Empty, ProblemNote, Shown } from "../frame/states";
import { useLoad } from "../load";
import { ServiceForm } from "./ServiceForm";
import { services, type SigningService } from "./settings";
import { SigningLinks } from "./SigningLinks";
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

function Row({ of, onEnd }: { of: SigningService; onEnd: () => void }) {
  const { t } = useWords();
  const { kind, address, algorithm = "rsa-pkcs1", profile, "time-limit": limit = "20", "notify-address": notify } = of.settings;
  return (
    <tr>
      <th scope="row">{of.name}<span className="fine block">{t(`serviceKind.${kind}` as Word)}</span></th>
      <td className="whole"><span className="mono break digest">{address}</span>{notify && <span className="fine block break">{t("serviceField.notify-address")}: {notify}</span>}{profile && <span className="fine block break">{t("serviceField.profile")}: {profile}</span>}</td>
      <td data-label={t("service.algorithm")}>{t(`serviceAlgorithm.${algorithm}` as Word)}<span className="fine block">{t("service.seconds", { n: limit })}</span></td>
      <td data-label={t("service.opens")}>{t("service.kept")}</td>
      <td className="num" data-label={t("service.madeAt")}>{moment(of.madeAt)}</td>
      <td className="actions"><button type="button" className="button" aria-label={t("service.endOf", { x: of.name })} onClick={onEnd}>{t("service.end")}</button></td>
    </tr>
  );
}

/** Services that sign with keys they hold for people, for who configures. */
export function ServicesPage() {
  const { t } = useWords();
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<SigningService>();
  const listed = useLoad("signing services", (signal) => services.list(signal));
  const close = () => {
    setAdding(false);
    setEnding(undefined);
  };
  const done = (now: Listed) => {
    close();
    listed.put(now);
  };
  return (
    <div className="page">
      <div className="page-head">
        <h1>{t("signing.servicesPage")}</h1>
        <SigningLinks here="signingServices" />
        <span className="grow" />
        <button type="button" className="button primary" onClick={() => setAdding(true)}>{t("service.add")}</button>
      </div>
      <p>{t("service.intro")}</p>
      <Shown from={listed} rows={4}>
        {(all) =>
          all.services.length === 0 ? (
            <div className="card"><Empty>{t("service.none")}</Empty></div>
          ) : (
            <div className="card table-card">
              <table className="rows stacked" aria-label={t("signing.servicesPage")}>
                <thead><tr>{(["service.name", "serviceField.address", "service.algorithm", "service.opens", "service.madeAt", "certificate.act"] as const).map((name) => <th key={name} scope="col">{t(name)}</th>)}</tr></thead>
                <tbody>{all.services.map((one) => <Row key={one.id} of={one} onEnd={() => setEnding(one)} />)}</tbody>
              </table>
            </div>
          )
        }
      </Shown>
      {adding && <ServiceForm onClose={close} onDone={done} />}
      {ending && <End of={ending} onClose={close} onDone={done} />}
    </div>
  );
}
