import { useMemo, useState } from "react";
import { download } from "../client";
import { useDoing } from "../doing";
import { day, dayKey, moment } from "../format/time";
import { typedDay } from "../format/typed";
import { DateField } from "../frame/DateField";
import { opens } from "../frame/screens";
import { ProblemNote, Skeleton } from "../frame/states";
import { Listing } from "../frame/Table";
import { useFound } from "../frame/useFound";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { Link } from "../route";
import { may, useMe } from "../session";
import { folders, LENT, MISSING, STATES, type Asked, type Lent, type Line, type Missing, type Question, type State } from "./api";
import { SavedFilters } from "./SavedFilters";
import { Standing } from "./State";

interface Typed {
  state: State | "";
  overdue: boolean;
  departmentId: string;
  doctor: string;
  /** Admitted in the last so many days; the days below do not count then. */
  days: string;
  from: string;
  until: string;
  diagnosis: string;
  folderNumber: string;
  missing: Missing | "";
  lent: Lent | "";
}

const NOTHING: Typed = { state: "", overdue: false, departmentId: "", doctor: "", days: "", from: "", until: "", diagnosis: "", folderNumber: "", missing: "", lent: "" };
const SPANS = ["1", "7", "30", "90", "365"] as const;
const DAY_MS = 86_400_000;
const ICD = /^[A-Za-z][0-9A-Za-z.]{0,7}$/;

/** What was typed as the server takes it; what cannot be read yet is left out. */
function asked(typed: Typed): Asked {
  const diagnosis = typed.diagnosis.trim();
  return {
    state: typed.state || undefined,
    overdue: typed.overdue || undefined,
    departmentId: typed.departmentId || undefined,
    doctor: typed.doctor || undefined,
    from: typed.days ? dayKey(Date.now() - (Number(typed.days) - 1) * DAY_MS) : typedDay(typed.from),
    until: typed.days ? undefined : typedDay(typed.until),
    diagnosis: ICD.test(diagnosis) ? diagnosis : undefined,
    folderNumber: typed.folderNumber.trim() || undefined,
    missing: typed.missing || undefined,
    lent: typed.lent || undefined,
  };
}

/** The same to be kept under a name; undefined when everything is asked, or one folder. */
function kept(typed: Typed): Question | undefined {
  const { from, until, folderNumber, ...rest } = asked(typed);
  const question: Question = { ...rest, ...(typed.days ? { days: Number(typed.days) } : { from, until }) };
  return folderNumber || Object.values(question).every((value) => value === undefined) ? undefined : question;
}

const typedAs = (question: Question): Typed => ({
  ...NOTHING,
  state: question.state ?? "",
  overdue: question.overdue === true,
  departmentId: question.departmentId ?? "",
  doctor: question.doctor ?? "",
  days: question.days ? String(question.days) : "",
  from: day(question.from),
  until: day(question.until),
  diagnosis: question.diagnosis ?? "",
  missing: question.missing ?? "",
  lent: question.lent ?? "",
});

function Lines({ of }: { of: readonly Line[] }) {
  const { t, code } = useSpeech();
  return (
    <Listing none="folders.none" columns={["folder.admission", "folders.patient", "folder.departments", "folders.diagnosis", "folder.opened", "folder.ended", "folder.due", "folders.state"]} of={of}>
      {(line) => (
        <tr key={line.id}>
          <th scope="row">
            <Link to={{ page: "patient", id: line.patientId, section: "folder", item: line.id }} className="cover num">{line.admissionNumber}</Link>
            {line.archiveNumber && <span className="fine block num">{line.archiveNumber}</span>}
          </th>
          <td data-label={t("folders.patient")}>{line.patientName ?? t("chart.noName")}<span className="fine block num">{line.patientNumber}</span></td>
          <td data-label={t("folder.departments")}>{line.department}<span className="fine block">{[line.attendingDoctor, code("class", line.class)].filter(Boolean).join(" · ")}</span></td>
          <td data-label={t("folders.diagnosis")}><span className="num">{line.diagnosisCode}</span><span className="fine block">{line.diagnosis}</span></td>
          <td className="num" data-label={t("folder.opened")}>{day(line.opened)}</td>
          <td className="num" data-label={t("folder.ended")}>{day(line.ended)}</td>
          <td className={line.overdue ? "num bad" : "num"} data-label={t("folder.due")}>{moment(line.dueAt)}</td>
          <td><Standing of={line} />{line.lentTo && <span className="fine block">{t("folders.lentTo", { to: line.lentTo, day: day(line.lentUntil) })}</span>}</td>
        </tr>
      )}
    </Listing>
  );
}

