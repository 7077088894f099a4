import { useMemo, useRef, useState } from "react";
import { dated } from "../format/time";
import { typedDay } from "../format/typed";
import { whole } from "../format/values";
import { DateField } from "../frame/DateField";
import { opens } from "../frame/screens";
import { ProblemNote, Skeleton } from "../frame/states";
import { useSpeech, type Key } from "../lang";
import { useLoad } from "../load";
import { Link } from "../route";
import { useMe } from "../session";
import { statistics, type Flow, type Statistics } from "./api";
import { Illnesses, Punctuality, Results, Stays } from "./Cards";
import { FlowChart } from "./FlowChart";
import { days, PERIODS, type Period } from "./periods";

function Headline({ of }: { of: Statistics }) {
  const { t, language } = useSpeech();
  const me = useMe();
  const sum = (one: (part: Flow) => number) => of.flow.reduce((all, part) => all + one(part), 0);
  const figures: [Key, number][] = [
    ["statistics.admissions", sum((part) => part.admissions)],
    ["statistics.discharges", sum((part) => part.discharges)],
    ["statistics.inTreatment", of.backlog.inTreatment],
    ["statistics.toClose", of.backlog.completed],
    ["statistics.overdue", of.backlog.overdue],
  ];
  return (
    <section className="card" aria-label={t("statistics.headline")}>
      <dl className="figures">
        {figures.map(([name, n]) => (
          <div key={name}><dt>{t(name)}</dt><dd className={name === "statistics.overdue" && n > 0 ? "num bad" : "num"}>{whole(n, language)}</dd></div>
        ))}
      </dl>
      {opens(me, "folders") && <Link to={{ page: "folders" }}>{t("statistics.toFolders")}</Link>}
    </section>
  );
}

/** What the records of a time say when they are counted, for who leads, plans and keeps them. */
export function StatisticsPage() {
  const { t } = useSpeech();
  const [period, setPeriod] = useState<Period | undefined>("thirty");
  const [typed, setTyped] = useState(() => typedOf("thirty"));
  const [departmentId, setDepartment] = useState("");
  const asked = useMemo(() => ({ from: typedDay(typed.from), until: typedDay(typed.until), departmentId: departmentId || undefined }), [typed, departmentId]);
  const told = useLoad(JSON.stringify(asked), (signal) => statistics.of(asked, signal));
  // What was shown stays while the next is read.
  const last = useRef<Statistics>(undefined);
  if (told.data) last.current = told.data;
  const shown = told.problem ? undefined : last.current;
  const type = (part: Partial<typeof typed>) => {
    setPeriod(undefined);
    setTyped({ ...typed, ...part });
  };
  const choose = (next: Period) => {
    setPeriod(next);
    setTyped(typedOf(next));
  };
  return (
    <div className="page">
      <div className="page-head"><h1>{t("statistics.title")}</h1></div>
      <p className="fine">{t("statistics.intro")}</p>
      <nav className="tabs" aria-label={t("statistics.period")}>
        {PERIODS.map((one) => <button key={one} type="button" aria-pressed={period === one} onClick={() => choose(one)}>{t(`statistics.period.${one}`)}</button>)}
      </nav>
      <form className="card conditions" role="search" aria-label={t("statistics.title")} onSubmit={(event) => event.preventDefault()}>
        <DateField label="statistics.from" value={typed.from} onChange={(from) => type({ from })} />
        <DateField label="statistics.until" value={typed.until} onChange={(until) => type({ until })} />
        <label>
          {t("folder.departments")}
          <select value={departmentId} onChange={(e) => setDepartment(e.target.value)}>
            <option value="">{t("folders.any")}</option>
            {last.current?.departments.map((one) => <option key={one.id} value={one.id}>{one.name}</option>)}
          </select>
        </label>
      </form>
      {told.problem && <ProblemNote problem={told.problem} onRetry={told.reload} />}
      {!shown && !told.problem && <Skeleton rows={8} />}
      {shown && (
        <div className="numbers-shown" aria-busy={told.loading}>
          <Headline of={shown} />
          <FlowChart of={shown} />
          <div className="halves">
            <Illnesses of={shown.diagnoses} />
            <Stays of={shown.stays} />
            <Punctuality of={shown} />
            <Results of={shown.results} />
          </div>
        </div>
      )}
    </div>
  );
}

function typedOf(period: Period) {
  const { from, until } = days(period, Date.now());
  return { from: dated(from), until: dated(until) };
}
