import { useEffect, useRef, useState, type FormEvent } from "react";
import type { Problem } from "../client";
import { problemOf } from "../doing";
import { DemoBand } from "../frame/Frame";
import { Icon } from "../frame/Icon";
import { LanguageSwitch } from "../frame/LanguageSwitch";
import { ProblemNote } from "../frame/states";
import { useSpeech, type Key } from "../lang";
import { useSession, type Why } from "../session";

const REFUSED = ["CANCELLED", "LATE", "NOT_VOUCHED", "UNREACHABLE", "NO_ACCOUNT", "OTHER_PERSON", "DISABLED", "LOCKED"] as const;

/** Why the identity provider's sign-in came to nothing, as the address says once. */
function refusedThere(): Key | null {
  const why = new URLSearchParams(window.location.search).get("provider");
  const known = REFUSED.find((one) => one === why);
  return known ? `providerRefused.${known}` : null;
}

const WORDS: Record<Why, Key | null> = { first: null, over: "sign.over", idle: "sign.idle", out: "sign.out" };

export function SignInPage({ why }: { why: Why }) {
  const { t } = useSpeech();
  const { about, signIn } = useSession();
  const [problem, setProblem] = useState<Problem>();
  const [missing, setMissing] = useState(false);
  const [busy, setBusy] = useState(false);
  const [refused] = useState(refusedThere);
  useEffect(() => {
    if (refused) window.history.replaceState(null, "", window.location.pathname);
  }, [refused]);
  const form = useRef<HTMLFormElement>(null);

  const enter = async (username: string, password: string) => {
    setMissing(!username || !password);
    if (!username || !password) return;
    setBusy(true);
    setProblem(undefined);
    try {
      await signIn(username, password);
    } catch (cause) {
      setProblem(problemOf(cause));
      setBusy(false);
    }
  };
  const submit = (event: FormEvent) => {
    event.preventDefault();
    const fields = new FormData(form.current!);
    void enter(String(fields.get("username") ?? "").trim(), String(fields.get("password") ?? ""));
  };
  const words = WORDS[why];

  return (
    <>
      <DemoBand />
      <main className="gate">
        <div className="gate-head">
          <span className="brand-large">EMR</span>
          <span>{t("app.name")}</span>
          <LanguageSwitch />
        </div>
        <form ref={form} className="card gate-form" onSubmit={submit} noValidate>
          <h1>{t("sign.title")}</h1>
          {words && <p className="note note-quiet" role="status"><Icon name="info" /><span>{t(words)}</span></p>}
          {refused && !problem && <p className="note note-problem" role="alert"><Icon name="warn" /><span>{t(refused)}</span></p>}
          {problem && <ProblemNote problem={problem} />}
          {missing && <p className="field-error" role="alert">{t("sign.missing")}</p>}
          <label>
            {t("sign.user")}
            <input name="username" autoComplete="username" autoCapitalize="none" spellCheck={false} autoFocus maxLength={100} />
          </label>
          <label>
            {t("sign.password")}
            <input name="password" type="password" autoComplete="current-password" maxLength={200} />
          </label>
          <button type="submit" className="button primary" disabled={busy}>
            {t(busy ? "sign.entering" : "sign.enter")}
          </button>
          {about?.provider && <a className="button" href="/api/v1/session/provider">{t("sign.provider")}</a>}
        </form>
        {about?.demo && (
          <section className="card gate-demo" aria-labelledby="demo-title">
            <h2 id="demo-title">{t("sign.demoTitle")}</h2>
            <p>{t("sign.demoText")}</p>
            <ul>
              {(about.demoAccounts ?? []).map((account) => (
                <li key={account.username}>
                  <span>
                    <strong>{t(`role.${account.role}`)}</strong>
                    {account.note && <span className="fine">{account.note}</span>}
                    <span className="fine mono">{account.username} / {account.password}</span>
                  </span>
                  <button type="button" className="button" disabled={busy} aria-label={`${t("sign.enter")}: ${account.username}`} onClick={() => void enter(account.username, account.password)}>
                    {t("sign.enter")}
                  </button>
                </li>
              ))}
            </ul>
          </section>
        )}
        {about && <p className="fine">{about.name} {about.version}</p>}
      </main>
    </>
  );
}
