import { useState, type FormEvent } from "react";
import type { Me } from "../api";
import { api, type Problem } from "../client";
import { problemOf } from "../doing";
import { ProblemNote } from "../frame/states";
import { useSpeech, type Key } from "../lang";
import { useMe, useSession } from "../session";

/** Upper, lower, digit and another sign, as the server asks. */
const CLASSES = [/\p{Lu}/u, /\p{Ll}/u, /\p{Nd}/u, /[^\p{L}\p{Nd}]/u];

function weak(next: string, { least, classes }: Me["password"]): boolean {
  return [...next.normalize("NFC")].length < least || (classes && !CLASSES.every((kind) => kind.test(next)));
}

/** Asked for at the first sign-in; also reachable at any time. */
export function PasswordPage({ forced }: { forced: boolean }) {
  const { t } = useSpeech();
  const { reloadMe, signOut } = useSession();
  const me = useMe();
  const needs = me.password.classes ? "password.weak" : "password.short";
  const [wrong, setWrong] = useState<Key>();
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const [saved, setSaved] = useState(false);

  const submit = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = event.currentTarget;
    const field = (name: string) => String(new FormData(form).get(name) ?? "");
    const [current, next] = [field("current"), field("next")];
    const error: Key | undefined =
      weak(next, me.password) ? needs : next !== field("again") ? "password.differ" : undefined;
    setWrong(error);
    setProblem(undefined);
    setSaved(false);
    if (error) return;
    setBusy(true);
    try {
      await api.password(current, next);
      form.reset();
      setSaved(true);
      await reloadMe();
    } catch (cause) {
      setProblem(problemOf(cause));
    }
    setBusy(false);
  };

  return (
    <form className="card gate-form" onSubmit={(event) => void submit(event)} noValidate>
      <h1>{t("password.title")}</h1>
      {forced && <p>{t("password.must")}</p>}
      {wrong !== needs && <p className="fine">{t(needs, { n: me.password.least })}</p>}
      {wrong && <p className="field-error" role="alert">{t(wrong, { n: me.password.least })}</p>}
      {problem && <ProblemNote problem={problem} />}
      {saved && <p className="note note-good" role="status">{t("password.saved")}</p>}
      <input type="hidden" name="username" autoComplete="username" value={me.username} readOnly />
      <label>
        {t("password.current")}
        <input name="current" type="password" autoComplete="current-password" maxLength={200} />
      </label>
      <label>
        {t("password.next")}
        <input name="next" type="password" autoComplete="new-password" maxLength={200} />
      </label>
      <label>
        {t("password.again")}
        <input name="again" type="password" autoComplete="new-password" maxLength={200} />
      </label>
      <button type="submit" className="button primary" disabled={busy}>
        {t("password.save")}
      </button>
      {forced && (
        <button type="button" className="button" onClick={() => void signOut()}>
          {t("nav.signOut")}
        </button>
      )}
    </form>
  );
}
