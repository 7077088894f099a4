import { useMemo, useState } from "react";
import { useShownTab } from "../frame/useShownTab";
import { useSpeech } from "../lang";
import { labelOf, leaves } from "./answers";
import { shortPlaces, type ShortForms } from "./abbreviations";
import { check, type Trouble, type TroubleCode } from "./check";
import { anchor, jump } from "./desk";
import { isRows, type Answers, type Form, type Item, type Value } from "./form";
import { Part, type Shown } from "./GroupView";

const NONE: Value[] = [];

/** The item a problem is about: "/a/0" and "/a" are of "a"; "/g/0/a/1" is of "g/0/a". */
export function pathOf(at: string, form: Form): string {
  const [first, row, inner] = at.slice(1).split("/") as [string, string?, string?];
  const group = leaves(form.item).find((item) => item.linkId === first);
  return group && isRows(group) && inner !== undefined ? `${first}/${row}/${inner}` : first;
}

/** What is wrong and can be mended: an entry that is written is never changed, and one being written is checked then. */
function toMend(form: Form, problems: Trouble[]): Trouble[] {
  const entries = leaves(form.item).filter((item) => item.layout === "entries");
  return problems.filter(({ at, code }) => code !== "REQUIRED" || !entries.some(({ linkId }) => at.startsWith(`/${linkId}/`)));
}

export interface Mended {
  problems: Trouble[];
  shown: Shown;
}

/** The form's rules over what was answered, in the shape the parts of a form read. */
export function useChecked(form: Form, answers: Answers, typed: Record<string, string>, short?: ShortForms): Mended {
  const checked = useMemo(() => check(form, answers), [form, answers]);
  return useMemo(() => {
    const abbreviated = short ? shortPlaces(form, answers, short) : [];
    const problems = [...toMend(form, checked.problems), ...abbreviated.map((at): Trouble => ({ at, code: "ABBREVIATED" }))];
    const troubles = new Map<string, TroubleCode>();
    for (const { at, code } of problems) {
      const path = pathOf(at, form);
      if (!troubles.has(path) || troubles.get(path) === "REQUIRED") troubles.set(path, code);
    }
    const computed = new Map(Object.entries(checked.calculated).map(([path, number]) => [path, [{ number }]]));
    return { problems, shown: { answers, enabled: new Set(checked.enabled), computed: (path) => computed.get(path) ?? NONE, troubles, typed } };
  }, [form, answers, checked, typed, short]);
}

const itemAt = (form: Form, path: string): Item | undefined => {
  const [first, , inner] = path.split("/") as [string, string?, string?];
  const item = leaves(form.item).find((one) => one.linkId === first);
  return inner === undefined ? item : leaves(item?.item).find((one) => one.linkId === inner);
};

/** Name of the item a problem is about, with its row. */
export function nameAt(form: Form, path: string, language: "vi" | "en"): string {
  const [first, row, inner] = path.split("/") as [string, string?, string?];
  const group = itemAt(form, first);
  const item = itemAt(form, path);
  const name = item ? labelOf(item, language) : path;
  return inner === undefined || !group ? name : `${labelOf(group, language)} ${Number(row) + 1}: ${name}`;
}

const SHOWN = 12;

/** What is missing or wrong, each with the way to it. Nothing of it keeps anybody from writing on. */
export function ToMend({ form, mended, typed }: { form: Form; mended: Mended; typed: Record<string, string> }) {
  const { t, language } = useSpeech();
  const [all, setAll] = useState(false);
  // A sheet is mended from its top to its bottom.
  const order = [...mended.shown.enabled];
  const inOrder = (paths: string[]) => [...new Set(paths)].sort((a, b) => order.indexOf(a) - order.indexOf(b));
  const wrong = inOrder([...Object.keys(typed), ...mended.problems.filter(({ code }) => code !== "REQUIRED").map(({ at }) => pathOf(at, form))]);
  const missing = inOrder(mended.problems.filter(({ code }) => code === "REQUIRED").map(({ at }) => pathOf(at, form)));
  if (wrong.length + missing.length === 0) return null;
  const list = (paths: string[]) => (
    <ul className="plain to-mend">
      {(all ? paths : paths.slice(0, SHOWN)).map((path) => <li key={path}><a href={`#${anchor(path)}`} onClick={(event) => { event.preventDefault(); jump(path); }}>{nameAt(form, path, language)}</a></li>)}
      {!all && paths.length > SHOWN && <li><button type="button" className="link-button" onClick={() => setAll(true)}>{t("sheet.moreOf", { n: paths.length - SHOWN })}</button></li>}
    </ul>
  );
  return (
    <section className="note note-stale mend" aria-label={t("sheet.toMend")}>
      <div>
        {wrong.length > 0 && <><strong>{t("sheet.wrong", { n: wrong.length })}</strong>{list(wrong)}</>}
        {missing.length > 0 && <><strong>{t("sheet.missing", { n: missing.length })}</strong>{list(missing)}</>}
      </div>
    </section>
  );
}

/** Ways to the parts of a long form, each with how much is missing there. */
function Parts({ form, shown }: { form: Form; shown: Shown }) {
  const { t, language } = useSpeech();
  const [here, setHere] = useState<string>();
  const bar = useShownTab(here);
  const parts = form.item.filter((item) => item.text && item.type === "group");
  if (parts.length < 3) return null;
  const paths = [...shown.troubles.keys()];
  const missing = (item: Item) => leaves([item]).reduce((n, one) => n + paths.filter((path) => path === one.linkId || path.startsWith(`${one.linkId}/`)).length, 0);
  return (
    <nav ref={bar} className="form-parts" aria-label={t("sheet.parts")}>
      {parts.map((item) => {
        const n = missing(item);
        return (
          <a key={item.linkId} href={`#${anchor(item.linkId)}`} aria-current={here === item.linkId ? "true" : undefined} onClick={(event) => {
            event.preventDefault();
            setHere(item.linkId);
            const place = document.getElementById(anchor(item.linkId));
            place?.scrollIntoView?.({ block: "start" });
            place?.focus({ preventScroll: true });
          }}>
            {labelOf(item, language)}
            {n > 0 && <span className="count" title={t("sheet.missing", { n })}>{n}<span className="hidden-text"> {t("sheet.missingShort")}</span></span>}
          </a>
        );
      })}
    </nav>
  );
}

/** A form with its answers, to be filled in or to be read: sections like those on paper, with the way to each beside them. */
export function FormView({ form, mended }: { form: Form; mended: Mended }) {
  return (
    <div className="form-desk">
      <Parts form={form} shown={mended.shown} />
      <div className="form-paper">
        {form.item.map((item) => <Part key={item.linkId} item={item} place="" shown={mended.shown} level={2} />)}
      </div>
    </div>
  );
}
