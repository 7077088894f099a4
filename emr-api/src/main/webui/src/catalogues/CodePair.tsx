import { clean } from "../forms/answers";
import { useSpeech } from "../lang";
import { Suggested } from "./Suggested";
import { useChoice } from "./useChoice";

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
  const { box, type, suggested } = useChoice(catalogue, day, (entry) => onPut({ code: entry.code ?? "", words: entry.name }));
  const write = (text: string, next: Coded) => {
    type(text);
    onPut(next);
  };
  return (
    <div className="code-pair">
      <input {...box} id={id} className="code-code" aria-label={`${label}${t("sheet.code")}${mark}`} placeholder={t("sheet.code")} aria-invalid={invalid || undefined} aria-describedby={describedBy} maxLength={40} value={value.code} onChange={({ target }) => write(target.value, { code: clean(target.value, false).trim(), words: value.words })} />
      <input {...box} className="code-words" aria-label={`${label}${t("sheet.words")}${mark}`} placeholder={t("sheet.words")} maxLength={255} value={value.words} onChange={({ target }) => write(target.value, { code: value.code, words: clean(target.value, false) })} />
      {suggested && <Suggested {...suggested} />}
    </div>
  );
}