/** The folders of the facility for those who keep them: how many stand where, and each by what is asked for. */
export function FoldersPage() {
  const { t, code } = useSpeech();
  const me = useMe();
  const [typed, setTyped] = useState<Typed>(NOTHING);
  const put = (part: Partial<Typed>) => setTyped({ ...typed, ...part });
  const counts = useLoad("folder counts", (signal) => folders.counts(signal));
  const choices = useLoad("folder choices", (signal) => folders.choices(signal));
  const question = useMemo(() => ({ ...asked(typed), text: typed.diagnosis + typed.folderNumber + typed.from + typed.until + typed.days }), [typed]);
  const { found, busy, problem, again, forget, more } = useFound(question, async ({ text: _, ...what }, cursor, signal) => {
    const { folders: rows, next } = await folders.search({ ...what, cursor }, signal);
    return { rows, next };
  });
  const file = useDoing();
  const most = counts.data?.most ?? 0;
  const number = (n = 0) => (n >= most ? t("folders.more", { n: most - 1 }) : n);
  const choose = (part: Partial<Typed>) => {
    forget();
    put({ state: "", overdue: false, ...part });
  };

  return (
    <div className="page">
      <div className="page-head">
        <h1>{t("folders.title")}</h1>
        <div className="buttons">
          {opens(me, "destructions") && <Link to={{ page: "destructions" }} className="button">{t("destruction.title")}</Link>}
          {may(me, "PATIENT_READ") && <Link to={{ page: "verify" }} className="button">{t("signing.verifyPage")}</Link>}
          {may(me, "RECORD_EXPORT") && (
            <>
              <Link to={{ page: "exports" }} className="button">{t("exports.title")}</Link>
              <button type="button" className="button" disabled={file.busy} onClick={() => void file.run(() => download("/record-folders/file", "danh-sach-ho-so.csv", asked(typed)))}>{t("folders.file")}</button>
            </>
          )}
        </div>
      </div>
      <p className="fine">{t("folders.intro")}</p>
      {file.problem && <ProblemNote problem={file.problem} />}
      <nav className="tabs" aria-label={t("folders.counts")}>
        <button type="button" aria-pressed={!typed.state && !typed.overdue} onClick={() => choose({})}>{t("folders.any")}</button>
        {STATES.map((state) => (
          <button key={state} type="button" aria-pressed={typed.state === state} onClick={() => choose({ state })}>
            {code("folderState", state)} {counts.data && <span className="count">{number(counts.data.byState[state])}</span>}
          </button>
        ))}
        <button type="button" aria-pressed={typed.overdue} onClick={() => choose({ overdue: true })}>
          {t("folder.overdue")} {counts.data && <span className="count">{number(counts.data.overdue)}</span>}
        </button>
      </nav>
      <SavedFilters asked={kept(typed)} onTake={(question) => {
        forget();
        setTyped(typedAs(question));
      }} />
      <form className="card conditions" role="search" aria-label={t("folders.title")} onSubmit={(event) => event.preventDefault()}>
        <label>
          {t("folder.departments")}
          <select value={typed.departmentId} onChange={(e) => put({ departmentId: e.target.value })}>
            <option value="">{t("folders.any")}</option>
            {choices.data?.departments.map((one) => <option key={one.id} value={one.id}>{one.name}</option>)}
          </select>
        </label>
        <label>
          {t("folder.doctor")}
          <select value={typed.doctor} onChange={(e) => put({ doctor: e.target.value })}>
            <option value="">{t("folders.any")}</option>
            {choices.data?.doctors.map((one) => <option key={one} value={one}>{one}</option>)}
          </select>
        </label>
        <label>
          {t("folders.days")}
          <select value={typed.days} onChange={(e) => put({ days: e.target.value, from: "", until: "" })}>
            <option value="">{t("folders.daysOwn")}</option>
            {[...SPANS, ...(typed.days && !(SPANS as readonly string[]).includes(typed.days) ? [typed.days] : [])].map((n) => <option key={n} value={n}>{n === "1" ? t("folders.today") : t("folders.lastDays", { n })}</option>)}
          </select>
        </label>
        {!typed.days && <DateField label="folders.from" value={typed.from} onChange={(from) => put({ from })} />}
        {!typed.days && <DateField label="folders.until" value={typed.until} onChange={(until) => put({ until })} />}
        <label>{t("folders.diagnosis")}<input value={typed.diagnosis} maxLength={8} autoComplete="off" onChange={(e) => put({ diagnosis: e.target.value })} /></label>
        <label>{t("folders.number")}<input value={typed.folderNumber} maxLength={40} autoComplete="off" onChange={(e) => put({ folderNumber: e.target.value })} /></label>
        <label>
          {t("folders.missing")}
          <select value={typed.missing} onChange={(e) => put({ missing: e.target.value as Missing | "" })}>
            <option value="">{t("folders.any")}</option>
            {MISSING.map((one) => <option key={one} value={one}>{t(`folders.missing.${one}`)}</option>)}
          </select>
        </label>
        <label>
          {t("folders.lent")}
          <select value={typed.lent} onChange={(e) => put({ lent: e.target.value as Lent | "" })}>
            <option value="">{t("folders.any")}</option>
            {LENT.map((one) => <option key={one} value={one}>{t(`folders.lent.${one}`)}</option>)}
          </select>
        </label>
      </form>
      {problem && <ProblemNote problem={problem} onRetry={again} />}
      {!found && !problem && <Skeleton rows={8} />}
      {found && <Lines of={found.rows} />}
      {found?.next && <button type="button" className="button load-more" disabled={busy} onClick={more}>{t("app.more")}</button>}
    </div>
  );
}
