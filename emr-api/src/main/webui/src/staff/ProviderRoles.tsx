import { useState, type FormEvent } from "react";
import { useDoing } from "../doing";
import { day } from "../format/time";
import { Drawer } from "../frame/Drawer";
import { ProblemNote, Shown } from "../frame/states";
import { Listing } from "../frame/Table";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { may, useMe } from "../session";
import { staff, type Choices, type ProviderLine, type ProviderLines } from "./api";
import { Places } from "./Places";
import { useRoleName } from "./words";

interface SheetProps {
  choices: Choices;
  onDone: (lines: ProviderLines) => void;
  onClose: () => void;
}

/** What one more group means. */
function AddLine({ choices, onDone, onClose }: SheetProps) {
  const { t } = useSpeech();
  const { busy, problem, run } = useDoing();
  const only = choices.facilities.length === 1 ? choices.facilities[0]!.id : "";
  const [typed, setTyped] = useState({ group: "", role: "", facilityId: only, departments: [] as string[] });
  const roleName = useRoleName(choices.roles);
  const ready = typed.role && typed.group.trim();
  const add = (event: FormEvent) => {
    event.preventDefault();
    if (!ready) return;
    void run(async () => {
      onDone(await staff.addProviderLine({ ...typed, group: typed.group.trim(), facilityId: typed.facilityId || undefined }));
      onClose();
    });
  };
  return (
    <Drawer kind="sheet" title={t("groups.add")} onClose={onClose}>
      <form className="conditions staff-form" onSubmit={add}>
        <label>
          {t("groups.group")}
          <input required value={typed.group} maxLength={200} autoComplete="off" autoCapitalize="none" spellCheck={false} aria-describedby="group-hint" onChange={(e) => setTyped({ ...typed, group: e.target.value })} />
          <span id="group-hint">{t("groups.hint")}</span>
        </label>
        <label>
          {t("staff.role")}
          <select required value={typed.role} onChange={(e) => setTyped({ ...typed, role: e.target.value })}>
            <option value="">{t("staff.choose")}</option>
            {choices.roles.filter((role) => role.enabled).map((role) => <option key={role.code} value={role.code}>{roleName(role.code)}</option>)}
          </select>
        </label>
        <Places choices={choices} of={typed} onChange={(places) => setTyped({ ...typed, ...places })} />
        <p className="fine">{t("groups.effect")}</p>
        {problem && <ProblemNote problem={problem} />}
        <button type="submit" className="button primary" disabled={busy || !ready}>{t("groups.add")}</button>
      </form>
    </Drawer>
  );
}

function RemoveLine({ line, name, onDone, onClose }: { line: ProviderLine; name: string; onDone: (lines: ProviderLines) => void; onClose: () => void }) {
  const { t } = useSpeech();
  const { busy, problem, run } = useDoing();
  const remove = () =>
    run(async () => {
      onDone(await staff.endProviderLine(line.id));
      onClose();
    });
  return (
    <Drawer kind="sheet" title={t("groups.removeOne", { x: line.group })} onClose={onClose}>
      <p>{t("groups.removeText", { x: name })}</p>
      {problem && <ProblemNote problem={problem} />}
      <button type="button" className="button primary" disabled={busy} onClick={() => void remove()}>{t("groups.remove")}</button>
    </Drawer>
  );
}

function Lines({ told: { possible, lines }, onChanged }: { told: ProviderLines; onChanged: (lines: ProviderLines) => void }) {
  const { t } = useSpeech();
  const manage = may(useMe(), "ROLE_MANAGE");
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<ProviderLine>();
  const choices = useLoad("staff choices", (signal) => staff.choices(signal));
  const roleName = useRoleName(choices.data?.roles);
  if (!possible && lines.length === 0) return null;
  return (
    <section className="spaced" aria-labelledby="groups-title">
      <div className="page-head">
        <h2 id="groups-title">{t("groups.title")}</h2>
        {manage && choices.data && <button type="button" className="button" onClick={() => setAdding(true)}>{t("groups.add")}</button>}
      </div>
      <p className="fine">{t(possible ? "groups.intro" : "groups.off")}</p>
      <Listing label={t("groups.title")} none="groups.none" columns={["groups.group", "staff.role", "staff.place", "staff.given"]} of={lines}>
        {(line) => (
          <tr key={line.id}>
            <th scope="row" className="mono">{line.group}</th>
            <td data-label={t("staff.role")}>{roleName(line.role)}</td>
            <td data-label={t("staff.place")}><span>{line.facility ?? t("app.none")}</span>{line.departments.length > 0 && <span className="fine block">{line.departments.join(", ")}</span>}</td>
            <td data-label={t("groups.by")}>{line.madeBy}, {day(line.madeAt)}</td>
            {manage && <td><button type="button" className="button" aria-label={t("groups.removeOne", { x: line.group })} onClick={() => setRemoving(line)}>{t("groups.remove")}</button></td>}
          </tr>
        )}
      </Listing>
      {adding && choices.data && <AddLine choices={choices.data} onDone={onChanged} onClose={() => setAdding(false)} />}
      {removing && <RemoveLine line={removing} name={roleName(removing.role)} onDone={onChanged} onClose={() => setRemoving(undefined)} />}
    </section>
  );
}

/** Which groups of the hospital's identity provider mean which roles; nothing where there is no provider. */
export function ProviderRoles() {
  const lines = useLoad("provider roles", (signal) => staff.providerLines(signal));
  return <Shown from={lines} rows={2}>{(told) => <Lines told={told} onChanged={lines.put} />}</Shown>;
}
