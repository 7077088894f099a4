import { useState, type FormEvent } from "react";
import { useDoing } from "../doing";
import { Drawer } from "../frame/Drawer";
import { ProblemNote, Shown } from "../frame/states";
import { Listing } from "../frame/Table";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { restriction, type Label, type LabelForm } from "./api";

const HIDING = ["diagnoses", "services", "departments", "documents"] as const;
const LISTS = [...HIDING, "roles"] as const;
const NEW: LabelForm = {
  code: "", nameVi: "", nameEn: "", told: false, wholeVisit: true, diagnoses: [], services: [], departments: [], documents: [], roles: [], enabled: true,
};

const written = (list: string[]) => list.join(", ");
const read = (text: string) => text.split(/[,;\n]/).map((one) => one.trim()).filter(Boolean);

function Editor({ label, onClose, onDone }: { label?: Label; onClose: () => void; onDone: () => void }) {
  const { t } = useSpeech();
  const { busy, problem, run } = useDoing();
  const [form, setForm] = useState<LabelForm>({ ...(label?.says ?? NEW), reason: "" });
  const [lists, setLists] = useState(() => Object.fromEntries(LISTS.map((name) => [name, written(form[name])])));
  const put = (part: Partial<LabelForm>) => setForm((before) => ({ ...before, ...part }));
  const save = (event: FormEvent) => {
    event.preventDefault();
    const whole = { ...form, ...Object.fromEntries(LISTS.map((name) => [name, read(lists[name] ?? "")])) };
    void run(async () => {
      await (label ? restriction.change(label.id, whole) : restriction.make(whole));
      onDone();
    });
  };
  const text = (name: "code" | "nameVi" | "nameEn" | "reason") => (
    <label key={name}>
      {t(`labels.${name}`)}
      <input required value={form[name] ?? ""} maxLength={name === "reason" ? 500 : 100} autoComplete="off" disabled={name === "code" && !!label} onChange={(e) => put({ [name]: e.target.value })} />
    </label>
  );
  const box = (name: "told" | "wholeVisit" | "enabled") => (
    <label key={name} className="check">
      <input type="checkbox" checked={form[name]} onChange={(e) => put({ [name]: e.target.checked })} />
      {t(`labels.${name}`)}
    </label>
  );
  return (
    <Drawer kind="sheet" wide title={t(label ? "labels.edit" : "labels.make")} onClose={onClose}>
      <form className="conditions staff-form" onSubmit={save}>
        {(["code", "nameVi", "nameEn"] as const).map(text)}
        {LISTS.map((name) => (
          <label key={name}>
            {t(`labels.${name}`)}
            <textarea rows={2} value={lists[name]} aria-describedby={`label-${name}`} onChange={(e) => setLists({ ...lists, [name]: e.target.value })} />
            <span id={`label-${name}`}>{t(`labels.${name}Hint`)}</span>
          </label>
        ))}
        <div className="role-switches">{(["told", "wholeVisit", "enabled"] as const).map(box)}</div>
        {text("reason")}
        {problem && <ProblemNote problem={problem} />}
        <button type="submit" className="button primary" disabled={busy}>{t("labels.save")}</button>
      </form>
    </Drawer>
  );
}

function Row({ label: { says }, onEdit }: { label: Label; onEdit: () => void }) {
  const { t, code, language } = useSpeech();
  const hiding = HIDING.filter((name) => says[name].length > 0);
  return (
    <tr className={says.enabled ? "" : "muted"}>
      <th scope="row">
        <button type="button" className="link-button" onClick={onEdit}>{language === "vi" ? says.nameVi : says.nameEn}</button>
        <span className="fine block">{says.code}</span>
      </th>
      <td className="whole">
        {hiding.map((name) => (
          <span key={name} className="block"><span className="fine">{t(`labels.${name}`)}:</span> {written(says[name])}</span>
        ))}
        {hiding.length === 0 && <span className="fine">{t("labels.byHand")}</span>}
      </td>
      <td data-label={t("labels.roles")}>{says.roles.map((role) => code("role", role)).join(", ") || <span className="fine">{t("labels.nobody")}</span>}</td>
      <td className="fine" data-label={t("labels.state")}>{[t(says.told ? "labels.isTold" : "labels.notTold"), !says.enabled && t("labels.off")].filter(Boolean).join(" · ")}</td>
    </tr>
  );
}

/** What labels hide of records and to whom they open, for the person who answers for it. */
export function LabelsPage() {
  const { t } = useSpeech();
  const [editing, setEditing] = useState<Label | "new">();
  const labels = useLoad("labels", (signal) => restriction.labels(signal));
  const done = () => {
    setEditing(undefined);
    labels.reload();
  };
  return (
    <div className="page">
      <div className="card-head">
        <h1>{t("labels.title")}</h1>
        <button type="button" className="button" onClick={() => setEditing("new")}>{t("labels.make")}</button>
      </div>
      <p>{t("labels.intro")}</p>
      <Shown from={labels} rows={6}>
        {(all) => (
          <Listing none="labels.none" columns={["labels.name", "labels.hides", "labels.roles", "labels.state"]} of={all}>
            {(label) => <Row key={label.id} label={label} onEdit={() => setEditing(label)} />}
          </Listing>
        )}
      </Shown>
      {editing && <Editor label={editing === "new" ? undefined : editing} onClose={() => setEditing(undefined)} onDone={done} />}
    </div>
  );
}
