import { useMemo, useState } from "react";
import { useDoing } from "../doing";
import { leaves, withValues } from "../forms/answers";
import { DeskProvider } from "../forms/desk";
import { isRows, type Answers, type Form, type Value } from "../forms/form";
import { FormView, ToMend, useChecked } from "../forms/FormView";
import { ProblemNote } from "../frame/states";
import { ownForms } from "./api";
import { useWords } from "./words";

/** The answers of a sample to what the form still asks. */
export function answering(form: Form, sample: Answers): Answers {
  return Object.fromEntries(
    leaves(form.item).flatMap((item) => {
      const values = sample[item.linkId];
      if (!values) return [];
      const inside = new Set(leaves(item.item).map(({ linkId }) => linkId));
      const rows = isRows(item) ? values.map((row): Value => ({ ...row, answers: Object.fromEntries(Object.entries(row.answers ?? {}).filter(([linkId]) => inside.has(linkId))) })) : values;
      return [[item.linkId, rows]];
    }),
  );
}

/** The form as clinicians fill it in, on its sample; nothing of it is kept. */
export function TryOut({ id, form, sample, flush }: { id: string; form: Form; sample: Answers; flush: () => Promise<boolean> }) {
  const { t } = useWords();
  const { busy, problem, run } = useDoing();
  const [answers, setAnswers] = useState(() => answering(form, sample));
  const [typed, setTyped] = useState<Record<string, string>>({});
  const mended = useChecked(form, answers, typed);
  const desk = useMemo(
    () => ({
      readOnly: false,
      put: (path: string, values: Value[]) => setAnswers((before) => withValues(before, path, values)),
      keep: (path: string, text: string | undefined) =>
        setTyped((before) => {
          const { [path]: _, ...rest } = before;
          return text === undefined ? rest : { ...rest, [path]: text };
        }),
    }),
    [],
  );
  const print = () => void run(async () => { if (await flush()) await ownForms.print(id, answers); });
  return (
    <section aria-label={t("designer.try")}>
      <div className="designer-bar">
        <p className="fine">{t("designer.tryText")}</p>
        <button type="button" className="button" disabled={busy} onClick={print}>{t("designer.print")}</button>
        <button type="button" className="button quiet" onClick={() => { setAnswers({}); setTyped({}); }}>{t("designer.empty")}</button>
      </div>
      {problem && <ProblemNote problem={problem} />}
      <DeskProvider value={desk}>
        <ToMend form={form} mended={mended} typed={typed} />
        <FormView form={form} mended={mended} />
      </DeskProvider>
    </section>
  );
}
