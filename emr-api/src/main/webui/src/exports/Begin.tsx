import { useState } from "react";
import { useDoing } from "../doing";
import { typedDay } from "../format/typed";
import { DateField } from "../frame/DateField";
import { Drawer } from "../frame/Drawer";
import { ProblemNote } from "../frame/states";
import { folders } from "../folder/api";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { exported, GROUNDS, PURPOSES, type Asked, type Export } from "./api";

const KEPT = ["CLOSED", "ARCHIVED"] as const;
const NEEDS_BASIS: readonly string[] = ["legal-duty", "processor"];

/** Which records are taken out, to whom they go and why they may. */
export function Begin({ onClose, onBegun }: { onClose: () => void; onBegun: (begun: Export) => void }) {
  const { t, code } = useSpeech();
  const doing = useDoing();
  const choices = useLoad("folder choices", (signal) => folders.choices(signal));
  const [asked, setAsked] = useState<Asked>({ pdf: true, purpose: "REPORTING", ground: "legal-duty", receiver: "" });
  const [days, setDays] = useState({ from: "", until: "" });
  const put = (part: Partial<Asked>) => setAsked({ ...asked, ...part });
  const basis = NEEDS_BASIS.includes(asked.ground);
  const ready = asked.receiver.trim() && (!basis || asked.basis?.trim());
  const begin = () =>
    void doing.run(async () => onBegun(await exported.begin({ ...asked, basis: basis ? asked.basis : undefined, from: typedDay(days.from), until: typedDay(days.until) })));
  return (
    <Drawer kind="sheet" title={t("exports.begin")} onClose={onClose}>
      <form className="order-form" onSubmit={(event) => { event.preventDefault(); begin(); }}>
        <p className="fine">{t("exports.which")}</p>
        <label>
          {t("folders.state")}
          <select value={asked.state ?? ""} onChange={(e) => put({ state: (e.target.value || undefined) as Asked["state"] })}>
            <option value="">{t("exports.both")}</option>
            {KEPT.map((state) => <option key={state} value={state}>{code("folderState", state)}</option>)}
          </select>
        </label>
        <label>
          {t("folder.departments")}
          <select value={asked.departmentId ?? ""} onChange={(e) => put({ departmentId: e.target.value || undefined })}>
            <option value="">{t("folders.any")}</option>
            {choices.data?.departments.map((one) => <option key={one.id} value={one.id}>{one.name}</option>)}
          </select>
        </label>
        <DateField label="folders.from" value={days.from} onChange={(from) => setDays({ ...days, from })} />
        <DateField label="folders.until" value={days.until} onChange={(until) => setDays({ ...days, until })} />
        <label className="check"><input type="checkbox" checked={asked.pdf} onChange={(e) => put({ pdf: e.target.checked })} /> {t("exports.pdf")}</label>
        <label>{t("exports.receiver")}<input required value={asked.receiver} maxLength={300} autoComplete="off" onChange={(e) => put({ receiver: e.target.value })} /></label>
        <label>
          {t("exports.purpose")}
          <select value={asked.purpose} onChange={(e) => put({ purpose: e.target.value as Asked["purpose"] })}>
            {PURPOSES.map((purpose) => <option key={purpose} value={purpose}>{code("egressFor", purpose)}</option>)}
          </select>
        </label>
        <label>
          {t("exports.ground")}
          <select value={asked.ground} onChange={(e) => put({ ground: e.target.value as Asked["ground"] })}>
            {GROUNDS.map((ground) => <option key={ground} value={ground}>{code("ground", ground)}</option>)}
          </select>
        </label>
        {basis && <label>{t("exports.basis")}<input required value={asked.basis ?? ""} maxLength={300} autoComplete="off" onChange={(e) => put({ basis: e.target.value })} /></label>}
        <p className="fine">{t("exports.many")}</p>
        {doing.problem && <ProblemNote problem={doing.problem} />}
        <div className="buttons">
          <button type="submit" className="button primary" disabled={doing.busy || !ready}>{t("exports.start")}</button>
        </div>
      </form>
    </Drawer>
  );
}
