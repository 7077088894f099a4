import { useId, useState, type KeyboardEvent } from "react";
import { clean } from "../forms/answers";
import { useSpeech } from "../lang";
import type { CatalogueEntry } from "./api";
import { Suggested } from "./Suggested";
import { useSuggested } from "./useSuggested";

export interface Coded {
  code: string;
  words: string;
}

interface Props {
  value: Coded;
  catalogue: string;
  /** The list that is asked is that of this day (yyyy-MM-dd); none: today's. */
  day?: string;
  /** Of the first of several fields: the one its name leads to. */
  id?: string;
  /** Before and after what each of the two fields is called. */
  label: string;
  mark?: string;
  describedBy?: string;
  invalid?: boolean;
  onPut: (value: Coded) => void;
}

/** A code and its words; either is typed, and the other is proposed with it. */
export function CodePair({ value, catalogue, day, id, label, mark = "", describedBy, invalid, onPut }: Props) {
  const { t } = useSpeech();
  const list = useId();
  const [typed, setTyped] = useState<string>();
  const [at, setAt] = useState(-1);
  const entries = useSuggested(catalogue, typed, day);
  const open = typed !== undefined && entries.length > 0;
  const close = () => {
    setTyped(undefined);
    setAt(-1);
  };
  const take = (entry: CatalogueEntry) => {
    onPut({ code: entry.code ?? "", words: entry.name });
    close();
  };
  const write = (text: string, next: Coded) => {
    setTyped(text);
    setAt(-1);
    onPut(next);
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
  return (
    <div className="code-pair">
      <input {...box} id={id} className="code-code" aria-label={`${label}${t("sheet.code")}${mark}`} placeholder={t("sheet.code")} aria-invalid={invalid || undefined} aria-describedby={describedBy} maxLength={40} value={value.code} onChange={({ target }) => write(target.value, { code: clean(target.value, false).trim(), words: value.words })} />
      <input {...box} className="code-words" aria-label={`${label}${t("sheet.words")}${mark}`} placeholder={t("sheet.words")} maxLength={255} value={value.words} onChange={({ target }) => write(target.value, { code: value.code, words: clean(target.value, false) })} />
      {open && <Suggested id={list} entries={entries} at={at} onTake={take} />}
    </div>
  );
}
