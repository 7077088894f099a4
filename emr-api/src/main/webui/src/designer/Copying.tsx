import { useState, type FormEvent } from "react";
import { useDoing } from "../doing";
import { Drawer } from "../frame/Drawer";
import { ProblemNote } from "../frame/states";
import { go } from "../route";
import { ownForms, type Comparison } from "./api";
import { Choice, Tick, Words } from "./fields";
import { useWords } from "./words";

/** A version in the place of a form, or a form of the hospital's own, from one that is there. */
export function Copying({ of, onClose }: { of: Comparison[]; onClose: () => void }) {
  const { t, language } = useWords();
  const { busy, problem, run } = useDoing();
  const [from, setFrom] = useState<string>();
  const [anew, setAnew] = useState(false);
  const [as, setAs] = useState<string>();
  const [title, setTitle] = useState<string>();
  const [titleEn, setTitleEn] = useState<string>();
  const chosen = of.find((one) => `${one.code} ${one.version}` === from);
  const copy = (event: FormEvent) => {
    event.preventDefault();
    if (!chosen) return;
    void run(async () => {
      const { form } = await ownForms.copy({ code: chosen.code, version: chosen.version, ...(anew && { as: as?.trim() ?? "", title: title ?? "", titleEn: titleEn ?? "" }) });
      go({ page: "designer", id: form.id });
    });
  };
  return (
    <Drawer kind="sheet" title={t("designer.copy")} onClose={onClose}>
      <form className="order-form" onSubmit={copy}>
        <Choice label="designer.copyFrom" value={from} none="" options={of.map((one) => [`${one.code} ${one.version}`, `${one.code} – ${(language === "en" ? one.titleEn : undefined) ?? one.title} (${one.version})`])} onChange={setFrom} />
        <Tick label="designer.anew" value={anew} onChange={setAnew} />
        {anew ? (
          <>
            <Words label="designer.code" value={as} max={40} onChange={setAs} />
            <Words label="designer.title" value={title} max={200} onChange={setTitle} />
            <Words label="designer.titleEn" value={titleEn} max={200} onChange={setTitleEn} />
          </>
        ) : (
          <p className="fine">{t("designer.replaces")}</p>
        )}
        {problem && <ProblemNote problem={problem} />}
        <button type="submit" className="button primary" disabled={busy || !chosen || (anew && !(as && title && titleEn))}>{t("designer.copy")}</button>
      </form>
    </Drawer>
  );
}
