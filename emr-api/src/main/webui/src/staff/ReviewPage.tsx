import { useState, type FormEvent } from "react";
import { useDoing } from "../doing";
import { day, moment } from "../format/time";
import { Icon } from "../frame/Icon";
import { useKept } from "../frame/Kept";
import { ProblemNote, Shown } from "../frame/states";
import { Listing } from "../frame/Table";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { go, Link, NEXT } from "../route";
import { staff, type Review, type ReviewedAccount } from "./api";
import { useRoleName } from "./words";

const VIEWS = ["FINDINGS", "CHANGED", "ALL"] as const;
type View = (typeof VIEWS)[number];
const SHOWS: Record<View, (one: ReviewedAccount) => boolean> = {
  FINDINGS: (one) => one.findings.length > 0,
  CHANGED: (one) => one.changed,
  ALL: () => true,
};

interface RowProps {
  one: ReviewedAccount;
  /** Where a word about it is typed; none on a closed review. */
  remark?: { typed: string; put: (words: string) => void };
}

function Row({ one, remark }: RowProps) {
  const { t, code } = useSpeech();
  const roleName = useRoleName();
  const works = one.type === "SERVICE" ? one.roles.map((scope) => code("keyScope", scope)) : one.roles.map(roleName);
  return (
    <tr>
      <th scope="row">
        {one.type === "SERVICE" ? one.holder : <Link to={{ page: "staff", id: one.id }}>{one.holder}</Link>}
        <span className="fine block mono">{one.username}</span>
      </th>
      <td data-label={t("reviews.type")}>{code("accountType", one.type)}</td>
      <td className="whole">{works.join(", ") || <span className="muted">{t("staff.noRole")}</span>}<span className="fine block">{[...one.departments, one.facility].filter(Boolean).join(" · ")}</span></td>
      <td data-label={t("staff.state")}>
        {one.state === "ENABLED" ? t("staff.enabled") : <span className="bad">{t(one.state === "LOCKED" ? "staff.locked" : "staff.disabled")}</span>}
        {one.disabled && <span className="fine block num">{[day(one.disabled), one.disableReason].filter(Boolean).join(" · ")}</span>}
      </td>
      <td className="num" data-label={t("reviews.activated")}>{day(one.activated)}</td>
      <td className="num" data-label={t("reviews.lastUsed")}>{one.lastUsed ? day(one.lastUsed) : t("reviews.never")}</td>
      <td className="whole reviewed">
        {one.findings.map((finding) => <span key={finding} className="block bad">{code("finding", finding)}</span>)}
        {remark && one.findings.length > 0
          ? <textarea rows={2} maxLength={500} aria-label={t("reviews.remarkOf", { x: one.holder })} placeholder={t("reviews.remark")} value={remark.typed} onChange={(e) => remark.put(e.target.value)} />
          : one.remark && <span className="block">{one.remark}</span>}
      </td>
    </tr>
  );
}

/** The accounts of one review, as they were; or as they are, for the one that is made now. */
function Accounts({ review, remarks }: { review: Review; remarks?: { typed: Record<string, string>; put: (id: string, words: string) => void } }) {
  const { t, code } = useSpeech();
  const [view, setView] = useState<View>(remarks ? "FINDINGS" : "ALL");
  return (
    <>
      <nav className="tabs screen-only" aria-label={t("reviews.view")}>
        {VIEWS.map((one) => (
          <button key={one} type="button" aria-pressed={one === view} onClick={() => setView(one)}>
            {code("reviewView", one)} ({review.accounts.filter(SHOWS[one]).length})
          </button>
        ))}
      </nav>
      <Listing
        none={view === "FINDINGS" ? "reviews.noFindings" : "reviews.nobody"}
        columns={["staff.name", "reviews.type", "reviews.work", "staff.state", "reviews.activated", "reviews.lastUsed", "reviews.said"]}
        of={review.accounts.filter(SHOWS[view])}
      >
        {(one) => <Row key={one.id} one={one} remark={remarks && { typed: remarks.typed[one.id] ?? "", put: (words) => remarks.put(one.id, words) }} />}
      </Listing>
    </>
  );
}

/** What is wrong is put right at the account; of what stays so it is said why. */
function Making({ review, onAgain }: { review: Review; onAgain: () => void }) {
  const { t } = useSpeech();
  const [{ typed, conclusion }, setWords, forget] = useKept("account review", { typed: {} as Record<string, string>, conclusion: "" });
  const { busy, problem, run } = useDoing();
  const standsOut = review.accounts.filter((one) => one.findings.length > 0);
  const silent = standsOut.filter((one) => !typed[one.id]?.trim()).length;
  const close = (event: FormEvent) => {
    event.preventDefault();
    const remarks = Object.fromEntries(standsOut.filter((one) => typed[one.id]?.trim()).map((one) => [one.id, typed[one.id]!]));
    void run(async () => {
      const closed = await staff.closeReview({ remarks, conclusion });
      forget();
      go({ page: "reviews", id: closed.id! });
    });
  };
  return (
    <>
      <p className="fine">{t("reviews.how")}</p>
      <Accounts review={review} remarks={{ typed, put: (id, words) => setWords((before) => ({ ...before, typed: { ...before.typed, [id]: words } })) }} />
      <form className="card order-form" onSubmit={close}>
        <label>{t("reviews.conclusion")}<textarea rows={3} maxLength={2000} value={conclusion} onChange={(e) => setWords((before) => ({ ...before, conclusion: e.target.value }))} /></label>
        {silent > 0 && <p className="fine">{t("reviews.silent", { n: silent })}</p>}
        {problem && <ProblemNote problem={problem} onRetry={onAgain} />}
        <div className="buttons">
          <button type="submit" className="button primary" disabled={busy || silent > 0 || !conclusion.trim()}>{t("reviews.close")}</button>
        </div>
      </form>
    </>
  );
}

/** One review of accounts: the one that is made now, or one that was closed, for paper too. */
export function ReviewPage({ id }: { id: string }) {
  const { t } = useSpeech();
  const review = useLoad(`account review ${id}`, (signal) => staff.review(id, signal));
  return (
    <div className="page register">
      <div className="page-head">
        <h1>{t("reviews.title")}</h1>
        {id !== NEXT && <button type="button" className="button screen-only" onClick={() => window.print()}><Icon name="print" />{t("audit.print")}</button>}
        <Link to={{ page: "reviews" }} className="button screen-only">{t("reviews.list")}</Link>
      </div>
      <Shown from={review} rows={8}>
        {(one) =>
          id === NEXT ? (
            <>
              <p className="num">{t("reviews.spanNow", { from: day(one.since) })}</p>
              <Making review={one} onAgain={review.reload} />
            </>
          ) : (
            <>
              <p className="num">{t("reviews.span", { from: day(one.since), at: moment(one.at), by: one.by ?? "" })}</p>
              <p>{one.conclusion}</p>
              <Accounts review={one} />
            </>
          )
        }
      </Shown>
    </div>
  );
}
