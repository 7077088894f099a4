import { useEffect, useRef, useState, useSyncExternalStore, type KeyboardEvent } from "react";
import { labelOf } from "../forms/answers";
import { useLeaving } from "../forms/useLeaving";
import { Drawer } from "../frame/Drawer";
import { typing } from "../frame/Frame";
import { ProblemNote, Shown } from "../frame/states";
import { useLoad } from "../load";
import { Link } from "../route";
import { ownForms, type Definition, type OpenForm } from "./api";
import { Compared } from "./Compared";
import { Drawing, type Drawn } from "./drawing";
import { HeadForm } from "./HeadForm";
import { ItemForm } from "./ItemForm";
import { HEAD, Outline } from "./Outline";
import { History, Steps } from "./Steps";
import { TryOut } from "./TryOut";
import { added, changed, find, flat, inside, moved, nameFor, outside, without } from "./tree";
import { useFault } from "./useFault";
import { useWords } from "./words";

const VIEWS = ["DRAW", "TRY", "COMPARE", "HISTORY"] as const;
type View = (typeof VIEWS)[number];

function Saved({ drawing, drawn }: { drawing: Drawing; drawn: Drawn }) {
  const { t } = useWords();
  const { saving, opened } = drawn;
  if (saving.at === "conflict") {
    return (
      <div className="note note-stale" role="alert">
        <div>
          <strong>{t("designer.conflict", { by: saving.theirs.form.by })}</strong>
          <p>{t("designer.conflictText")}</p>
          <div className="buttons">
            {saving.theirs.allowed.includes("WRITTEN") && <button type="button" className="button" onClick={() => drawing.choose(true)}>{t("designer.keepMine")}</button>}
            <button type="button" className="button" onClick={() => drawing.choose(false)}>{t("designer.takeTheirs")}</button>
          </div>
        </div>
      </div>
    );
  }
  if (saving.at === "refused") return <ProblemNote problem={saving.problem} onRetry={() => void drawing.flush()} />;
  if (!opened.allowed.includes("WRITTEN")) return null;
  return <p className="fine" role="status">{t(saving.at === "offline" ? "saving.offline" : saving.at === "saved" ? "designer.saved" : "saving.saving")}</p>;
}

/** Where each fault stands, with the way to it. */
function Faults({ drawn, onChoose }: { drawn: Drawn; onChoose: (linkId: string) => void }) {
  const { t, language } = useWords();
  const fault = useFault();
  const { faults } = drawn.opened;
  if (faults.length === 0) return null;
  const nameAt = (linkId: string) => {
    const item = find(drawn.definition.item, linkId)?.item;
    return (item && labelOf(item, language).trim()) || linkId;
  };
  return (
    <section className="note note-stale" aria-label={t("designer.faults")}>
      <div>
        <strong>{t("designer.faultCount", { n: faults.length })}</strong>
        <ul className="plain">
          {faults.slice(0, 20).map(({ at, text }) => <li key={at + text}><button type="button" className="link-button" onClick={() => onChoose(at.startsWith("/") ? HEAD : at)}>{at.startsWith("/") ? t("designer.head") : nameAt(at)}</button>: {fault(text)}</li>)}
        </ul>
      </div>
    </section>
  );
}

interface DrawProps {
  drawing: Drawing;
  drawn: Drawn;
  chosen: string;
  onChoose: (linkId: string) => void;
}

