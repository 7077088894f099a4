import { useId, useState, type KeyboardEvent } from "react";
import type { CatalogueEntry } from "../catalogues/api";
import { Suggested } from "../catalogues/Suggested";
import { useSuggested } from "../catalogues/useSuggested";
import { useSpeech } from "../lang";
import { clean } from "./answers";
import { useDesk } from "./desk";
import type { Value } from "./form";
import type { InputProps } from "./Inputs";
import { inPlaceOf } from "./Label";

interface Pair {
  value: Value;
  catalogue: string;
  /** Of the first of several fields: the one its name leads to. */
  id?: string;
  label: string;
  mark: string;
  describedBy?: string;
  invalid?: boolean;
  onPut: (part: Partial<Value>) => void;
}

/** A code and its words; either is typed, and the other is proposed with it. */
function CodePair({ value, catalogue, id, label, mark, describedBy, invalid, onPut }: Pair) {
  const { t } = useSpeech();
  const desk = useDesk();
  const list = useId();
  const [typed, setTyped] = useState<string>();
  const [at, setAt] = useState(-1);
  const entries = useSuggested(catalogue, typed, desk.day);
  const open = typed !== undefined && entries.length > 0;
  const close = () => {
    setTyped(undefined);
    setAt(-1);
  };
  const take = (entry: CatalogueEntry) => {
    onPut({ code: entry.code, display: entry.name });
    close();
  };
  const write = (text: string, part: Partial<Value>) => {
    setTyped(text);
    setAt(-1);
    onPut(part);
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
      <input {...box} id={id} className="code-code" aria-label={`${label}${t("sheet.code")}${mark}`} placeholder={t("sheet.code")} aria-invalid={invalid || undefined} aria-describedby={describedBy} maxLength={40} value={value.code ?? ""} onChange={({ target }) => write(target.value, { code: clean(target.value, false).trim(), display: value.display ?? value.text })} />
      <input {...box} className="code-words" aria-label={`${label}${t("sheet.words")}${mark}`} placeholder={t("sheet.words")} maxLength={255} value={value.display ?? value.text ?? ""} onChange={({ target }) => write(target.value, { code: value.code, display: clean(target.value, false) })} />
      {open && <Suggested id={list} entries={entries} at={at} onTake={take} />}
    </div>
  );
}

/** Codes of a catalogue with their words, proposed while one types. */
export function CodeInput({ item, path, values, id, name, describedBy, invalid }: InputProps) {
  const desk = useDesk();
  const shown: Value[] = item.repeats ? [...values, {}] : [values[0] ?? {}];
  const put = (at: number, { code, display }: Partial<Value>) => {
    const before = shown[at]!;
    // Words without a code are kept as words: the check says where a code is needed.
    const next: Value = code ? { code, system: item.catalogue, ...(display && { display }) } : { text: display };
    const rows: Value[] = shown.map((value, i) => (i === at ? (code || display ? inPlaceOf(before, next) : {}) : value));
    desk.put(path, rows.filter((value) => value.code !== undefined || value.text !== undefined));
  };
  return (
    <div className="codes" role={item.repeats ? "group" : undefined} aria-labelledby={item.repeats && !name ? `${id}-name` : undefined}>
      {shown.map((value, at) => (
        <CodePair
          key={at}
          value={value}
          catalogue={item.catalogue!}
          id={at === 0 ? id : undefined}
          label={name ? `${name}: ` : ""}
          mark={at > 0 ? ` ${at + 1}` : ""}
          describedBy={describedBy}
          invalid={invalid}
          onPut={(part) => put(at, part)}
        />
      ))}
    </div>
  );
}
