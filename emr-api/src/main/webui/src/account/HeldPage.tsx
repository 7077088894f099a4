import { useState, type FormEvent } from "react";
import { useDoing } from "../doing";
import { ProblemNote } from "../frame/states";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { useSession } from "../session";
import { account, type Enrolment } from "./api";
import { canUsePasskeys, makePasskey, signWithPasskey } from "./passkeys";
import { ConfirmApp } from "./SetUpApp";

function SignOut() {
  const { t } = useSpeech();
  const { signOut } = useSession();
  return <button type="button" className="button" onClick={() => void signOut()}>{t("nav.signOut")}</button>;
}

/** The second step of signing in: a code of the app or a recovery code. */
export function CodePage() {
  const { t } = useSpeech();
  const { reloadMe } = useSession();
  const { busy, problem, run } = useDoing();
  const own = useLoad("own factors", (signal) => account.factors(signal)).data;
  const kinds = own?.factors.map((factor) => factor.kind) ?? [];
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const code = String(new FormData(event.currentTarget).get("code") ?? "").trim();
    if (!code) return;
    void run(async () => {
      await account.give(code);
      await reloadMe();
    });
  };
  return (
    <form className="card gate-form" onSubmit={submit} noValidate>
      <h1>{t("factor.title")}</h1>
      <p>{t("factor.give")}</p>
      {problem && <ProblemNote problem={problem} />}
      {kinds.includes("PASSKEY") && canUsePasskeys(own) && (
        <button type="button" className="button primary" disabled={busy} onClick={() => void run(async () => { await signWithPasskey(); await reloadMe(); })}>{t("factor.usePasskey")}</button>
      )}
      <label>
        {t("factor.code")}
        <input name="code" autoComplete="one-time-code" autoCapitalize="characters" spellCheck={false} autoFocus maxLength={40} />
      </label>
      <button type="submit" className="button primary" disabled={busy}>{t("factor.continue")}</button>
      <SignOut />
    </form>
  );
}

/** For somebody who needs a second factor and has none yet. */
export function SetUpPage({ onCodes }: { onCodes: (codes: string[]) => void }) {
  const { t } = useSpeech();
  const { busy, problem, run } = useDoing();
  const [shown, setShown] = useState<Enrolment>();
  const own = useLoad("own factors", (signal) => account.factors(signal)).data;
  return (
    <section className="card gate-form" aria-labelledby="factor-title">
      <h1 id="factor-title">{t("factor.setUp")}</h1>
      <p>{t("factor.must")}</p>
      {problem && <ProblemNote problem={problem} />}
      {shown ? (
        <ConfirmApp shown={shown} onCodes={onCodes} />
      ) : (
        <>
          <button type="button" className="button primary" disabled={busy} onClick={() => void run(async () => setShown(await account.begin()))}>{t("factor.begin")}</button>
          {canUsePasskeys(own) && (
            <button type="button" className="button" disabled={busy} onClick={() => void run(async () => onCodes(await makePasskey(t("factor.firstKey"))))}>{t("factor.beginPasskey")}</button>
          )}
        </>
      )}
      <SignOut />
    </section>
  );
}

/** For somebody from outside the hospital who has no second factor. */
export function OutsidePage() {
  const { t } = useSpeech();
  return (
    <section className="card gate-form" aria-labelledby="outside-title">
      <h1 id="outside-title">{t("factor.outside")}</h1>
      <p>{t("factor.outsideText")}</p>
      <SignOut />
    </section>
  );
}
