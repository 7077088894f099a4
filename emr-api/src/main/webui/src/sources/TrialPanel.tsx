import { useId, useState, type FormEvent } from "react";
import { Problem } from "../client";
import { Diff } from "../desk/Corrections";
import { nameOfPlace } from "../desk/names";
import { Notices } from "../desk/Notices";
import { decoding } from "../desk/words";
import { useDoing } from "../doing";
import { Facts } from "../frame/Facts";
import { FileButton } from "../frame/FileButton";
import { Icon } from "../frame/Icon";
import { ProblemNote } from "../frame/states";
import { useSpeech } from "../lang";
import { told } from "../lang/told";
import { senders, type Pasted, type Tried } from "./api";

/** As much as the server takes. */
const LARGEST = 1 << 20;

function base64(file: File): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result).replace(/^[^,]*,/, ""));
    reader.onerror = () => reject(new Problem(0, { code: "INTERNAL" }));
    reader.readAsDataURL(file);
  });
}

function Unread({ fields }: { fields: string[] }) {
  const { t, language } = useSpeech();
  const named = fields.map((field) => {
    const name = nameOfPlace(field, language);
    return name ? `${field} ${name}` : field;
  });
  return (
    <details>
      <summary>{t("trial.unread", { n: fields.length })}</summary>
      <p className="fine">{t("trial.unreadText")}</p>
      <p className="mono wrap">{named.join(" · ")}</p>
    </details>
  );
}

function About({ tried }: { tried: Tried }) {
  const { t, code } = useSpeech();
  return (
    <Facts
      of={[
        [t("message.source"), tried.source],
        [t("message.type"), tried.messageType],
        [t("message.control"), tried.controlId],
        [t("message.charset"), decoding(tried.charsetRule, code)],
        [t("trial.values"), tried.observations > 0 ? String(tried.observations) : ""],
      ]}
    />
  );
}

function Outcome({ tried }: { tried: Tried }) {
  const { t, code, language } = useSpeech();
  const good = !tried.code;
  return (
    <div className="rehearsal">
      <div className={good ? "note note-good" : "note note-stale"} role="status">
        <Icon name={good ? "info" : "warn"} />
        <div>
          <strong>{good ? t("trial.good") : code("code", tried.code)}</strong>
          {!good && <p>{[tried.detail && told(tried.detail, language), tried.fields.join(" · ")].filter(Boolean).join(" ")}</p>}
        </div>
      </div>
      <About tried={tried} />
      {tried.remarks.length > 0 && (
        <>
          <h3>{t("message.remarks")}</h3>
          <ul className="plain">
            {tried.remarks.map((remark) => (
              <li key={remark}>{told(remark, language)}</li>
            ))}
          </ul>
        </>
      )}
      {tried.corrected !== undefined && tried.text !== undefined && (
        <>
          <h3>{t("trial.corrected")}</h3>
          <Diff before={tried.text} after={tried.corrected} />
        </>
      )}
      {tried.notices.length > 0 && <h3>{t("trial.says")}</h3>}
      <Notices notices={tried.notices} />
      {tried.unread.length > 0 && <Unread fields={tried.unread} />}
      <h3>{t("trial.answer")}</h3>
      <pre className="raw" tabIndex={0} role="region" aria-label={t("trial.answer")}>
        {tried.answer.replace(/\r/g, "\n")}
      </pre>
    </div>
  );
}

/** Shows what would become of a message; nothing of it is kept, here or on the server. */
export function TrialPanel({ source }: { source: string }) {
  const { t } = useSpeech();
  const { busy, problem, run } = useDoing();
  const [text, setText] = useState("");
  const [file, setFile] = useState<File>();
  const [tried, setTried] = useState<Tried>();
  const field = useId();
  const tooLarge = (file?.size ?? text.length) > LARGEST;
  const send = (event: FormEvent) => {
    event.preventDefault();
    setTried(undefined);
    void run(async () => {
      const pasted: Pasted = file ? { source, base64: await base64(file) } : { source, text };
      setTried(await senders.test(pasted));
    });
  };
  return (
    <section className="card">
      <h2>{t("trial.title")}</h2>
      <p className="fine">{t("trial.intro")}</p>
      <form onSubmit={send}>
        {!file && (
          <>
            <label className="field-label" htmlFor={field}>{t("trial.text")}</label>
            <textarea id={field} className="editor" rows={6} wrap="off" spellCheck={false} value={text} onChange={(e) => setText(e.target.value)} />
          </>
        )}
        {tooLarge && <p className="bad" role="alert">{t("trial.tooLarge")}</p>}
        <div className="buttons">
          {file ? (
            <>
              <span className="mono">{file.name}</span>
              <button type="button" className="button" onClick={() => setFile(undefined)}>
                {t("trial.noFile")}
              </button>
            </>
          ) : (
            <FileButton label={t("trial.file")} onChoose={setFile} />
          )}
          <button type="submit" className="button primary" disabled={busy || tooLarge || (!file && text.trim() === "")}>
            {t(busy ? "trial.trying" : "trial.try")}
          </button>
        </div>
      </form>
      {problem && <ProblemNote problem={problem} />}
      {tried && <Outcome tried={tried} />}
    </section>
  );
}
