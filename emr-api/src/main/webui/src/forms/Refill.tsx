import { useState } from "react";
import { Drawer } from "../frame/Drawer";
import { Shown } from "../frame/states";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { labelOf, leaves, sameValues, valueWords } from "./answers";
import { sheets } from "./api";
import type { Answers, Form, Item, Value } from "./form";

interface Props {
  patientId: string;
  sheetId: string;
  form: Form;
  answers: Answers;
  onTake: (values: [string, Value[]][]) => void;
  onClose: () => void;
}

/** What the record says now of the items that are filled in from it; taken over one by one, nothing by itself. */
export function Refill({ patientId, sheetId, form, answers, onTake, onClose }: Props) {
  const { t, language } = useSpeech();
  const fresh = useLoad(sheetId, () => sheets.prefill(patientId, sheetId));
  const [left, setLeft] = useState<string[]>([]);
  const words = (values: Value[], item: Item) => values.map((value) => (value.answers ? t("sheet.row") : valueWords(value, item, language))).join("; ") || t("sheet.empty");
  return (
    <Drawer title={t("sheet.refill")} onClose={onClose}>
      <Shown from={fresh}>
        {(data) => {
          const all = leaves(form.item).filter((item) => data.answers[item.linkId] && !sameValues(data.answers[item.linkId], answers[item.linkId]));
          const chosen = all.filter((item) => !left.includes(item.linkId));
          if (all.length === 0) return <p>{t("sheet.refillSame")}</p>;
          return (
            <div className="order-form">
              <p>{t("sheet.refillText")}</p>
              {all.map((item) => (
                <label key={item.linkId} className="check refill">
                  <input type="checkbox" checked={!left.includes(item.linkId)} onChange={(event) => setLeft(event.target.checked ? left.filter((one) => one !== item.linkId) : [...left, item.linkId])} />
                  <span>
                    <strong>{labelOf(item, language)}</strong>
                    <span className="fine block">{t("sheet.refillChange", { from: words(answers[item.linkId] ?? [], item), to: words(data.answers[item.linkId]!, item) })}</span>
                  </span>
                </label>
              ))}
              <button type="button" className="button primary" disabled={chosen.length === 0} onClick={() => { onTake(chosen.map((item) => [item.linkId, data.answers[item.linkId]!])); onClose(); }}>{t("sheet.refillTake", { n: chosen.length })}</button>
            </div>
          );
        }}
      </Shown>
    </Drawer>
  );
}
