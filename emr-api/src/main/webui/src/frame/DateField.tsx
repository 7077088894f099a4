import { useId, useState } from "react";
import { fits, typedDay, typedInstant } from "../format/typed";
import { useSpeech, type Key } from "../lang";

interface Props {
  label: Key;
  hint?: Key;
  /** A time of the day may stand behind the day. */
  time?: boolean;
  /** As typed: {@link typedDay} or {@link typedInstant} reads it. */
  value: string;
  onChange: (typed: string) => void;
}

/**
 * A day typed as dd/MM/yyyy, with HH:mm where asked: a field of the browser would show month and day in the order of the browser's
 * language. What is wrong is said when the field is left.
 */
export function DateField({ label, hint, time = false, value, onChange }: Props) {
  const { t } = useSpeech();
  const [left, setLeft] = useState(false);
  const id = useId();
  const wrong = left && !fits(value, time ? typedInstant : typedDay);
  const below = wrong || hint;
  return (
    <div className="field">
      <label htmlFor={id}>{t(label)}</label>
      <input
        id={id}
        value={value}
        placeholder={time ? "dd/MM/yyyy HH:mm" : "dd/MM/yyyy"}
        autoComplete="off"
        maxLength={20}
        aria-invalid={wrong || undefined}
        aria-describedby={below ? `${id}b` : undefined}
        onFocus={() => setLeft(false)}
        onBlur={() => setLeft(true)}
        onKeyDown={(event) => event.key === "Enter" && setLeft(true)}
        onChange={(event) => onChange(event.target.value)}
      />
      {below && (
        <span id={`${id}b`} className={wrong ? "bad" : "fine"} role={wrong ? "alert" : undefined}>
          {t(wrong ? (time ? "date.noTime" : "date.noDay") : hint!)}
        </span>
      )}
    </div>
  );
}
