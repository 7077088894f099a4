import type { ReactNode } from "react";
import type { Origin } from "../api";
import type { Problem } from "../client";
import { moment, unbroken } from "../format/time";
import { useSpeech, type Key } from "../lang";
import { told } from "../lang/told";
import type { Loaded } from "../load";
import { Link } from "../route";
import { may, useMe } from "../session";
import { Icon } from "./Icon";

/** Grey bars while something is on its way; appears only after a moment, so quick answers do not flicker. */
export function Skeleton({ rows = 4 }: { rows?: number }) {
  const { t } = useSpeech();
  return (
    <div className="skeleton" role="status">
      <span className="hidden-text">{t("app.loading")}</span>
      {Array.from({ length: rows }, (_, i) => (
        <span key={i} className={`bar bar-${i % 4}`} />
      ))}
    </div>
  );
}

export function Empty({ children }: { children: ReactNode }) {
  return <p className="empty">{children}</p>;
}

function advice(problem: Problem): Key {
  const { status, code } = problem;
  if (code === "ACCOUNT_LOCKED") return "problem.locked";
  if (status === 0 || status === 502 || status === 503 || status === 504) return "problem.0";
  if (status === 403) return "problem.403";
  if (status === 404) return "problem.404";
  if (status === 409) return "problem.409";
  if (status === 429) return "problem.429";
  return status >= 400 && status < 500 ? "problem.4" : "problem.5";
}

/** Nothing typed is wrong: the detail itself says what must come first. */
const saysWhatFirst = (problem: Problem) => problem.code === "NOT_YET" && !!problem.body.detail;

/** What went wrong in plain words, what to do next, and the number that finds it in the log. */
export function ProblemNote({ problem, onRetry }: { problem: Problem; onRetry?: () => void }) {
  const { t, code, language } = useSpeech();
  const named = code("code", problem.code);
  const known = named !== problem.code && named !== "";
  const title = known ? named : (problem.body.title ?? t("problem.other"));
  const denied = problem.status === 403;
  return (
    <div className={denied ? "note note-denied" : "note note-problem"} role="alert">
      <Icon name={denied ? "lock" : "warn"} />
      <div>
        <strong>{title}</strong>
        {problem.body.detail && problem.body.detail !== title && <p>{told(problem.body.detail, language)}</p>}
        {!saysWhatFirst(problem) && <p>{t(advice(problem))}</p>}
        {problem.requestId && <p className="fine">{t("problem.request", { id: problem.requestId })}</p>}
      </div>
      {onRetry && !denied && (
        <button type="button" className="button" onClick={onRetry}>
          {t("app.retry")}
        </button>
      )}
    </div>
  );
}

/** Shows what was read, or its skeleton, or its problem. */
export function Shown<T>({ from, rows, children }: { from: Loaded<T>; rows?: number; children: (data: T) => ReactNode }) {
  if (from.data !== undefined) {
    return (
      <>
        {from.problem && <ProblemNote problem={from.problem} onRetry={from.reload} />}
        {children(from.data)}
      </>
    );
  }
  if (from.problem) return <ProblemNote problem={from.problem} onRetry={from.reload} />;
  return <Skeleton rows={rows} />;
}

/** From which system, and when: under every item of the record. */
export function From({ origin, link = false }: { origin: Origin | undefined; link?: boolean }) {
  const { t } = useSpeech();
  const me = useMe();
  if (!origin) return null;
  const at = unbroken(moment(origin.statedAt ?? origin.recordedAt));
  const words = at ? t("origin.from", { source: origin.sourceName, at }) : origin.sourceName;
  return (
    <span className="from">
      {words}
      {link && origin.inboundId && (may(me, "PARKED_READ") || may(me, "SOURCE_READ")) && (
        <>
          {" · "}
          <Link to={{ page: "message", id: origin.inboundId }}>{t("origin.message")}</Link>
        </>
      )}
    </span>
  );
}
