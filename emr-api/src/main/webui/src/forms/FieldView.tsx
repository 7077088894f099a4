import { memo, useState, type ComponentType } from "react";
import { useSpeech, type Key } from "../lang";
import { labelOf, valueWords } from "./answers";
import { inFull, shortOf } from "./abbreviations";
import type { TroubleCode } from "./check";
import { CodeInput } from "./CodeInput";
import { anchor, useDesk } from "./desk";
import type { Item, Value } from "./form";
import { BoxesInput, OpenInput, SelectInput, TextInput, TickInput, TypedInput, type InputProps } from "./Inputs";
import { Because, Name, TakenMark } from "./Label";

function inputOf(item: Item): ComponentType<InputProps> {
  if (item.type === "boolean") return TickInput;
  if (item.type === "string" || item.type === "text") return TextInput;
  if (item.type !== "choice" && item.type !== "open-choice") return TypedInput;
  if (item.layout === "boxes" || (item.repeats && item.answerOption)) return BoxesInput;
  if (item.catalogue && !item.answerOption) return CodeInput;
  return item.type === "choice" ? SelectInput : OpenInput;
}

const UNREAD: Partial<Record<Item["type"], Key>> = { integer: "sheet.noNumber", decimal: "sheet.noNumber", date: "date.noDay", dateTime: "sheet.noMoment", time: "sheet.noClock" };

/** What is wrong with a field in words; a field that is only empty says nothing. */
export function useTrouble(item: Item, code: TroubleCode | undefined, typed: string | undefined): string | undefined {
  const { t, language } = useSpeech();
  if (typed !== undefined) return t(UNREAD[item.type] ?? "sheet.noNumber");
  if (!code || code === "REQUIRED" || code === "ABBREVIATED") return undefined;
  const bound = code === "TOO_SMALL" ? item.minValue : code === "TOO_LARGE" ? item.maxValue : code === "TOO_PRECISE" ? item.decimals : item.maxLength;
  return t(`trouble.${code}`, { x: bound === undefined ? "" : valueWords({ number: bound }, { ...item, unit: code === "TOO_PRECISE" || code === "TOO_LONG" ? undefined : item.unit }, language) });
}

export interface FieldProps {
  item: Item;
  path: string;
  values: Value[];
  trouble?: TroubleCode;
  typed?: string;
  /** In a table the column says the name; it is given with the row's number. */
  bare?: string;
}

const wide = (item: Item) => item.type === "text" || (item.catalogue !== undefined && !item.answerOption);

/** An answer to read. */
function Answer({ item, values }: { item: Item; values: Value[] }) {
  const { language, t } = useSpeech();
  if (item.type === "boolean" && values.length > 0 && values[0]!.yes) return <span className="answer">{`☒ ${t("sheet.yes")}`}</span>;
  const words = values.map((value) => valueWords(value, item, language)).filter(Boolean);
  return <span className={words.length > 0 ? "answer" : "answer answer-none"}>{words.join("; ") || <span className="hidden-text">{t("sheet.empty")}</span>}</span>;
}

/** What is abbreviated and may not be, and one press that writes it out. */
function InFull({ item, path, values, name }: { item: Item; path: string; values: Value[]; name: string }) {
  const { t } = useSpeech();
  const { readOnly, short, put } = useDesk();
  if (readOnly || !short) return null;
  const found = shortOf(item, values, short).map((one) => `${one} – ${short.get(one)!}`);
  return (
    <span className="field-note">
      <span className="bad">{t("trouble.short", { x: [...new Set(found)].join("; ") })}</span>{" "}
      <button type="button" className="button" aria-label={`${t("sheet.inFull")}: ${name}`} onClick={() => put(path, inFull(item, values, short, t("sheet.inFullBecause")))}>{t("sheet.inFull")}</button>
    </span>
  );
}

/** One item: its name, the field, its unit, where its value came from and what is wrong with it. */
export const FieldView = memo(function FieldView({ item, path, values, trouble, typed, bare }: FieldProps) {
  const { language } = useSpeech();
  const desk = useDesk();
  const [inside, setInside] = useState(false);
  const id = `${anchor(path)}-i`;
  const name = labelOf(item, language);
  const said = useTrouble(item, trouble, typed);
  const shown = said && !inside ? said : undefined;
  const still = desk.readOnly || item.readOnly || item.calculated !== undefined;
  const Input = inputOf(item);
  const grouped = Input === BoxesInput || (Input === CodeInput && item.repeats) || (Input === TickInput && item.required);
  const describedBy = [shown && `${id}-bad`, item.hint && !bare && `${id}-hint`].filter(Boolean).join(" ") || undefined;
  const label = <Name item={item} />;
  const tick = item.type === "boolean" && !item.required;
  return (
    <div
      id={anchor(path)}
      className={["field", `field-${item.type}`, wide(item) && "field-wide", tick && "field-tick", bare && "field-bare", item.calculated && "field-calculated", shown && "field-bad"].filter(Boolean).join(" ")}
      tabIndex={still ? -1 : undefined}
      onFocus={() => setInside(true)}
      onBlur={(event) => !event.currentTarget.contains(event.relatedTarget) && setInside(false)}
    >
      {!bare && (still || grouped ? <span className="field-name" id={`${id}-name`}>{label}</span> : <label className="field-name" id={`${id}-name`} htmlFor={id}>{label}</label>)}
      {bare && grouped && <span className="hidden-text" id={`${id}-name`}>{bare}</span>}
      <span className="field-body">
        {still ? <Answer item={item} values={values} /> : <Input item={item} path={path} values={values} typed={typed} id={id} name={bare} describedBy={describedBy} invalid={shown !== undefined} />}
        {item.unit && !still && <span className="unit">{item.unit}</span>}
        {!bare && <TakenMark value={values.find((value) => value.from)} name={name} />}
      </span>
      <Because path={path} values={values} name={bare ?? name} />
      {item.hint && !bare && !desk.readOnly && <span id={`${id}-hint`} className="fine field-note">{item.hint}</span>}
      {shown && <span id={`${id}-bad`} className="bad field-note">{shown}</span>}
      {trouble === "ABBREVIATED" && <InFull item={item} path={path} values={values} name={bare ?? name} />}
    </div>
  );
});
