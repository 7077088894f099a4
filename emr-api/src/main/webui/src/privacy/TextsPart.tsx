import { useState, type FormEvent } from "react";
import { useDoing } from "../doing";
import { moment } from "../format/time";
import { Drawer } from "../frame/Drawer";
import { Empty, ProblemNote, Shown } from "../frame/states";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { privacy, type Purpose, type Text } from "./api";

function Editor({ purpose, onClose, onDone }: { purpose: Purpose; onClose: () => void; onDone: (all: Purpose[]) => void }) {
  const { t } = useSpeech();
  const { busy, problem, run } = useDoing();
  const now = purpose.versions[0];
  const [form, setForm] = useState({
    title: now?.title ?? purpose.nameVi, body: now?.body ?? purpose.proposed, consequence: now?.consequence ?? purpose.consequence, offered: now?.offered ?? true,
  });
  const save = (event: FormEvent) => {
    event.preventDefault();
    void run(async () => onDone(await privacy.make({ ...form, purpose: purpose.code, version: now?.version ?? 0 })));
  };
  return (
    <Drawer kind="sheet" wide title={t("texts.edit")} onClose={onClose}>
      <form className="order-form" onSubmit={save}>
        <p>{t("texts.editText")}</p>
        <label>{t("texts.name")}<input required maxLength={200} value={form.title} onChange={(e) => setForm({ ...form, title: e.target.value })} /></label>
        <label>{t("texts.body")}<textarea required rows={9} maxLength={20000} value={form.body} onChange={(e) => setForm({ ...form, body: e.target.value })} /></label>
        <label>{t("consent.consequence")}<textarea required rows={4} maxLength={2000} value={form.consequence} onChange={(e) => setForm({ ...form, consequence: e.target.value })} /></label>
        <label className="check"><input type="checkbox" checked={form.offered} onChange={(e) => setForm({ ...form, offered: e.target.checked })} />{t("texts.offered")}</label>
        {problem && <ProblemNote problem={problem} />}
        <button type="submit" className="button primary" disabled={busy}>{t("texts.save")}</button>
      </form>
    </Drawer>
  );
}

function Version({ text }: { text: Text }) {
  const { t } = useSpeech();
  return (
    <li>
      <strong>{t("consent.version", { version: text.version, at: moment(text.madeAt) })}</strong> <span className="fine">{text.madeBy}{!text.offered && ` · ${t("texts.notOffered")}`}</span>
      <span className="block">{text.title}</span>
      <p className="words">{text.body}</p>
      <p className="words fine">{t("consent.consequence")}: {text.consequence}</p>
      <span className="fine block digest">SHA-256 {text.digest}</span>
    </li>
  );
}

/** The texts people are asked to agree to, by purpose, with all their versions. */
export function TextsPart() {
  const { t, language } = useSpeech();
  const loaded = useLoad("consent texts", (signal) => privacy.texts(signal));
  const [editing, setEditing] = useState<Purpose>();
  const list = (all: Purpose[]) =>
    all.map((purpose) => {
      const now = purpose.versions[0];
      const name = language === "vi" ? purpose.nameVi : purpose.nameEn;
      return (
        <section key={purpose.code} className="card" aria-label={name}>
          <div className="card-head">
            <h2>{name}</h2>
            <button type="button" className="button" onClick={() => setEditing(purpose)} aria-label={`${t(now ? "texts.edit" : "texts.make")}: ${name}`}>{t(now ? "texts.edit" : "texts.make")}</button>
          </div>
          {now ? <ul className="items"><Version text={now} /></ul> : <Empty>{t("texts.none")}</Empty>}
          {purpose.versions.length > 1 && (
            <details>
              <summary>{t("texts.before", { n: purpose.versions.length - 1 })}</summary>
              <ul className="items">{purpose.versions.slice(1).map((text) => <Version key={text.version} text={text} />)}</ul>
            </details>
          )}
        </section>
      );
    });
  return (
    <>
      <p>{t("texts.intro")}</p>
      <Shown from={loaded} rows={6}>{list}</Shown>
      {editing && <Editor purpose={editing} onClose={() => setEditing(undefined)} onDone={(all) => { loaded.put(all); setEditing(undefined); }} />}
    </>
  );
}
