import { useId } from "react";
import { Suggested } from "./Suggested";
import { useChoice } from "./useChoice";

type Taken = Parameters<typeof useChoice>[2];

interface Props {
  label: string;
  /** Undefined: nothing is proposed. */
  catalogue: string | undefined;
  value: string;
  /** What is said below: whether a code was chosen. */
  hint: string;
  onTaken: Taken;
  /** Other words are something else than the code names. */
  onWords: (words: string) => void;
}

/** What something is, in words: a catalogue proposes, words of one's own do as well. */
export function WordsInput({ label, catalogue, value, hint, onTaken, onWords }: Props) {
  const id = useId();
  const { box, type, suggested } = useChoice(catalogue, undefined, onTaken);
  return (
    <div className="field">
      <label htmlFor={id}>{label}</label>
      <input
        {...box}
        id={id}
        value={value}
        maxLength={200}
        required
        autoFocus
        aria-describedby={`${id}b`}
        onChange={({ target }) => {
          type(target.value);
          onWords(target.value);
        }}
      />
      {suggested && <Suggested {...suggested} />}
      <span id={`${id}b`} className="fine">{hint}</span>
    </div>
  );
}
