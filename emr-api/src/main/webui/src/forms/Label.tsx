import { useState } from "react";
import { moment } from "../format/time";
import { Icon } from "../frame/Icon";
import { useSpeech } from "../lang";
import { labelOf } from "./answers";
import { clean } from "./answers";
import { useDesk } from "./desk";
import type { Item, Value } from "./form";

/** The name of an item, and whether a record may not be closed without it. */
export function Name({ item }: { item: Item }) {
  const { t, language } = useSpeech();
  return (
    <>
      {labelOf(item, language)}
      {item.required && (
        <span className="need" title={t("sheet.required")}>
          {" *"}
          <span className="hidden-text">{t("sheet.required")}</span>
        </span>
      )}
    </>
  );
}

/** Where a value was taken from: a small mark that tells more when it is asked. */
export function TakenMark({ value, name }: { value: Value | undefined; name: string }) {
  const { t } = useSpeech();
  const [open, setOpen] = useState(false);
  if (!value?.from) return null;
  const { source, at } = value.from;
  const words = [t(value.because === undefined ? "sheet.from" : "sheet.fromChanged", { source: source ?? t("sheet.fromRecord") }), moment(at)].filter(Boolean).join(" · ");
  return (
    <span className="taken">
      <button type="button" className={value.because === undefined ? "taken-mark" : "taken-mark taken-changed"} aria-expanded={open} aria-label={`${name}: ${words}`} title={words} onClick={() => setOpen(!open)}>
        <Icon name={value.because === undefined ? "plug" : "warn"} size={13} />
      </button>
      {open && <span className="fine">{words}</span>}
    </span>
  );
}

/** Asked for as soon as a value that was taken over is another one. */
export function Because({ path, values, name }: { path: string; values: Value[]; name: string }) {
  const { t } = useSpeech();
  const desk = useDesk();
  const at = values.findIndex((value) => value.from && value.because !== undefined);
  if (at < 0) return null;
  const { because } = values[at]!;
  if (desk.readOnly) return because ? <span className="fine">{t("sheet.because", { x: because })}</span> : null;
  return (
    <label className="because">
      <span>{t("sheet.becauseAsk")}</span>
      <input
        value={because}
        maxLength={200}
        autoComplete="off"
        aria-label={`${t("sheet.becauseAsk")}: ${name}`}
        aria-invalid={!because || undefined}
        onChange={(event) => desk.put(path, values.map((value, i) => (i === at ? { ...value, because: clean(event.target.value, false) } : value)))}
      />
    </label>
  );
}

/** What a person put in place of a value: where that came from stays, and why it is another one now is asked. */
export function inPlaceOf(before: Value | undefined, now: Value): Value {
  return before?.from ? { ...now, from: before.from, because: before.because ?? "" } : now;
}