/** The outline, and what may be said of the item that is chosen in it. */
function Draw({ drawing, drawn, chosen, onChoose }: DrawProps) {
  const { t } = useWords();
  const { definition: form, opened } = drawn;
  const readOnly = !opened.allowed.includes("WRITTEN");
  const side = useRef<HTMLDivElement>(null);
  const place = find(form.item, chosen);
  const known = (linkId: string) => opened.before !== undefined && find(opened.before.item, linkId) !== undefined;
  const put = (next: Definition, field?: string) => drawing.change(next, field);
  const add = (type: "string" | "group") => {
    const linkId = nameFor(form, t(type === "group" ? "designer.newGroup" : "designer.newItem"));
    const item = { linkId, text: t(type === "group" ? "designer.newGroup" : "designer.newItem"), type, ...(type === "group" && { item: [{ linkId: nameFor(form, `${linkId}-1`), text: t("designer.newItem"), type: "string" as const }] }) };
    put(added(form, place ? chosen : undefined, item));
    onChoose(linkId);
    side.current?.scrollIntoView?.({ block: "nearest" });
  };
  const remove = () => {
    const beside = place?.siblings[place.index + 1] ?? place?.siblings[place.index - 1] ?? place?.above.at(-1);
    put(without(form, chosen));
    onChoose(beside?.linkId ?? HEAD);
  };
  const press = (event: KeyboardEvent) => {
    if (!(event.ctrlKey || event.metaKey) || typing(event.target)) return;
    if (event.key === "z" && !event.shiftKey) drawing.undo();
    else if (event.key === "y" || (event.key === "Z" && event.shiftKey)) drawing.redo();
    else return;
    event.preventDefault();
  };
  const faults = opened.faults.filter(({ at }) => (chosen === HEAD ? at.startsWith("/") : at === chosen));
  return (
    <div className="designer-desk" onKeyDown={press}>
      <div className="designer-side">
        {!readOnly && (
          <div className="designer-tools" role="toolbar" aria-label={t("designer.tools")}>
            <button type="button" className="button" onClick={() => add("string")}>{t("designer.addItem")}</button>
            <button type="button" className="button" onClick={() => add("group")}>{t("designer.addGroup")}</button>
            <button type="button" className="button" disabled={!place} onClick={() => put(moved(form, chosen, -1))}>{t("designer.up")}</button>
            <button type="button" className="button" disabled={!place} onClick={() => put(moved(form, chosen, 1))}>{t("designer.down")}</button>
            <button type="button" className="button" disabled={!place || place.siblings[place.index - 1]?.type !== "group"} onClick={() => put(inside(form, chosen))}>{t("designer.inside")}</button>
            <button type="button" className="button" disabled={!place || place.above.length === 0} onClick={() => put(outside(form, chosen))}>{t("designer.outside")}</button>
            <button type="button" className="button" disabled={!place} onClick={remove}>{t("designer.remove")}</button>
            <button type="button" className="button" disabled={!drawn.mayUndo} onClick={() => drawing.undo()}>{t("designer.undo")}</button>
            <button type="button" className="button" disabled={!drawn.mayRedo} onClick={() => drawing.redo()}>{t("designer.redo")}</button>
          </div>
        )}
        <Outline form={form} faults={opened.faults} chosen={place ? chosen : HEAD} readOnly={readOnly} onChoose={onChoose} onMove={(by) => put(moved(form, chosen, by))} onInside={() => put(inside(form, chosen))} onOutside={() => put(outside(form, chosen))} onRemove={remove} />
      </div>
      <div className="card designer-item" ref={side} aria-label={t("designer.item")} role="region">
        {place ? (
          <ItemForm
            key={flat(form.item).findIndex(({ item }) => item.linkId === chosen)}
            form={form}
            item={place.item}
            faults={faults}
            known={known(chosen)}
            readOnly={readOnly}
            onChange={(item, field) => {
              put(changed(form, chosen, item), field && `${chosen}/${field}`);
              if (item.linkId !== chosen) onChoose(item.linkId);
            }}
          />
        ) : (
          <HeadForm form={form} faults={faults} free={!opened.form.standsFor} readOnly={readOnly} onChange={(next, field) => put(next, field && `/${field}`)} />
        )}
      </div>
    </div>
  );
}

function Desk({ opened }: { opened: OpenForm }) {
  const { t, code } = useWords();
  const [drawing] = useState(() => new Drawing(opened));
  const drawn = useSyncExternalStore(drawing.subscribe, drawing.read);
  const [view, setView] = useState<View>("DRAW");
  const [chosen, setChosen] = useState<string>(HEAD);
  useEffect(() => drawing.open(), [drawing]);
  const { leave, stay } = useLeaving(drawing);
  const { form, before, faults, sample, history } = drawn.opened;
  const flush = () => drawing.flush();
  const choose = (linkId: string) => {
    setChosen(linkId);
    setView("DRAW");
  };
  return (
    <>
      <div className="page-head">
        <div>
          <Link to={{ page: "designer" }}>{t("designer.back")}</Link>
          <h1>{drawn.definition.title || form.code}</h1>
          <p className="fine"><span className="code">{form.code}</span> {t("forms.version", { n: form.version })} <span className={`chip own-${form.state}`}>{code("ownState", form.state)}</span></p>
        </div>
        <Steps opened={drawn.opened} flush={flush} read={() => drawing.read().opened} onDone={(next) => drawing.stepped(next)} />
      </div>
      <Saved drawing={drawing} drawn={drawn} />
      <Faults drawn={drawn} onChoose={choose} />
      <div className="switch designer-views">
        {VIEWS.map((one) => <button key={one} type="button" aria-pressed={view === one} onClick={() => void flush().then(() => setView(one))}>{code("designerView", one)}</button>)}
      </div>
      {view === "DRAW" && <Draw drawing={drawing} drawn={drawn} chosen={chosen} onChoose={setChosen} />}
      {view === "TRY" && (faults.length > 0 || drawing.dirty ? <p className="note">{t("designer.tryLater")}</p> : <TryOut key={form.number} id={form.id} form={drawn.definition} sample={sample} flush={flush} />)}
      {view === "COMPARE" && before && <Compared before={before} now={drawn.definition} />}
      {view === "HISTORY" && <History of={history} />}
      {leave && (
        <Drawer kind="sheet" title={t("designer.leaveTitle")} onClose={stay}>
          <p>{t("designer.leaveText")}</p>
          <div className="buttons"><button type="button" className="button" onClick={stay}>{t("designer.stay")}</button><button type="button" className="button" onClick={leave}>{t("designer.leave")}</button></div>
        </Drawer>
      )}
    </>
  );
}

/** A form of the hospital, drawn item by item, tried as clinicians will see it, and sent on its way. */
export function FormDesk({ id }: { id: string }) {
  const opened = useLoad(`own form ${id}`, (signal) => ownForms.open(id, signal));
  // What is read again meanwhile (the page woke up) must not take the place of what is typed.
  const first = useRef<OpenForm>(undefined);
  first.current ??= opened.data;
  return <div className="page">{first.current ? <Desk opened={first.current} /> : <Shown from={opened} rows={10}>{() => null}</Shown>}</div>;
}
