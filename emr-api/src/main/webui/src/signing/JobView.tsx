import { useEffect, useRef, useState } from "react";
import { Icon } from "../frame/Icon";
import { ProblemNote } from "../frame/states";
import { useLoad } from "../load";
import { Link } from "../route";
import { clock, jobs, leftMs, signedOf, type Job, type JobPart } from "./remote";
import { lineKey } from "./lines";
import type { ToSign } from "./useBatch";
import { LOOK_MS } from "./useJobs";
import { useWords } from "./words";

/** From here on a service that did not answer is told of. */
const SILENT_MS = 15_000;
const SECOND_MS = 1_000;

function useNow(running: boolean) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    if (!running) return;
    const timer = window.setInterval(() => setNow(Date.now()), SECOND_MS);
    return () => window.clearInterval(timer);
  }, [running]);
  return now;
}

/** What to do on the phone, and how long there is for it. */
function Waiting({ job, app }: { job: Job; app?: string }) {
  const { t } = useWords();
  const now = useNow(true);
  const left = leftMs(job, now);
  const silent = !job.asked && now - Date.parse(job.begunAt) > SILENT_MS;
  if (silent) return <div className="note note-stale" role="status"><Icon name="warn" /><div><strong>{t("job.silent")}</strong><p>{t("job.silentText")}</p></div></div>;
  return (
    <div className="note signing-phone" role="status">
      <Icon name="pen" />
      <div>
        <strong>{job.asked ? t("job.open", { app: app ?? t("job.app") }) : t("job.sending")}</strong>
        <p>{t("job.leave")}</p>
      </div>
      {job.asked && <span className="signing-left num" role="timer" aria-label={t("job.left")}>{left > 0 ? clock(left) : t("job.last")}</span>}
    </div>
  );
}

/** How it ended, and what to do next. */
function Ended({ job }: { job: Job }) {
  const { t, code } = useWords();
  const n = signedOf(job);
  const whole = n === job.items.length;
  const why = job.state === "FAILED" ? code("jobFailed", job.code ?? "") : "";
  const silent = job.state === "EXPIRED" && !job.asked;
  const title = job.state === "DONE" ? t(whole ? "batch.done" : n === 0 ? "batch.nothing" : "batch.some", { n, left: job.items.length - n }) : silent ? t("job.noService") : code("jobState", job.state);
  return (
    <div className={`note ${whole ? "note-good" : "note-stale"}`} role="status">
      <Icon name={whole ? "info" : "warn"} />
      <div>
        <strong>{title}</strong>
        {job.state === "FAILED" && <p>{why === job.code ? t("job.failedOther") : why}</p>}
        {!whole && <p>{silent ? t("job.noServiceText") : code("jobDo", job.state)}</p>}
      </div>
    </div>
  );
}

function Part({ job, part, item }: { job: Job; part: JobPart; item?: ToSign }) {
  const { t, code } = useWords();
  const signed = part.outcome === "SIGNED";
  const waiting = job.state === "WAITING" && !part.outcome;
  const said = part.outcome && !signed ? code("outcome", part.outcome) : undefined;
  const next = part.outcome && !signed ? code("outcomeDo", part.outcome) : undefined;
  return (
    <li>
      <span className={signed ? "chip chip-open" : waiting ? "chip" : "chip chip-warn"}>{t(signed ? "batch.signed" : waiting ? (job.asked ? "job.asked" : "job.toAsk") : "batch.notSigned")}</span>
      <div>
        {item ? <><strong>{item.what}</strong> <span className="fine">{code("signerRole", item.role)}</span></> : <Link to={{ page: "sheet", id: part.patientId, sheet: part.sheetId }}>{t(part.entryId ? "job.entryOf" : "job.sheetOf")}</Link>}
        {said && <span className="block">{said === part.outcome ? code("code", said) : said}</span>}
        {next && <span className="fine block">{next === part.outcome ? t("outcomeDo.other") : next}</span>}
      </div>
    </li>
  );
}

interface Props {
  job: Job;
  app?: string;
  /** What a part is in words, as far as it is known. */
  named: (part: JobPart) => ToSign | undefined;
  onEnded: () => void;
  onAgain: (items: ToSign[]) => void;
}

/** What was asked for on the phone: what to do there, where each stands, and what to try again. */
export function JobView({ job: first, app, named, onEnded, onAgain }: Props) {
  const { t } = useWords();
  const ended = useRef(first.state !== "WAITING");
  const loaded = useLoad(ended.current ? null : `signing job ${first.id}`, (signal, background) => jobs.one(first.id, signal, background), { everyMs: LOOK_MS });
  const job = useRef(first);
  job.current = loaded.data ?? job.current;
  const { state, items } = job.current;
  useEffect(() => {
    if (state === "WAITING" || ended.current) return;
    ended.current = true;
    onEnded();
  }, [state]);
  const again = state === "WAITING" ? [] : items.filter(({ outcome }) => outcome !== "SIGNED").flatMap((part) => named(part) ?? []);
  return (
    <div className="order-form signing-job">
      {state === "WAITING" ? <Waiting job={job.current} app={app} /> : <Ended job={job.current} />}
      {loaded.problem && <ProblemNote problem={loaded.problem} onRetry={loaded.reload} />}
      <ul className="plain signing-outcomes">{items.map((part) => <Part key={lineKey(part)} job={job.current} part={part} item={named(part)} />)}</ul>
      {again.length > 0 && <div className="buttons"><button type="button" className="button" onClick={() => onAgain(again)}>{t("batch.again", { n: again.length })}</button></div>}
    </div>
  );
}
