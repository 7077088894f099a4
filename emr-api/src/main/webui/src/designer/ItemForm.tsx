import { isRows, type Item, type Layout, type Option } from "../forms/form";
import type { Definition, Fault } from "./api";
import { Choice, List, NumberField, Tick, Words } from "./fields";
import { Calculated, Conditions } from "./Follows";
import { CATALOGUES, PATHS, TYPES } from "./known";
import { useFault } from "./useFault";
import { useWords } from "./words";

const OF_ROWS: readonly Layout[] = ["table", "entries", "vital-grid", "body", "eye", "tooth"];
const OF_GROUPS: readonly Layout[] = ["line", "columns-2", "columns-3"];

interface Props {
  form: Definition;
  item: Item;
  faults: Fault[];
  /** Came with the version this one was copied from: sheets and prints know it by its name. */
  known: boolean;
  readOnly: boolean;
  onChange: (item: Item, field?: string) => void;
}

/** What a property of another kind leaves behind would be a fault. */
function ofType(item: Item, type: Item["type"]): Item {
  const { linkId, prefix, text, textEn, required, repeats, hint, enableWhen, enableBehavior, prefill, readOnly } = item;
  const plain = { linkId, prefix, text, textEn, type, repeats, hint, enableWhen, enableBehavior };
  if (type === "group") return { ...plain, repeats: undefined, hint: undefined, item: item.item ?? [] };
  if (type === "display") return { ...plain, repeats: undefined, hint: undefined };
  const choice = type === "choice" || type === "open-choice";
  return { ...plain, required, prefill, readOnly, ...(choice && { answerOption: item.answerOption, catalogue: item.catalogue ?? (item.answerOption?.length ? undefined : CATALOGUES[0]) }) };
}

/** Everything that may be said of one item. */
export function ItemForm({ form, item, faults, known, readOnly, onChange }: Props) {
  const { t, code } = useWords();
  const fault = useFault();
  const put = (part: Partial<Item>, field?: string) => onChange({ ...item, ...part }, field);
  const asked = item.type !== "group" && item.type !== "display";
  const number = item.type === "integer" || item.type === "decimal";
  const choice = item.type === "choice" || item.type === "open-choice";
  const layouts = item.type === "group" ? (isRows(item) ? OF_ROWS : OF_GROUPS) : (["line", "boxes"] as const);
  return (
    <div className="order-form">
      {faults.map(({ text }) => <p key={text} className="bad" role="alert">{fault(text)}</p>)}
      <Choice label="designer.type" value={item.type} options={TYPES.map((type) => [type, code("itemType", type.toUpperCase())])} disabled={readOnly} onChange={(type) => onChange(ofType(item, type as Item["type"]))} />
      <Words label="designer.text" value={item.text} several={item.type === "display"} disabled={readOnly} onChange={(text) => put({ text: text ?? (item.type === "group" ? "" : undefined) }, "text")} />
      <Words label="designer.textEn" value={item.textEn} disabled={readOnly} onChange={(textEn) => put({ textEn }, "textEn")} />
      <div className="two">
        <Words label="designer.prefix" value={item.prefix} max={20} disabled={readOnly} onChange={(prefix) => put({ prefix }, "prefix")} />
        <Words label="designer.linkId" value={item.linkId} max={64} disabled={readOnly || known} hint={known ? t("designer.linkIdKept") : undefined} onChange={(linkId) => linkId && put({ linkId })} />
      </div>
      {asked && <Words label="designer.hint" value={item.hint} disabled={readOnly} onChange={(hint) => put({ hint }, "hint")} />}
      <div className="designer-ticks">
        {(asked || isRows(item)) && <Tick label="designer.required" value={item.required} disabled={readOnly} onChange={(yes) => put({ required: yes || undefined })} />}
        {(item.type === "group" || choice) && <Tick label={item.type === "group" ? "designer.rows" : "designer.several"} value={item.repeats} disabled={readOnly} onChange={(yes) => put({ repeats: yes || undefined, ...(item.type === "group" && { layout: undefined }) })} />}
        {asked && <Tick label="designer.readOnly" value={item.readOnly} disabled={readOnly} onChange={(yes) => put({ readOnly: yes || undefined })} />}
      </div>
      {(item.type === "group" || choice) && (
        <Choice label="designer.layout" value={item.layout} none={t("designer.layoutUsual")} options={layouts.map((one) => [one, code("layoutName", one.toUpperCase())])} disabled={readOnly} onChange={(layout) => put({ layout: layout as Layout | undefined })} />
      )}
      {(item.type === "string" || item.type === "text" || item.type === "open-choice") && <NumberField label="designer.maxLength" whole value={item.maxLength} disabled={readOnly} onChange={(maxLength) => put({ maxLength }, "maxLength")} />}
      {number && (
        <>
          <div className="two">
            <NumberField label="designer.min" value={item.minValue} disabled={readOnly} onChange={(minValue) => put({ minValue }, "min")} />
            <NumberField label="designer.max" value={item.maxValue} disabled={readOnly} onChange={(maxValue) => put({ maxValue }, "max")} />
          </div>
          <div className="two">
            <Words label="designer.unit" value={item.unit} max={40} disabled={readOnly} onChange={(unit) => put({ unit }, "unit")} />
            <Words label="designer.unitCode" value={item.unitCode} max={40} disabled={readOnly} onChange={(unitCode) => put({ unitCode }, "unitCode")} />
          </div>
          {item.type === "decimal" && <NumberField label="designer.decimals" whole value={item.decimals} disabled={readOnly} onChange={(decimals) => put({ decimals }, "decimals")} />}
          <Calculated form={form} item={item} readOnly={readOnly} onChange={(calculated) => put({ calculated })} />
        </>
      )}
      {choice && <Options item={item} readOnly={readOnly} put={put} />}
      {(asked || isRows(item)) && <Choice label="designer.prefill" value={item.prefill} none={t("designer.prefillNone")} options={PATHS.map((path) => [path, code("pathName", path.toUpperCase())])} disabled={readOnly} onChange={(prefill) => put({ prefill })} />}
      <Conditions form={form} item={item} readOnly={readOnly} onChange={put} />
    </div>
  );
}

function Options({ item, readOnly, put }: { item: Item; readOnly: boolean; put: (part: Partial<Item>, field?: string) => void }) {
  const { t, code } = useWords();
  const options = item.answerOption ?? [];
  const fresh = (): Option => ({ code: String(options.length + 1), display: "" });
  return (
    <>
      <Choice label="designer.catalogue" value={item.catalogue} none={t("designer.catalogueNone")} options={CATALOGUES.map((one) => [one, code("catalogueName", one.toUpperCase())])} disabled={readOnly} onChange={(catalogue) => put(catalogue ? { catalogue, answerOption: undefined } : { catalogue: undefined, answerOption: [fresh()] })} />
      {!item.catalogue && (
        <List title="designer.options" add="designer.addOption" of={options} fresh={fresh} disabled={readOnly} onChange={(answerOption) => put({ answerOption }, "options")}>
          {(option, change) => (
            <>
              <Words label="designer.optionCode" value={option.code} max={40} disabled={readOnly} onChange={(value) => change({ ...option, code: value ?? "" })} />
              <Words label="designer.optionText" value={option.display} disabled={readOnly} onChange={(value) => change({ ...option, display: value ?? "" })} />
              <Words label="designer.optionTextEn" value={option.displayEn} disabled={readOnly} onChange={(displayEn) => change({ ...option, displayEn })} />
            </>
          )}
        </List>
      )}
    </>
  );
}
