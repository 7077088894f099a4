import { useId, useState, type KeyboardEvent } from "react";
import type { CatalogueEntry } from "./api";
import { useSuggested } from "./useSuggested";

/** A field in which codes of a catalogue are proposed while one types, chosen with the arrows and Enter; undefined proposes nothing. */
export function useChoice(catalogue: string | undefined, day: string | undefined, onTake: (entry: CatalogueEntry) => void) {
  const list = useId();
  const [typed, setTyped] = useState<string>();
  const [at, setAt] = useState(-1);
  const entries = useSuggested(catalogue ?? "", catalogue === undefined ? undefined : typed, day);
  const open = typed !== undefined && entries.length > 0;
  const close = () => {
    setTyped(undefined);
    setAt(-1);
  };
  const take = (entry: CatalogueEntry) => {
    onTake(entry);
    close();
  };
  const type = (text: string) => {
    setTyped(text);
    setAt(-1);
  };
  const press = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (event.key === "ArrowDown" && typed === undefined) setTyped(event.currentTarget instanceof HTMLInputElement ? event.currentTarget.value : "");
    if (!open) return;
    if (step) setAt((now) => (now + step + entries.length + (now < 0 && step < 0 ? 1 : 0)) % entries.length);
    else if (event.key === "Enter" && at >= 0) take(entries[at]!);
    else if (event.key === "Escape") close();
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const box = {
    role: "combobox",
    "aria-expanded": open,
    "aria-controls": open ? list : undefined,
    "aria-autocomplete": "list" as const,
    "aria-activedescendant": open && at >= 0 ? `${list}-${at}` : undefined,
    autoComplete: "off",
    onKeyDown: press,
    onBlur: close,
  };
  return { box, type, suggested: open ? { id: list, entries, at, onTake: take } : undefined };
}
