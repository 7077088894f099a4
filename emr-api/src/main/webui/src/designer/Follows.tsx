import { labelOf } from "../forms/answers";
import { isRows, type Calculation, type Condition, type Item } from "../forms/form";
import type { Definition } from "./api";
import { Choice, List, NumberField, Words } from "./fields";
import { FUNCTIONS } from "./known";
import { flat } from "./tree";
import { useWords } from "./words";

const OPERATORS: readonly Condition["operator"][] = ["exists", "=", "!=", ">", "<", ">=", "<="];

function useNames(form: Definition, fits: (item: Item) => boolean): [string, string][] {
  const { language } = useWords();
  return flat(form.item).filter(({ item }) => fits(item)).map(({ item }) => [item.linkId, `${labelOf(item, language).trim() || item.linkId} (${item.linkId})`]);
}

interface CalculatedProps {
  form: Definition;
  item: Item;
  readOnly: boolean;
  onChange: (calculated: Calculation | undefined) => void;
}

/** What a number is computed of. */
export function Calculated({ form, item, readOnly, onChange }: CalculatedProps) {
  const { t, code } = useWords();
  const { calculated } = item;
  const names = useNames(form, (other) => other.linkId !== item.linkId && other.type !== "display" && (other.type !== "group" || isRows(other)));
  return (
    <>
      <Choice label="designer.function" value={calculated?.function} none={t("designer.functionNone")} options={FUNCTIONS.map((one) => [one, code("functionName", one)])} disabled={readOnly} onChange={(name) => onChange(name ? { function: name as Calculation["function"], of: calculated?.of ?? [] } : undefined)} />
      {calculated && (
        <List title="designer.of" add="designer.addOf" of={calculated.of} fresh={() => names[0]?.[0] ?? ""} disabled={readOnly} onChange={(of) => onChange({ ...calculated, of })}>
          {(linkId, change) => <Choice label="designer.ofItem" value={linkId} options={names} disabled={readOnly} onChange={(next) => change(next ?? "")} />}
        </List>
      )}
    </>
  );
}

interface ConditionsProps {
  form: Definition;
  item: Item;
  readOnly: boolean;
  onChange: (part: Partial<Item>, field?: string) => void;
}

/** The answer with which another item is compared, in the kind of that item. */
function Answer({ of, when, readOnly, onChange }: { of: Item | undefined; when: Condition; readOnly: boolean; onChange: (answer: Condition["answer"]) => void }) {
  const { t } = useWords();
  if (when.operator === "exists" || of?.type === "boolean") {
    return <Choice label="designer.answer" value={String(when.answer)} options={[["true", t("sheet.yes")], ["false", t("sheet.no")]]} disabled={readOnly} onChange={(yes) => onChange(yes === "true")} />;
  }
  if (of?.type === "integer" || of?.type === "decimal") return <NumberField label="designer.answer" value={typeof when.answer === "number" ? when.answer : undefined} disabled={readOnly} onChange={(number) => onChange(number ?? 0)} />;
  if (of?.answerOption?.length) return <Choice label="designer.answer" value={String(when.answer)} none="" options={of.answerOption.map((option) => [option.code, `${option.code}. ${option.display}`])} disabled={readOnly} onChange={(code) => onChange(code ?? "")} />;
  return <Words label="designer.answer" value={String(when.answer)} disabled={readOnly} onChange={(text) => onChange(text ?? "")} />;
}

/** When the item is asked. */
export function Conditions({ form, item, readOnly, onChange }: ConditionsProps) {
  const { code } = useWords();
  const names = useNames(form, (other) => other.linkId !== item.linkId && other.type !== "display" && (other.type !== "group" || isRows(other)));
  const items = new Map(flat(form.item).map(({ item: one }) => [one.linkId, one]));
  const conditions = item.enableWhen ?? [];
  const put = (enableWhen: Condition[]) => onChange({ enableWhen: enableWhen.length > 0 ? enableWhen : undefined, ...(enableWhen.length < 2 && { enableBehavior: undefined }) }, "when");
  return (
    <>
      <List title="designer.when" add="designer.addWhen" of={conditions} fresh={(): Condition => ({ question: names[0]?.[0] ?? "", operator: "exists", answer: true })} disabled={readOnly} onChange={put}>
        {(when, change) => (
          <>
            <Choice label="designer.question" value={when.question} options={names} disabled={readOnly} onChange={(question) => change({ question: question ?? "", operator: "exists", answer: true })} />
            <Choice label="designer.operator" value={when.operator} options={OPERATORS.map((one) => [one, one === "exists" ? code("operatorName", "EXISTS") : one])} disabled={readOnly} onChange={(operator) => change({ ...when, operator: operator as Condition["operator"], answer: operator === "exists" ? true : "" })} />
            <Answer of={items.get(when.question)} when={when} readOnly={readOnly} onChange={(answer) => change({ ...when, answer })} />
          </>
        )}
      </List>
      {conditions.length > 1 && <Choice label="designer.behavior" value={item.enableBehavior ?? "all"} options={[["all", code("behaviorName", "ALL")], ["any", code("behaviorName", "ANY")]]} disabled={readOnly} onChange={(behavior) => onChange({ enableBehavior: behavior as Item["enableBehavior"] })} />}
    </>
  );
}
