import { useState, type FormEvent } from "react";
import type { Right } from "../api";
import { useDoing } from "../doing";
import { Drawer } from "../frame/Drawer";
import { ProblemNote } from "../frame/states";
import { useSpeech } from "../lang";
import { staff, STATES, type Matrix, type Role, type RoleForm } from "./api";
import { hoursSent, hoursShown } from "./words";

const changed = <T,>(list: readonly T[], one: T, on: boolean) => (on ? [...list, one] : list.filter((other) => other !== one));

interface PartProps {
  form: RoleForm;
  words: Matrix;
  put: (part: Partial<RoleForm>) => void;
}

/** Rights on records: a box for each state of the record. */
function RecordRights({ form, words, put }: PartProps) {
  const { t, code } = useSpeech();
  const box = (right: Right, state: (typeof STATES)[number]) => (
    <input
      type="checkbox"
      aria-label={`${code("right", right)}, ${t(`roles.${state}`)}`}
      checked={form[state].includes(right)}
      onChange={(e) => put({ [state]: changed(form[state], right, e.target.checked) })}
    />
  );
  return (
    <table className="rows compact role-boxes">
      <thead>
        <tr>
          <th scope="col">{t("roles.ofRecord")}</th>
          {STATES.map((state) => <th key={state} scope="col">{t(`roles.${state}`)}</th>)}
        </tr>
      </thead>
      <tbody>
        {words.rights.filter((one) => one.ofRecord).map(({ right }) => (
          <tr key={right}>
            <th scope="row">{code("right", right)}</th>
            {STATES.map((state) => <td key={state}>{box(right, state)}</td>)}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface BoxesProps<T extends string> {
  legend: string;
  group: "right" | "reach";
  all: readonly T[];
  chosen: readonly T[];
  onChange: (next: T[]) => void;
}

function Boxes<T extends string>({ legend, group, all, chosen, onChange }: BoxesProps<T>) {
  const { code } = useSpeech();
  return (
    <fieldset className="staff-departments">
      <legend>{legend}</legend>
      {all.map((one) => (
        <label key={one} className="check">
          <input type="checkbox" checked={chosen.includes(one)} onChange={(e) => onChange(changed(chosen, one, e.target.checked))} />
          {code(group, one)}
        </label>
      ))}
    </fieldset>
  );
}

interface Props {
  role: Role;
  words: Matrix;
  /** A newer version is there: saved here, or by somebody else. */
  onChanged: () => void;
  onClose: () => void;
}

/** What a role says, to be changed with a reason; each saving is a new version. */
export function RoleEditor({ role, words, onChanged, onClose }: Props) {
  const { t, language } = useSpeech();
  const { busy, problem, run } = useDoing();
  const [form, setForm] = useState<RoleForm>({ ...role.says, reason: "", hours: hoursShown(role.says.hours, language) });
  const put = (part: Partial<RoleForm>) => setForm((before) => ({ ...before, ...part }));
  const reason = form.reason?.trim() ?? "";
  const conflict = problem?.code === "CONFLICT";
  const save = (event: FormEvent) => {
    event.preventDefault();
    void run(async () => {
      await staff.change(role.id, { ...form, reason, hours: hoursSent(form.hours ?? "") });
      onChanged();
      onClose();
    });
  };
  return (
    <Drawer kind="sheet" wide title={t("roles.editOne", { x: language === "vi" ? role.says.nameVi : role.says.nameEn })} onClose={onClose}>
      <form className="conditions staff-form" onSubmit={save}>
        <RecordRights form={form} words={words} put={put} />
        <Boxes legend={t("roles.reaches")} group="reach" all={words.reaches} chosen={form.reaches} onChange={(reaches) => put({ reaches })} />
        <Boxes legend={t("roles.other")} group="right" all={words.rights.filter((one) => !one.ofRecord).map((one) => one.right)} chosen={form.rights} onChange={(rights) => put({ rights })} />
        <label>
          {t("roles.hours")}
          <input value={form.hours ?? ""} maxLength={500} autoComplete="off" aria-describedby="role-hours" onChange={(e) => put({ hours: e.target.value })} />
          <span id="role-hours">{t("roles.hoursHint")}</span>
        </label>
        <label>{t("roles.idle")}<input type="number" required min={1} max={15} value={form.idleMinutes || ""} onChange={(e) => put({ idleMinutes: Number(e.target.value) })} /></label>
        <div className="role-switches">
          <label className="check"><input type="checkbox" checked={form.secondFactor} onChange={(e) => put({ secondFactor: e.target.checked })} />{t("roles.second")}</label>
          <label className="check"><input type="checkbox" checked={form.enabled} onChange={(e) => put({ enabled: e.target.checked })} />{t("roles.enabled")}</label>
        </div>
        <label>{t("staff.reason")}<input required value={form.reason} maxLength={500} autoComplete="off" onChange={(e) => put({ reason: e.target.value })} /></label>
        <p className="fine">{t("staff.effect")}</p>
        {conflict && (
          <div className="note note-stale" role="alert">
            <p>{t("roles.meanwhile")}</p>
            <button type="button" className="button" onClick={onChanged}>{t("roles.newest")}</button>
          </div>
        )}
        {problem && !conflict && <ProblemNote problem={problem} />}
        <button type="submit" className="button primary" disabled={busy || conflict || reason.length < 3}>{t("roles.save")}</button>
      </form>
    </Drawer>
  );
}
