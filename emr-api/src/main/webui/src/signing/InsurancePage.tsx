import { useState } from "react";
import { useDoing } from "../doing";
import { dated, day } from "../format/time";
import { typedDay } from "../format/typed";
import { DateField } from "../frame/DateField";
import { Drawer } from "../frame/Drawer";
import { ProblemNote } from "../frame/states";
import { may, useMe } from "../session";
import type { Person } from "../staff/api";
import { AccountChoice } from "./AccountChoice";
import { insurance, type InsuranceSigner } from "./settings";
import { SettingsList } from "./SettingsList";
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
  const row = (one: InsuranceSigner, onEnd: () => void) => (
    <tr key={one.id} className={one.until ? "muted" : undefined}>
      <th scope="row">{one.name}</th>
      <td className="num" data-label={t("signing.since")}>{dated(one.since)}</td>
      <td className="num" data-label={t("signing.until")}>{one.until ? dated(one.until) : t("insurance.still")}</td>
      {mayChange && <td className="actions">{!one.until && <button type="button" className="button" aria-label={t("insurance.endOf", { x: one.name })} onClick={onEnd}>{t("insurance.end")}</button>}</td>}
    </tr>
  );
  return (
    <SettingsList<InsuranceSigner, Listed>
      here="insuranceSigners"
      title={t("signing.insurancePage")}
      intro="insurance.intro"
      none="insurance.none"
      add="insurance.add"
      mayChange={mayChange}
      list={(signal) => insurance.list(signal)}
      of={({ signers }) => signers}
      heads={[t("insurance.who"), t("signing.since"), t("signing.until")]}
      row={row}
      adding={(ends) => <Add {...ends} />}
      ending={(one, ends) => <End of={one} {...ends} />}
    />
  );
}
