import type { ReactNode } from "react";
import type { Key } from "../lang";
import { useWords, type Word } from "./words";

interface Common {
  label: Word | Key;
  disabled?: boolean;
  hint?: ReactNode;
}

interface WordsProps extends Common {
  value: string | undefined;
  onChange: (value: string | undefined) => void;
  max?: number;
  several?: boolean;
}

/** Words, none when nothing is written. */
export function Words({ label, value, onChange, max = 1000, several, disabled, hint }: WordsProps) {
  const { t } = useWords();
  const field = { value: value ?? "", maxLength: max, disabled, autoComplete: "off", onChange: (event: { target: { value: string } }) => onChange(event.target.value || undefined) };
  return (
    <label>
      {t(label)}
      {several ? <textarea rows={2} {...field} /> : <input {...field} />}
      {hint && <span className="fine">{hint}</span>}
    </label>
  );
}

interface NumberProps extends Common {
  value: number | undefined;
  onChange: (value: number | undefined) => void;
  whole?: boolean;
}

export function NumberField({ label, value, onChange, whole, disabled }: NumberProps) {
  const { t } = useWords();
  return (
    <label>
      {t(label)}
      <input type="number" step={whole ? 1 : "any"} value={value ?? ""} disabled={disabled} onChange={(event) => onChange(Number.isNaN(event.target.valueAsNumber) ? undefined : event.target.valueAsNumber)} />
    </label>
  );
}

interface ChoiceProps extends Common {
  value: string | undefined;
  options: readonly (readonly [value: string, words: string])[];
  onChange: (value: string | undefined) => void;
  /** What no choice is called; without it there is always one. */
  none?: string;
}

export function Choice({ label, value, options, onChange, none, disabled, hint }: ChoiceProps) {
  const { t } = useWords();
  return (
    <label>
      {t(label)}
      <select value={value ?? ""} disabled={disabled} onChange={(event) => onChange(event.target.value || undefined)}>
        {none !== undefined && <option value="">{none}</option>}
        {options.map(([one, words]) => <option key={one} value={one}>{words}</option>)}
      </select>
      {hint && <span className="fine">{hint}</span>}
    </label>
  );
}

interface TickProps extends Common {
  value: boolean | undefined;
  onChange: (value: boolean) => void;
}

export function Tick({ label, value, onChange, disabled }: TickProps) {
  const { t } = useWords();
  return <label className="check"><input type="checkbox" checked={value === true} disabled={disabled} onChange={(event) => onChange(event.target.checked)} />{t(label)}</label>;
}

interface ListProps<T> {
  title: Word | Key;
  add: Word | Key;
  of: T[];
  fresh: () => T;
  disabled: boolean;
  onChange: (list: T[]) => void;
  children: (one: T, put: (one: T) => void, index: number) => ReactNode;
}

/** Several of the same, added and taken out one by one. */
export function List<T>({ title, add, of, fresh, disabled, onChange, children }: ListProps<T>) {
  const { t } = useWords();
  return (
    <fieldset className="designer-list">
      <legend>{t(title)}</legend>
      {of.map((one, index) => (
        <div key={index} className="designer-row">
          {children(one, (next) => onChange(of.map((other, at) => (at === index ? next : other))), index)}
          {!disabled && <button type="button" className="button quiet" aria-label={`${t("designer.removeRow")} ${index + 1}`} onClick={() => onChange(of.filter((_, at) => at !== index))}>{t("designer.removeRow")}</button>}
        </div>
      ))}
      {!disabled && <button type="button" className="button" onClick={() => onChange([...of, fresh()])}>{t(add)}</button>}
    </fieldset>
  );
}
