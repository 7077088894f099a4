import { useState, type KeyboardEvent } from "react";
import type { PatientRow } from "../api";
import { ageOf, placeOf } from "../chart/words";
import { day, moment, time } from "../format/time";
import { OpenRecords } from "../disclosure/Guests";
import { Frame } from "../frame/Frame";
import { ProblemNote, Skeleton } from "../frame/states";
import { Listing } from "../frame/Table";
import { openPatient } from "../frame/SearchBox";
import { useFinder } from "../frame/useFinder";
import { useSpeech } from "../lang";
import { BreakGlass } from "../restriction/BreakGlass";
import { go, Link } from "../route";
import { useMe } from "../session";

/** Up and down between the rows of a list; j and k do the same. */
export function rowKeys(event: KeyboardEvent<HTMLElement>) {
  const step = { ArrowDown: 1, j: 1, ArrowUp: -1, k: -1 }[event.key];
  if (!step || event.ctrlKey || event.metaKey) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>("[data-row] a, button[data-row]")];
  const at = links.indexOf(document.activeElement as HTMLElement);
  const next = links[at + step];
  if (at < 0 || !next) return;
  event.preventDefault();
  next.focus();
}

function Marks({ row }: { row: PatientRow }) {
  const { t } = useSpeech();
  return (
    <>
      {row.withdrawn && <span className="chip chip-refused">{t("find.withdrawn")}</span>}
      {row.provisional && <span className="chip chip-warn">{t("find.provisional")}</span>}
      {row.deceased && <span className="chip chip-dark">{t("find.deceased")}</span>}
    </>
  );
}

function Scored({ score }: { score: NonNullable<PatientRow["score"]> }) {
  const { t } = useSpeech();
  const { band } = score;
  return (
    <>
      <span className={`news news-${band}`} aria-hidden="true">{score.total}</span>
      <span className="hidden-text">{t("find.scored", { n: score.total, band: t(`vband.${band}`), at: moment(score.at) })}</span>{" "}
      <span className="fine" aria-hidden="true">{time(score.at)}</span>
    </>
  );
}

/** The first page: who is in my wards now, or what was opened to somebody from outside. */
export function HomePage() {
  const me = useMe();
  if (!me.onlyGuest) return <WardPage />;
  return (
    <Frame>
      <div className="page"><OpenRecords /></div>
    </Frame>
  );
}

/** Who is in my wards now; typing in the top box turns the list into search results. */
function WardPage() {
  const { t, code, language } = useSpeech();
  const me = useMe();
  const [text, setText] = useState("");
  const [department, setDepartment] = useState("");
  const [sickest, setSickest] = useState(false);
  const finder = useFinder(text, department || undefined, true, openPatient);
  const { rows, ward } = finder;
  const scored = ward && rows.some((row) => row.score);
  // The order of a part of the list would say nothing of the rest.
  const sorts = scored && !finder.more;
  const shown = sickest && sorts ? [...rows].sort((a, b) => (b.score?.total ?? -1) - (a.score?.total ?? -1) || Number(b.score?.red ?? false) - Number(a.score?.red ?? false)) : rows;

  return (
    <Frame find={{ text, onText: setText, onEnter: () => finder.pick(0) }}>
      <div className="page">
        <div className="page-head">
          <h1>{t(ward ? "find.ward" : "find.found")}</h1>
          <span className="fine" role="status">
            {!finder.loading && rows.length > 0 && t(finder.more ? "find.countMore" : "find.count", { n: rows.length })}
          </span>
          {me.departments.length > 1 && (
            <label className="inline-label">
              {t("find.department")}
              <select value={department} onChange={(event) => setDepartment(event.target.value)}>
                <option value="">{t("find.allDepartments")}</option>
                {me.departments.map((d) => (
                  <option key={d.id} value={d.id}>
                    {d.name}
                  </option>
                ))}
              </select>
            </label>
          )}
          {sorts && (
            <label className="check">
              <input type="checkbox" checked={sickest} onChange={(event) => setSickest(event.target.checked)} /> {t("find.sickest")}
            </label>
          )}
        </div>
        <p className="fine only-large">{t("find.hint")}</p>
        {!ward && <BreakGlass onOpened={(opened) => go({ page: "patient", id: opened.patientId, section: "overview" })} />}
        {finder.problem && <ProblemNote problem={finder.problem} onRetry={finder.again} />}
        {!finder.problem && finder.loading && rows.length === 0 && <Skeleton rows={8} />}
        {(rows.length > 0 || (!finder.problem && !finder.loading)) && (
          <Listing
            none={ward ? "find.noneWard" : "find.none"}
            onKeyDown={rowKeys}
            columns={["find.name", scored ? "vitals.score" : undefined, "find.sexAge", "find.birth", "find.number", "find.place", "find.since"]}
            of={shown}
          >
            {(row) => (
              <tr key={row.id} data-row="">
                <th scope="row">
                  <Link to={{ page: "patient", id: row.id, section: "overview" }} className="person cover">
                    {row.name ?? t("chart.noName")}
                  </Link>
                  <Marks row={row} />
                </th>
                {scored && <td className="num">{row.score && <Scored score={row.score} />}</td>}
                <td>{[code("sex", row.sex), ageOf(row, language)].filter(Boolean).join(", ")}</td>
                <td className="num">{day(row.birth) || t("app.none")}</td>
                <td className="num">{row.patientNumber}</td>
                <td>{placeOf(row.stay, t) || <span className="fine">{t("find.notNow")}</span>}</td>
                <td className="num large-only">{row.stay?.open ? moment(row.stay.since) : ""}</td>
              </tr>
            )}
          </Listing>
        )}
        {finder.more && (
          <button type="button" className="button load-more" onClick={finder.loadMore} disabled={finder.loading}>
            {t("app.more")}
          </button>
        )}
        {me.guest && <OpenRecords />}
      </div>
    </Frame>
  );
}
