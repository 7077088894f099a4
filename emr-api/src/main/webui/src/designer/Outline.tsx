import { useRef, type KeyboardEvent } from "react";
import { labelOf } from "../forms/answers";
import type { Item } from "../forms/form";
import { Icon } from "../frame/Icon";
import type { Definition, Fault } from "./api";
import { flat } from "./tree";
import { useWords } from "./words";

/** The form itself stands first: its title, where it belongs, who signs it. */
export const HEAD = "/";

interface Props {
  form: Definition;
  faults: Fault[];
  chosen: string;
  readOnly: boolean;
  onChoose: (linkId: string) => void;
  onMove: (by: -1 | 1) => void;
  onInside: () => void;
  onOutside: () => void;
  onRemove: () => void;
}

const nameOf = (item: Item, language: "vi" | "en") => labelOf(item, language).trim() || item.linkId;

/** Every item of the form in its place. Arrows go from one to the next; with Alt they move it. */
export function Outline({ form, faults, chosen, readOnly, onChoose, onMove, onInside, onOutside, onRemove }: Props) {
  const { t, code, language } = useWords();
  const box = useRef<HTMLUListElement>(null);
  const rows = flat(form.item);
  const names = [HEAD, ...rows.map(({ item }) => item.linkId)];
  const faulty = new Set(faults.map(({ at }) => at));
  const press = (event: KeyboardEvent) => {
    const by = event.key === "ArrowDown" ? 1 : event.key === "ArrowUp" ? -1 : undefined;
    if (event.altKey && !readOnly && chosen !== HEAD) {
      if (by) onMove(by);
      else if (event.key === "ArrowRight") onInside();
      else if (event.key === "ArrowLeft") onOutside();
      else return;
    } else if (by) {
      const next = names[Math.min(names.length - 1, Math.max(0, names.indexOf(chosen) + by))]!;
      onChoose(next);
      [...(box.current?.querySelectorAll<HTMLElement>("[data-item]") ?? [])].find((shown) => shown.dataset.item === next)?.focus();
    } else if (event.key === "Delete" && !readOnly && chosen !== HEAD) onRemove();
    else return;
    event.preventDefault();
  };
  const row = (linkId: string, depth: number, words: string, kind: string, wrong: boolean) => (
    <li key={linkId}>
      <button type="button" data-item={linkId} aria-current={chosen === linkId ? "true" : undefined} tabIndex={chosen === linkId ? 0 : -1} style={{ paddingInlineStart: `${8 + depth * 14}px` }} onClick={() => onChoose(linkId)}>
        <span className="outline-name">{words}</span>
        {wrong && <span className="bad" title={t("designer.faulty")}><Icon name="warn" size={14} /><span className="hidden-text">{t("designer.faulty")}</span></span>}
        <span className="fine">{kind}</span>
      </button>
    </li>
  );
  return (
    <ul ref={box} className="plain outline" aria-label={t("designer.outline")} onKeyDown={press}>
      {row(HEAD, 0, t("designer.head"), form.code, faults.some(({ at }) => at.startsWith("/")))}
      {rows.map(({ item, depth }) => row(item.linkId, depth, nameOf(item, language), `${code("itemType", item.type.toUpperCase())}${item.required ? " *" : ""}${item.repeats ? " ×n" : ""}`, faulty.has(item.linkId)))}
    </ul>
  );
}
