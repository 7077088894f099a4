import { useState, type FormEvent } from "react";
import { useDoing } from "../doing";
import { matches } from "../forms/found";
import { moment } from "../format/time";
import { Drawer } from "../frame/Drawer";
import { ProblemNote } from "../frame/states";
import { Listing } from "../frame/Table";
import { ownForms, type Comparison } from "./api";
import { useWords } from "./words";

function Saying({ of, onClose, onDone }: { of: Comparison; onClose: () => void; onDone: () => void }) {
  const { t } = useWords();
  const { busy, problem, run } = useDoing();
  const [source, setSource] = useState("");
  const send = (event: FormEvent) => {
    event.preventDefault();
    void run(async () => {
      await ownForms.compare({ code: of.code, version: of.version, seen: of.said[0]?.number ?? 0, confirmed: !of.compared, source: source.trim() });
      onDone();
    });
  };
  return (
    <Drawer kind="sheet" title={`${of.code} – ${of.title}`} onClose={onClose}>
      <form className="order-form" onSubmit={send}>
        <p>{t(of.compared ? "designer.takeBackText" : "designer.confirmText")}</p>
        <label>
          {t(of.compared ? "designer.reason" : "designer.source")}
          <input value={source} required minLength={3} maxLength={500} autoComplete="off" onChange={(event) => setSource(event.target.value)} />
        </label>
        {problem && <ProblemNote problem={problem} />}
        <button type="submit" className="button primary" disabled={busy}>{t(of.compared ? "designer.takeBack" : "designer.confirm")}</button>
      </form>
    </Drawer>
  );
}

/** Forms that say "mẫu chưa xác nhận", and those that a person confirmed. */
export function Comparing({ of, onChanged }: { of: Comparison[]; onChanged: () => void }) {
  const { t, code, language } = useWords();
  const [typed, setTyped] = useState("");
  const [saying, setSaying] = useState<Comparison>();
  const rows = of.filter((one) => one.open && matches(`${one.code} ${one.title} ${one.titleEn ?? ""}`, typed));
  return (
    <section aria-label={t("designer.comparisons")}>
      <h2>{t("designer.comparisons")}</h2>
      <p className="fine">{t("designer.comparisonsText")}</p>
      <label className="inline-label">{t("forms.find")}<input value={typed} autoComplete="off" maxLength={80} onChange={(event) => setTyped(event.target.value)} /></label>
      <Listing columns={["forms.code", "forms.name", "forms.state", undefined]} of={rows} none="forms.none" label={t("designer.comparisons")}>
        {(one) => (
          <tr key={`${one.code} ${one.version}`}>
            <th scope="row" className="num">{one.code} <span className="fine">{t("forms.version", { n: one.version })}</span></th>
            <td>{(language === "en" ? one.titleEn : undefined) ?? one.title}</td>
            <td data-label={t("forms.state")}>
              <span className={`chip form-${one.compared ? "CONFIRMED" : "UNCONFIRMED"}`}>{code("formState", one.compared ? "CONFIRMED" : "UNCONFIRMED")}</span>
              {one.said[0] && <span className="fine block">{[one.said[0].source, one.said[0].by, moment(one.said[0].at)].join(" · ")}</span>}
            </td>
            <td><button type="button" className="button" aria-label={`${t(one.compared ? "designer.takeBack" : "designer.confirm")} ${one.code}`} onClick={() => setSaying(one)}>{t(one.compared ? "designer.takeBack" : "designer.confirm")}</button></td>
          </tr>
        )}
      </Listing>
      {saying && <Saying of={saying} onClose={() => setSaying(undefined)} onDone={() => { setSaying(undefined); onChanged(); }} />}
    </section>
  );
}
