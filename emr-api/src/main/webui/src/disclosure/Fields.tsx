import { DateField } from "../frame/DateField";
import { useSpeech, type Key } from "../lang";

/** A paper as it is typed: the day stands as dd/MM/yyyy. */
export interface TypedProof {
  kind: string;
  number: string;
  by: string;
  on: string;
}

export const NO_PROOF: TypedProof = { kind: "", number: "", by: "", on: "" };

interface ProofProps {
  legend: Key;
  kinds: readonly string[];
  value: TypedProof;
  onChange: (value: TypedProof) => void;
  required?: boolean;
  /** Only kind and number are asked for. */
  short?: boolean;
}

/** A paper that was shown: its kind, number, who issued it and when. */
export function ProofFields({ legend, kinds, value, onChange, required = true, short = false }: ProofProps) {
  const { t, code } = useSpeech();
  const put = (part: Partial<TypedProof>) => onChange({ ...value, ...part });
  return (
    <fieldset className="proof-fields">
      <legend>{t(legend)}</legend>
      <label>
        {t("disclosure.paperKind")}
        <select required={required} value={value.kind} onChange={(e) => put({ kind: e.target.value })}>
          <option value="">{t("staff.choose")}</option>
          {kinds.map((one) => <option key={one} value={one}>{code("proof", one)}</option>)}
        </select>
      </label>
      <label>{t("disclosure.paperNumber")}<input required={required} maxLength={60} autoComplete="off" value={value.number} onChange={(e) => put({ number: e.target.value })} /></label>
      {!short && <label>{t("disclosure.paperBy")}<input maxLength={200} autoComplete="off" value={value.by} onChange={(e) => put({ by: e.target.value })} /></label>}
      {!short && <DateField label="disclosure.paperOn" value={value.on} onChange={(on) => put({ on })} />}
    </fieldset>
  );
}

interface BoxesProps<T extends string> {
  legend: Key;
  group: string;
  all: readonly T[];
  chosen: readonly T[];
  onChange: (chosen: T[]) => void;
}

/** Boxes for codes, in the order they are given. */
export function Boxes<T extends string>({ legend, group, all, chosen, onChange }: BoxesProps<T>) {
  const { t, code } = useSpeech();
  return (
    <fieldset className="staff-departments">
      <legend>{t(legend)}</legend>
      {all.map((one) => (
        <label key={one} className="check">
          <input type="checkbox" checked={chosen.includes(one)} onChange={(e) => onChange(all.filter((other) => (other === one ? e.target.checked : chosen.includes(other))))} />
          {code(group, one)}
        </label>
      ))}
    </fieldset>
  );
}
