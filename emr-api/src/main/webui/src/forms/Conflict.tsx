import { useMemo, useState } from "react";
import { moment } from "../format/time";
import { useSpeech, type Language } from "../lang";
import { differences, labelOf, leaves, valueWords, type Difference } from "./answers";
import type { OpenSheet } from "./api";
import { isRows, type Answers, type Form, type Item, type Value } from "./form";

function Words({ item, values }: { item: Item; values: Value[] }) {
  const { t, language } = useSpeech();
  if (values.length === 0) return <span className="muted">{t("sheet.empty")}</span>;
  if (!isRows(item)) return <>{values.map((value) => valueWords(value, item, language)).join("; ")}</>;
  return <ol className="side-rows">{values.map((value, i) => <li key={i}>{rowWords(item, value, language)}</li>)}</ol>;
}

const rowWords = (group: Item, value: Value, language: Language) =>
  leaves(group.item)
    .flatMap((item) => (value.answers?.[item.linkId] ?? []).map((one) => `${labelOf(item, language)}: ${valueWords(one, item, language)}`))
    .join(" · ");

interface ConflictProps {
  form: Form;
  base: Answers | undefined;
  mine: Answers;
  theirs: OpenSheet;
  onChosen: (answers: Answers) => void;
}

/**
 * The sheet was changed elsewhere while this person typed: both sides of every item that differs, chosen one by one. What only one
 * of both changed is proposed, what both changed is not.
 */
export function Conflict({ form, base, mine, theirs, onChosen }: ConflictProps) {
  const { t, language } = useSpeech();
  const all = useMemo(() => differences(form, base, mine, theirs.sheet.answers), [form, base, mine, theirs]);
  const [chosen, setChosen] = useState<Record<string, Difference["only"]>>({});
  const choiceOf = ({ item, only }: Difference) => chosen[item.linkId] ?? only;
  const open = all.filter((one) => !choiceOf(one)).length;
  const last = theirs.versions?.find(({ version }) => version === theirs.sheet.version);
  const take = () => {
    const answers = { ...mine };
    for (const one of all) if (choiceOf(one) === "theirs") answers[one.item.linkId] = one.theirs;
    onChosen(Object.fromEntries(Object.entries(answers).filter(([, values]) => values.length > 0)));
  };
  return (
    <section className="card conflict" aria-label={t("conflict.title")}>
      <h2>{t("conflict.title")}</h2>
      <p>{t("conflict.text", { by: last?.by ?? theirs.sheet.author ?? "", at: moment(last?.at) })}</p>
      {all.length === 0 && <p>{t("conflict.same")}</p>}
      {all.map((one) => (
        <fieldset key={one.item.linkId} className="sides">
          <legend>{labelOf(one.item, language)}</legend>
          {(["mine", "theirs"] as const).map((side) => (
            <label key={side} className="side">
              <input type="radio" name={`side-${one.item.linkId}`} checked={choiceOf(one) === side} onChange={() => setChosen({ ...chosen, [one.item.linkId]: side })} />
              <span>
                <strong>{t(side === "mine" ? "conflict.mine" : "conflict.theirs")}</strong>
                <Words item={one.item} values={one[side]} />
              </span>
            </label>
          ))}
        </fieldset>
      ))}
      <div className="buttons">
        <button type="button" className="button primary" disabled={open > 0} onClick={take}>{t("conflict.take")}</button>
        {open > 0 && <span className="fine">{t("conflict.left", { n: open })}</span>}
      </div>
    </section>
  );
}
