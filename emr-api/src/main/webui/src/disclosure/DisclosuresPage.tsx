import { useEffect, useState } from "react";
import { useDoing } from "../doing";
import { ProblemNote, Skeleton } from "../frame/states";
import { useSpeech } from "../lang";
import { go, Link } from "../route";
import { may, useMe } from "../session";
import { disclosures, LISTS, type Line, type List } from "./api";
import { Editor } from "./Editor";
import { Requests } from "./Requests";

const WAIT_MS = 250;

/** Requests for records: what is open with its day, found by who asks, by the patient or by a number. */
export function DisclosuresPage() {
  const { t } = useSpeech();
  const me = useMe();
  const [typed, setTyped] = useState<{ text: string; which: List }>({ text: "", which: "OPEN" });
  const [found, setFound] = useState<{ requests: Line[]; next?: string }>();
  const [making, setMaking] = useState(false);
  const { busy, problem, run } = useDoing();

  useEffect(() => {
    const abort = new AbortController();
    const timer = window.setTimeout(
      () =>
        void run(async () => {
          const page = await disclosures.search(typed, abort.signal).catch((cause: unknown) => {
            if (abort.signal.aborted) return undefined;
            throw cause;
          });
          if (page && !abort.signal.aborted) setFound(page);
        }),
      typed.text ? WAIT_MS : 0,
    );
    return () => {
      window.clearTimeout(timer);
      abort.abort();
    };
  }, [typed, run]);
  const more = () =>
    run(async () => {
      const page = await disclosures.search({ ...typed, cursor: found!.next });
      setFound({ requests: [...found!.requests, ...page.requests], next: page.next });
    });

  return (
    <div className="page">
      <div className="page-head">
        <h1>{t("disclosure.title")}</h1>
        {may(me, "DISCLOSE") && <button type="button" className="button primary" onClick={() => setMaking(true)}>{t("disclosure.take")}</button>}
        <Link to={{ page: "register" }} className="button">{t("disclosure.register")}</Link>
      </div>
      <p className="fine">{t("disclosure.intro")}</p>
      <nav className="tabs" aria-label={t("disclosure.which")}>
        {LISTS.map((one) => (
          <button key={one} type="button" aria-pressed={one === typed.which} onClick={() => { setFound(undefined); setTyped({ ...typed, which: one }); }}>
            {t(`disclosure.${one}`)}
          </button>
        ))}
      </nav>
      <form className="card conditions" role="search" aria-label={t("disclosure.title")} onSubmit={(event) => event.preventDefault()}>
        <label>{t("disclosure.find")}<input value={typed.text} maxLength={100} autoComplete="off" onChange={(e) => setTyped({ ...typed, text: e.target.value })} /></label>
      </form>
      {problem && <ProblemNote problem={problem} onRetry={() => setTyped({ ...typed })} />}
      {!found && !problem && <Skeleton rows={6} />}
      {found && <Requests lines={found.requests} />}
      {found?.next && <button type="button" className="button load-more" disabled={busy} onClick={() => void more()}>{t("app.more")}</button>}
      {making && <Editor onClose={() => setMaking(false)} onDone={(made) => go({ page: "disclosures", id: made.id })} />}
    </div>
  );
}
