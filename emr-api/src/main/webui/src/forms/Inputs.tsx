import { useId, useLayoutEffect, useRef, useState, type KeyboardEvent } from "react";
import { useSpeech } from "../lang";
import { clean, optionText } from "./answers";
import { useDesk } from "./desk";
import type { Item, Value } from "./form";
import { inPlaceOf } from "./Label";
import { asTyped, readTyped } from "./typed";

export interface InputProps {
  item: Item;
  path: string;
  values: Value[];
  /** What was typed and cannot be read. */
  typed?: string;
  /** Ties the field to its name, and to what is said about it. */
  id: string;
  name?: string;
  describedBy?: string;
  invalid?: boolean;
}

const EXAMPLES: Partial<Record<Item["type"], string>> = { date: "dd/MM/yyyy", dateTime: "dd/MM/yyyy HH:mm", time: "HH:mm" };

/** Numbers, days and times, typed as people write them. What cannot be read stays as typed and is told when the field is left. */
export function TypedInput({ item, path, values, typed, id, name, describedBy, invalid }: InputProps) {
  const { language } = useSpeech();
  const desk = useDesk();
  const [now, setNow] = useState<string>();
  const shown = now ?? typed ?? asTyped(values[0], language);
  const change = (text: string) => {
    setNow(text);
    const value = readTyped(item, text);
    const empty = !text.trim();
    desk.keep(path, value || empty ? undefined : text);
    // Half typed is no answer yet, and does not take the one before away.
    if (value || empty) desk.put(path, value ? [inPlaceOf(values[0], value)] : []);
  };
  return (
    <input
      id={id}
      aria-label={name}
      className={`typed-${item.type}`}
      value={shown}
      inputMode={item.type === "integer" ? "numeric" : item.type === "decimal" ? "decimal" : undefined}
      placeholder={EXAMPLES[item.type]}
      autoComplete="off"
      maxLength={20}
      aria-invalid={invalid || undefined}
      aria-describedby={describedBy}
      onChange={(event) => change(event.target.value)}
      onBlur={() => setNow(undefined)}
    />
  );
}

/** Words: one line, or as many as they need. */
export function TextInput({ item, path, values, id, name, describedBy, invalid }: InputProps) {
  const desk = useDesk();
  const area = useRef<HTMLTextAreaElement>(null);
  const text = values[0]?.text ?? "";
  const several = item.type === "text";
  useLayoutEffect(() => {
    const field = area.current;
    if (!field) return;
    field.style.height = "auto";
    if (field.scrollHeight > 0) field.style.height = `${field.scrollHeight + 2}px`;
  }, [text]);
  const props = {
    id,
    value: text,
    "aria-label": name,
    "aria-invalid": invalid || undefined,
    "aria-describedby": describedBy,
    autoComplete: "off",
    onChange: ({ target }: { target: { value: string } }) => {
      const now = clean(target.value, several);
      desk.put(path, now ? [inPlaceOf(values[0], { text: now })] : []);
    },
  };
  return several ? <textarea ref={area} rows={2} {...props} /> : <input {...props} />;
}

/** A tick; where an answer is demanded, yes and no. */
export function TickInput({ item, path, values, id, name, describedBy }: InputProps) {
  const { t } = useSpeech();
  const desk = useDesk();
  const yes = values[0]?.yes;
  const put = (now: boolean | undefined) => desk.put(path, now === undefined ? [] : [inPlaceOf(values[0], { yes: now })]);
  if (!item.required) return <input id={id} type="checkbox" aria-label={name} aria-describedby={describedBy} checked={yes === true} onChange={(event) => put(event.target.checked || undefined)} />;
  return (
    <div className="boxes" role="radiogroup" aria-labelledby={`${id}-name`} aria-describedby={describedBy}>
      {[true, false].map((one) => (
        <label key={String(one)} className="box">
          <input type="radio" name={id} checked={yes === one} onChange={() => put(one)} onClick={() => yes === one && put(undefined)} />
          {t(one ? "sheet.yes" : "sheet.no")}
        </label>
      ))}
    </div>
  );
}

