import { useState } from "react";
import { ProblemNote, Skeleton } from "../frame/states";
import { Listing } from "../frame/Table";
import { useFound } from "../frame/useFound";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { Link } from "../route";
import { may, useMe } from "../session";
import { NewAccount } from "./NewAccount";
import { PeopleFile } from "./PeopleFile";
import { staff, type Asked, type Person } from "./api";
import { useReviewDue } from "./useReviewDue";
import { useRoleName } from "./words";

const EVERYBODY: Asked = { text: "", role: "", department: "" };

function Row({ person, roleName }: { person: Person; roleName: (code: string) => string }) {
  const { t } = useSpeech();
  return (
    <tr>
      <th scope="row">
        <Link to={{ page: "staff", id: person.id }} className="cover">{person.displayName}</Link>
        <span className="fine block mono">{person.username}</span>
      </th>
      <td data-label={t("staff.role")}>{person.roles.map(roleName).join(", ") || <span className="muted">{t("staff.noRole")}</span>}</td>
      <td data-label={t("staff.departments")}>{person.departments.join(", ") || t("app.none")}</td>
      <td data-label={t("staff.facility")}>{person.facility ?? t("app.none")}</td>
      <td><Standing person={person} /></td>
    </tr>
  );
}

/** Whether somebody can sign in. */
export function Standing({ person }: { person: Person }) {
  const { t } = useSpeech();
  if (!person.enabled) return <span className="bad">{t("staff.disabled")}</span>;
  if (person.locked) return <span className="bad">{t("staff.locked")}</span>;
  return <>{t("staff.enabled")}</>;
}

/** Everybody of the hospital with the roles of today, found by name, role or department. */
export function StaffPage() {
  const { t } = useSpeech();
  const me = useMe();
  const [typed, setTyped] = useState(EVERYBODY);
  const { found, busy, problem, again, more } = useFound(typed, async (asked, after, signal) => {
    const { people, next } = await staff.people(asked, after, signal);
    return { rows: people, next };
  });
  const choices = useLoad("staff choices", (signal) => staff.choices(signal));
  const [making, setMaking] = useState(false);
  const [bringing, setBringing] = useState(false);
  const roleName = useRoleName(choices.data?.roles);
  const review = useReviewDue();
  const put = (part: Partial<Asked>) => setTyped({ ...typed, ...part });

  return (
    <div className="page">
      <div className="page-head">
        <h1>{t("staff.title")}</h1>
        {may(me, "ACCOUNT_MANAGE") && choices.data && <button type="button" className="button primary" onClick={() => setMaking(true)}>{t("acts.new")}</button>}
        {may(me, "ACCOUNT_MANAGE") && may(me, "ROLE_MANAGE") && choices.data && <button type="button" className="button" onClick={() => setBringing(true)}>{t("people.title")}</button>}
        {(may(me, "ACCESS_REVIEW") || may(me, "ROLE_MANAGE")) && <Link to={{ page: "roles" }} className="button">{t("roles.title")}</Link>}
        {may(me, "ACCESS_REVIEW") && <Link to={{ page: "reviews" }} className="button">{t("reviews.title")}</Link>}
        {may(me, "ACCESS_REVIEW") && <Link to={{ page: "explain" }} className="button">{t("explain.title")}</Link>}
      </div>
      {review && <p className={review.late ? "note note-problem" : "note"}><Link to={{ page: "reviews" }}>{review.words}</Link></p>}
      <p className="fine">{t("staff.intro")}</p>
      <form className="card conditions" role="search" aria-label={t("staff.title")} onSubmit={(event) => event.preventDefault()}>
        <label>{t("staff.find")}<input value={typed.text} maxLength={100} autoComplete="off" onChange={(e) => put({ text: e.target.value })} /></label>
        <label>
          {t("staff.role")}
          <select value={typed.role} onChange={(e) => put({ role: e.target.value })}>
            <option value="">{t("staff.anyRole")}</option>
            {choices.data?.roles.map((role) => <option key={role.code} value={role.code}>{roleName(role.code)}</option>)}
          </select>
        </label>
        <label>
          {t("staff.department")}
          <select value={typed.department} onChange={(e) => put({ department: e.target.value })}>
            <option value="">{t("staff.anyDepartment")}</option>
            {choices.data?.departments.map((one) => <option key={one.id} value={one.id}>{one.name}</option>)}
          </select>
        </label>
      </form>
      {(problem ?? choices.problem) && <ProblemNote problem={(problem ?? choices.problem)!} onRetry={again} />}
      {!found && !problem && <Skeleton rows={6} />}
      {found && (
        <Listing none="staff.nobody" columns={["staff.name", "staff.role", "staff.departments", "staff.facility", "staff.state"]} of={found.rows}>
          {(person) => <Row key={person.id} person={person} roleName={roleName} />}
        </Listing>
      )}
      {making && <NewAccount choices={choices.data!} onMade={again} onClose={() => setMaking(false)} />}
      {bringing && <PeopleFile choices={choices.data!} onMade={again} onClose={() => setBringing(false)} />}
      {found?.next && <button type="button" className="button load-more" disabled={busy} onClick={more}>{t("app.more")}</button>}
    </div>
  );
}
