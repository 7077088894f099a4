import { useState, type FormEvent } from "react";
import { useDoing } from "../doing";
import { ProblemNote } from "../frame/states";
import { useSpeech } from "../lang";
import { account, type Enrolment } from "./api";
import { QrPicture } from "./QrPicture";

interface Props {
  shown: Enrolment;
  onCodes: (codes: string[]) => void;
}

/** The secret as picture and text, and the code that shows that the app has it. */
export function ConfirmApp({ shown, onCodes }: Props) {
  const { t } = useSpeech();
  const { busy, problem, run } = useDoing();
  const [code, setCode] = useState("");
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void run(async () => onCodes((await account.confirm(code.trim())).recoveryCodes));
  };
  return (
    <form className="factor-app" onSubmit={submit} noValidate>
      <ol className="plain factor-steps">
        <li>{t("factor.scan")}</li>
        <li>{t("factor.type")}</li>
      </ol>
      <QrPicture rows={shown.picture} />
      <p>
        <span className="fine block">{t("factor.secret")}</span>
        <code className="factor-secret">{shown.secret.match(/.{4}/g)!.join(" ")}</code>
      </p>
      {problem && <ProblemNote problem={problem} />}
      <label>
        {t("factor.code")}
        <input name="code" autoComplete="one-time-code" inputMode="numeric" maxLength={8} value={code} onChange={(e) => setCode(e.target.value)} />
      </label>
      <button type="submit" className="button primary" disabled={busy || code.trim().length < 6}>{t("factor.confirm")}</button>
    </form>
  );
}