const coded = (item: Item, code: string): Value => {
  const option = item.answerOption?.find((one) => one.code === code);
  return { code, ...(item.catalogue && { system: item.catalogue }), ...(option && { display: option.display }) };
};

/** The numbered boxes of the paper forms: the digit picks, again or Delete takes back. */
export function BoxesInput({ item, path, values, id, describedBy }: InputProps) {
  const { language } = useSpeech();
  const desk = useDesk();
  const options = item.answerOption ?? [];
  const chosen = values.map((value) => value.code);
  const pick = (code: string) => {
    if (!item.repeats) return desk.put(path, chosen[0] === code ? [] : [inPlaceOf(values[0], coded(item, code))]);
    const codes = options.map((one) => one.code).filter((one) => (one === code) !== chosen.includes(one));
    return desk.put(path, codes.map((one) => values.find((value) => value.code === one) ?? coded(item, one)));
  };
  const press = (event: KeyboardEvent<HTMLElement>) => {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const option = options.find((one) => one.code === event.key);
    const back = !item.repeats && (event.key === "Delete" || event.key === "Backspace");
    if (!option && !back) return;
    event.preventDefault();
    if (back) return desk.put(path, []);
    pick(option!.code);
    [...event.currentTarget.querySelectorAll("input")].find((one) => one.value === option!.code)?.focus();
  };
  return (
    <div className="boxes" role={item.repeats ? "group" : "radiogroup"} aria-labelledby={`${id}-name`} aria-describedby={describedBy} onKeyDown={press}>
      {options.map((option) => (
        <label key={option.code} className="box">
          <input type={item.repeats ? "checkbox" : "radio"} name={id} value={option.code} checked={chosen.includes(option.code)} onChange={() => pick(option.code)} onClick={() => !item.repeats && chosen[0] === option.code && pick(option.code)} />
          <span className="box-number" aria-hidden="true">{option.code}</span>
          {optionText(option, language)}
        </label>
      ))}
    </div>
  );
}

/** One of a list. */
export function SelectInput({ item, path, values, id, name, describedBy, invalid }: InputProps) {
  const { t, language } = useSpeech();
  const desk = useDesk();
  return (
    <select id={id} aria-label={name} aria-invalid={invalid || undefined} aria-describedby={describedBy} value={values[0]?.code ?? ""} onChange={(event) => desk.put(path, event.target.value ? [inPlaceOf(values[0], coded(item, event.target.value))] : [])}>
      <option value="">{t("sheet.choose")}</option>
      {(item.answerOption ?? []).map((option) => <option key={option.code} value={option.code}>{`${option.code}. ${optionText(option, language)}`}</option>)}
    </select>
  );
}

/** One of a list, or words of one's own. */
export function OpenInput({ item, path, values, id, name, describedBy, invalid }: InputProps) {
  const { language } = useSpeech();
  const desk = useDesk();
  const list = useId();
  const [value] = values;
  const known = item.answerOption?.find((one) => one.code === value?.code);
  const change = (typed: string) => {
    const text = clean(typed, false);
    const option = item.answerOption?.find((one) => optionText(one, language) === text);
    desk.put(path, text ? [inPlaceOf(value, option ? coded(item, option.code) : { text })] : []);
  };
  return (
    <>
      <input id={id} list={list} aria-label={name} aria-invalid={invalid || undefined} aria-describedby={describedBy} autoComplete="off" maxLength={item.maxLength ?? 255} value={known ? optionText(known, language) : (value?.text ?? value?.display ?? "")} onChange={(event) => change(event.target.value)} />
      <datalist id={list}>{(item.answerOption ?? []).map((option) => <option key={option.code} value={optionText(option, language)} />)}</datalist>
    </>
  );
}
