import { useState, type FormEvent } from "react";
import { api, type Problem } from "../client";
import { problemOf } from "../doing";
import { ProblemNote } from "../frame/states";
import { useSpeech } from "../lang";
import { useSession } from "../session";

const SHORTEST = 10;

/** Shown to somebody who signed in outside the hours of all roles: the system opens for a reason that is looked through. */
export function EmergencyPage() {
  const { t } = useSpeech();
  const { reloadMe, signOut } = useSession();
  const [tooShort, setTooShort] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const reason = String(new FormData(event.currentTarget).get("reason") ?? "").trim();
    setTooShort(reason.length < SHORTEST);
    setProblem(undefined);
    if (reason.length < SHORTEST) return;
    setBusy(true);
    try {
      await api.emergency(reason);
      await reloadMe();
    } catch (cause) {
      setProblem(problemOf(cause));
      setBusy(false);
    }
  };

  return (
    <form className="card gate-form" onSubmit={(event) => void submit(event)} noValidate>
      <h1>{t("hours.title")}</h1>
      <p>{t("hours.text")}</p>
      {tooShort && <p className="field-error" role="alert" id="reason-error">{t("hours.short")}</p>}
      {problem && <ProblemNote problem={problem} />}
      <label>
        {t("hours.reason")}
        <textarea name="reason" rows={3} maxLength={500} aria-describedby={tooShort ? "reason-error" : undefined} aria-invalid={tooShort} />
      </label>
      <button type="submit" className="button primary" disabled={busy}>
        {t("hours.open")}
      </button>
      <button type="button" className="button" onClick={() => void signOut()}>
        {t("nav.signOut")}
      </button>
    </form>
  );
}
