import { useState } from "react";
import { ProblemNote, Skeleton } from "../frame/states";
import { useFound } from "../frame/useFound";
import { useSpeech } from "../lang";
import { go, Link } from "../route";
import { may, useMe } from "../session";
import { disclosures, LISTS, type List } from "./api";
import { Editor } from "./Editor";
import { Requests } from "./Requests";

/** Requests for records: what is open with its day, found by who asks, by the patient or by a number. */
export function DisclosuresPage() {
  const { t } = useSpeech();
  const me = useMe();
  const [typed, setTyped] = useState<{ text: string; which: List }>({ text: "", which: "OPEN" });
  const { found, busy, problem, again, forget, more } = useFound(typed, async (asked, cursor, signal) => {
    const { requests, next } = await disclosures.search({ ...asked, cursor }, signal);
    return { rows: requests, next };
  });
  const [making, setMaking] = useState(false);

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
          <button key={one} type="button" aria-pressed={one === typed.which} onClick={() => { forget(); setTyped({ ...typed, which: one }); }}>
            {t(`disclosure.${one}`)}
          </button>
        ))}
      </nav>
      <form className="card conditions" role="search" aria-label={t("disclosure.title")} onSubmit={(event) => event.preventDefault()}>
        <label>{t("disclosure.find")}<input value={typed.text} maxLength={100} autoComplete="off" onChange={(e) => setTyped({ ...typed, text: e.target.value })} /></label>
      </form>
      {problem && <ProblemNote problem={problem} onRetry={again} />}
      {!found && !problem && <Skeleton rows={6} />}
      {found && <Requests lines={found.rows} />}
      {found?.next && <button type="button" className="button load-more" disabled={busy} onClick={more}>{t("app.more")}</button>}
      {making && <Editor onClose={() => setMaking(false)} onDone={(made) => go({ page: "disclosures", id: made.id })} />}
    </div>
  );
}
