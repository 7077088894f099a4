import { useState } from "react";
import { useDoing } from "../doing";
import { dated, day } from "../format/time";
import { typedDay } from "../format/typed";
import { DateField } from "../frame/DateField";
import { Drawer } from "../frame/Drawer";
import { Empty, ProblemNote, Shown } from "../frame/states";
import { useLoad } from "../load";
import { may, useMe } from "../session";
import type { Person } from "../staff/api";
import { AccountChoice } from "./AccountChoice";
import { insurance, type InsuranceSigner } from "./settings";
import { SigningLinks } from "./SigningLinks";
import { useWords } from "./words";

type Listed = { signers: InsuranceSigner[] };
const today = () => day(new Date().toISOString());

function Add({ onClose, onDone }: { onClose: () => void; onDone: (listed: Listed) => void }) {
  const { t } = useWords();
  const { busy, problem, run } = useDoing();
  const [person, setPerson] = useState<Person>();
  const [since, setSince] = useState(today);
  const from = typedDay(since);
  return (
    <Drawer kind="sheet" title={t("insurance.add")} onClose={onClose}>
      <form
        className="order-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (person && from) void run(async () => onDone(await insurance.add({ accountId: person.id, since: from })));
        }}
      >
        <AccountChoice chosen={person} onChoose={setPerson} />
        <DateField label="signing.since" value={since} onChange={setSince} />
        {problem && <ProblemNote problem={problem} />}
        <div className="buttons"><button type="submit" className="button primary" disabled={busy || !person || !from}>{t("insurance.add")}</button></div>
      </form>
    </Drawer>
  );
}

function End({ of, onClose, onDone }: { of: InsuranceSigner; onClose: () => void; onDone: (listed: Listed) => void }) {
  const { t } = useWords();
  const { busy, problem, run } = useDoing();
  const [until, setUntil] = useState(today);
  const last = typedDay(until);
  const early = last !== undefined && last < of.since;
  return (
    <Drawer kind="sheet" title={t("insurance.endTitle")} onClose={onClose}>
      <form
        className="order-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (last && !early) void run(async () => onDone(await insurance.end(of.id, last)));
        }}
      >
        <p><strong>{of.name}</strong> <span className="fine">{t("insurance.sinceDay", { x: dated(of.since) })}</span></p>
        <DateField label="signing.until" value={until} onChange={setUntil} />
        {early && <p className="bad" role="alert">{t("insurance.early")}</p>}
        {problem && <ProblemNote problem={problem} />}
        <div className="buttons"><button type="submit" className="button primary" disabled={busy || !last || early}>{t("insurance.end")}</button></div>
      </form>
    </Drawer>
  );
}

/** Who is registered to sign papers for social insurance (NĐ 90/2026/NĐ-CP art. 95): who configures keeps the list. */
export function InsurancePage() {
  const { t } = useWords();
  const mayChange = may(useMe(), "CONFIGURE");
  const [adding, setAdding] = useState(false);
  const [ending, setEnding] = useState<InsuranceSigner>();
  const listed = useLoad("insurance signers", (signal) => insurance.list(signal));
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
        <h1>{t("signing.insurancePage")}</h1>
        <SigningLinks here="insuranceSigners" />
        <span className="grow" />
        {mayChange && <button type="button" className="button primary" onClick={() => setAdding(true)}>{t("insurance.add")}</button>}
      </div>
      <p>{t("insurance.intro")}</p>
      <Shown from={listed} rows={4}>
        {({ signers }) =>
          signers.length === 0 ? (
            <div className="card"><Empty>{t("insurance.none")}</Empty></div>
          ) : (
            <div className="card table-card">
              <table className="rows stacked" aria-label={t("signing.insurancePage")}>
                <thead><tr><th scope="col">{t("insurance.who")}</th><th scope="col">{t("signing.since")}</th><th scope="col">{t("signing.until")}</th>{mayChange && <th scope="col">{t("certificate.act")}</th>}</tr></thead>
                <tbody>
                  {signers.map((one) => (
                    <tr key={one.id} className={one.until ? "muted" : undefined}>
                      <th scope="row">{one.name}</th>
                      <td className="num" data-label={t("signing.since")}>{dated(one.since)}</td>
                      <td className="num" data-label={t("signing.until")}>{one.until ? dated(one.until) : t("insurance.still")}</td>
                      {mayChange && <td className="actions">{!one.until && <button type="button" className="button" aria-label={t("insurance.endOf", { x: one.name })} onClick={() => setEnding(one)}>{t("insurance.end")}</button>}</td>}
                    </tr>
                  ))}
                </tbody>
              </table>
            </div>
          )
        }
      </Shown>
      {adding && <Add onClose={close} onDone={done} />}
      {ending && <End of={ending} onClose={close} onDone={done} />}
    </div>
  );
}
