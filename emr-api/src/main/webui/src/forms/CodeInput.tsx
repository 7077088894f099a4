import { CodePair } from "../catalogues/CodePair";
import { useDesk } from "./desk";
import type { Value } from "./form";
import type { InputProps } from "./Inputs";
import { inPlaceOf } from "./Label";

/** Codes of a catalogue with their words, proposed while one types. */
export function CodeInput({ item, path, values, id, name, describedBy, invalid }: InputProps) {
  const desk = useDesk();
  const shown: Value[] = item.repeats ? [...values, {}] : [values[0] ?? {}];
  const put = (at: number, code: string, display: string) => {
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
          value={{ code: value.code ?? "", words: value.display ?? value.text ?? "" }}
          catalogue={item.catalogue!}
          day={desk.day}
          id={at === 0 ? id : undefined}
          label={name ? `${name}: ` : ""}
          mark={at > 0 ? ` ${at + 1}` : ""}
          describedBy={describedBy}
          invalid={invalid}
          onPut={({ code, words }) => put(at, code, words)}
        />
      ))}
    </div>
  );
}
