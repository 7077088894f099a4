import { useState, type FormEvent } from "react";
import { useDoing } from "../doing";
import { fits, typedInstant } from "../format/typed";
import { DateField } from "../frame/DateField";
import { Drawer } from "../frame/Drawer";
import { ProblemNote } from "../frame/states";
import { useSpeech } from "../lang";
import { staff, type Choices, type File, type Person } from "./api";
import { Places } from "./Places";
import { hoursSent, useRoleName } from "./words";

interface Props {
  person: Person;
  choices: Choices;
  onGiven: (file: File) => void;
  onClose: () => void;
}

/** A role for a person: where, until when, at which hours, and why. */
export function GiveRole({ person, choices, onGiven, onClose }: Props) {
  const { t } = useSpeech();
  const { busy, problem, run } = useDoing();
  const only = choices.facilities.length === 1 ? choices.facilities[0]!.id : "";
  const [typed, setTyped] = useState({ role: "", facilityId: only, departments: [] as string[], until: "", hours: "", reason: "" });
  const put = (part: Partial<typeof typed>) => setTyped({ ...typed, ...part });
  const roleName = useRoleName(choices.roles);
  const ready = typed.role && typed.reason.trim().length > 2 && fits(typed.until, typedInstant);
  const give = (event: FormEvent) => {
    event.preventDefault();
    if (!ready) return;
    void run(async () => {
      const { role, facilityId, reason } = typed;
      const until = typedInstant(typed.until);
      onGiven(await staff.give(person.id, { role, facilityId: facilityId || undefined, departments: typed.departments, validUntil: until, hours: hoursSent(typed.hours), reason: reason.trim() }));
      onClose();
    });
  };
  return (
    <Drawer kind="sheet" title={t("staff.giveTo", { x: person.displayName })} onClose={onClose}>
      <form className="conditions staff-form" onSubmit={give}>
        <label>
          {t("staff.role")}
          <select required value={typed.role} onChange={(e) => put({ role: e.target.value })}>
            <option value="">{t("staff.choose")}</option>
            {choices.roles.filter((role) => role.enabled).map((role) => <option key={role.code} value={role.code}>{roleName(role.code)}</option>)}
          </select>
        </label>
        <Places choices={choices} of={typed} onChange={put} />
        <DateField time label="staff.until" value={typed.until} onChange={(until) => put({ until })} />
        <label>
          {t("staff.hours")}
          <input value={typed.hours} maxLength={500} autoComplete="off" aria-describedby="give-hours" onChange={(e) => put({ hours: e.target.value })} />
          <span id="give-hours">{t("staff.hoursHint")}</span>
        </label>
        <label>{t("staff.reason")}<input required value={typed.reason} maxLength={500} autoComplete="off" onChange={(e) => put({ reason: e.target.value })} /></label>
        <p className="fine">{t("staff.effect")}</p>
        {problem && <ProblemNote problem={problem} />}
        <button type="submit" className="button primary" disabled={busy || !ready}>{t("staff.give")}</button>
      </form>
    </Drawer>
  );
}
