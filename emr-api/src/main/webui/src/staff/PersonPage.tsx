import { useState } from "react";
import { useDoing } from "../doing";
import { day, moment } from "../format/time";
import { Drawer } from "../frame/Drawer";
import { Empty, ProblemNote, Shown } from "../frame/states";
import { Table } from "../frame/Table";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { Link } from "../route";
import { may, useMe } from "../session";
import { AccountActs } from "./AccountActs";
import { staff, type File, type Held } from "./api";
import { GiveRole } from "./GiveRole";
import { Standing } from "./StaffPage";
import { hoursShown, useRoleName } from "./words";

const over = (held: Held) => Boolean(held.endedAt) || (held.validUntil !== undefined && Date.parse(held.validUntil) <= Date.now());

interface TakeProps {
  personId: string;
  held: Held;
  name: string;
  onTaken: (file: File) => void;
  onClose: () => void;
}

/** Takes one role back; the row stays, with the reason. */
function TakeRole({ personId, held, name, onTaken, onClose }: TakeProps) {
  const { t } = useSpeech();
  const { busy, problem, run } = useDoing();
  const [reason, setReason] = useState("");
  const take = () =>
    run(async () => {
      onTaken(await staff.end(personId, held.id, reason.trim()));
      onClose();
    });
  return (
    <Drawer kind="sheet" title={t("staff.takeOne", { x: name })} onClose={onClose}>
      <label className="field-label" htmlFor="take-reason">{t("staff.reason")}</label>
      <input id="take-reason" className="wide-input" maxLength={500} value={reason} autoComplete="off" onChange={(e) => setReason(e.target.value)} />
      <p className="fine">{t("staff.effect")}</p>
      {problem && <ProblemNote problem={problem} />}
      <button type="button" className="button primary" disabled={busy || reason.trim().length < 3} onClick={() => void take()}>{t("staff.take")}</button>
    </Drawer>
  );
}

/** Who did it and why, and when. */
function Act({ at, by, reason }: { at: string; by?: string; reason?: string }) {
  const { t } = useSpeech();
  return (
    <>
      <span>{by ?? t("staff.server")}, {moment(at)}</span>
      {reason && <span className="fine block">{reason}</span>}
    </>
  );
}

interface RolesProps {
  of: Held[];
  past?: boolean;
  roleName: (code: string) => string;
  onTake?: (held: Held) => void;
}

function Roles({ of, past = false, roleName, onTake }: RolesProps) {
  const { t, language } = useSpeech();
  if (of.length === 0) return <Empty>{t(past ? "staff.noneBefore" : "staff.noneNow")}</Empty>;
  return (
    <Table
      label={t(past ? "staff.before" : "staff.now")}
      columns={["staff.role", "staff.place", "staff.time", "staff.hours", "staff.given", past ? "staff.ended" : undefined]}
      of={of}
    >
      {(held) => (
        <tr key={held.id}>
          <th scope="row">
            {roleName(held.role)}
            {!past && !held.inForce && <span className="fine block">{t("staff.notYet")}</span>}
          </th>
          <td data-label={t("staff.place")}><span>{held.facility ?? t("app.none")}</span>{held.departments.length > 0 && <span className="fine block">{held.departments.join(", ")}</span>}</td>
          <td className="num" data-label={t("staff.time")}>{day(held.validFrom)} – {held.validUntil ? moment(held.validUntil) : t("staff.open")}</td>
          <td data-label={t("staff.hours")}>{hoursShown(held.hours, language) || t("staff.ofRole")}</td>
          <td data-label={t("staff.given")}><Act at={held.givenAt} by={held.givenBy} reason={held.reason} /></td>
          {past && (
            <td data-label={t("staff.ended")}>
              {held.endedAt ? <Act at={held.endedAt} by={held.endedBy} reason={held.endReason} /> : t("staff.ranOut", { at: moment(held.validUntil) })}
            </td>
          )}
          {onTake && <td><button type="button" className="button" aria-label={t("staff.takeOne", { x: roleName(held.role) })} onClick={() => onTake(held)}>{t("staff.take")}</button></td>}
        </tr>
      )}
    </Table>
  );
}

function OnePerson({ first, reload }: { first: File; reload: () => void }) {
  const { t } = useSpeech();
  const me = useMe();
  const [{ person, roles }, setFile] = useState(first);
  const [giving, setGiving] = useState(false);
  const [taking, setTaking] = useState<Held>();
  const choices = useLoad("staff choices", (signal) => staff.choices(signal));
  const roleName = useRoleName(choices.data?.roles);
  const own = person.id === me.accountId;
  const mayGive = may(me, "ROLE_MANAGE") && !own;
  return (
    <>
      <div className="page-head">
        <h1>{person.displayName}</h1>
        <span className="mono">{person.username}</span>
        <span><Standing person={first.person} /></span>
        {mayGive && choices.data && <button type="button" className="button primary" onClick={() => setGiving(true)}>{t("staff.give")}</button>}
      </div>
      <p className="fine">{[person.facility, `${t("staff.since")} ${day(person.createdAt)}`].filter(Boolean).join(" · ")}</p>
      {own && may(me, "ROLE_MANAGE") && <p className="fine">{t("staff.own")}</p>}
      <section className="card table-card">
        <h2>{t("staff.now")}</h2>
        <Roles of={roles.filter((held) => !over(held))} roleName={roleName} onTake={mayGive ? setTaking : undefined} />
      </section>
      <section className="card table-card">
        <h2>{t("staff.before")}</h2>
        <Roles past of={roles.filter(over)} roleName={roleName} />
      </section>
      {may(me, "ACCOUNT_MANAGE") && !own && <AccountActs person={first.person} onDone={reload} />}
      {giving && choices.data && <GiveRole person={person} choices={choices.data} onGiven={setFile} onClose={() => setGiving(false)} />}
      {taking && <TakeRole personId={person.id} held={taking} name={roleName(taking.role)} onTaken={setFile} onClose={() => setTaking(undefined)} />}
    </>
  );
}

/** One person with every role, today and before: who gave it, where, until when, and who took it back. */
export function PersonPage({ id }: { id: string }) {
  const { t } = useSpeech();
  const file = useLoad(`staff ${id}`, (signal) => staff.person(id, signal));
  return (
    <div className="page">
      <p><Link to={{ page: "staff" }}>← {t("staff.all")}</Link></p>
      {!file.data && <h1>{t("staff.title")}</h1>}
      <Shown from={file} rows={6}>{(first) => <OnePerson first={first} reload={file.reload} />}</Shown>
    </div>
  );
}
