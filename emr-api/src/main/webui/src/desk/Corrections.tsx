import { useState } from "react";
import { useDoing } from "../doing";
import { moment } from "../format/time";
import { Icon } from "../frame/Icon";
import { ProblemNote, Shown } from "../frame/states";
import { useSpeech } from "../lang";
import { told } from "../lang/told";
import { useLoad } from "../load";
import { go, Link } from "../route";
import { desk, type Rehearsed } from "./api";
import { diff, lines } from "./diff";
import { Notices } from "./Notices";

/** Who made a corrected copy of this message, or what this one is a copy of. */
export function MadeCorrections({ id }: { id: string }) {
  const { t } = useSpeech();
  const made = useLoad(`corrections ${id}`, (signal) => desk.corrections(id, signal));
  if (!made.data?.length) return null;
  return (
    <section className="card">
      <h2>{t("desk.corrections")}</h2>
      <ul className="plain">
        {made.data.map((one) => (
          <li key={one.inboundId}>
            {moment(one.at)} · {one.actor} · {one.reason} ·{" "}
            {one.inboundId === id ? (
              <Link to={{ page: "message", id: one.correctsId }}>{t("desk.original")}</Link>
            ) : (
              <Link to={{ page: "message", id: one.inboundId }}>{t("desk.copy")}</Link>
            )}
          </li>
        ))}
      </ul>
    </section>
  );
}

export function Diff({ before, after }: { before: string; after: string }) {
  const { t } = useSpeech();
  const all = diff(before, after);
  const mark = { same: " ", gone: "−", new: "+" } as const;
  return (
    <pre className="raw diff" tabIndex={0} role="region" aria-label={t("desk.diff")}>
      {all.map((line, i) => (
        <span key={i} className={`line line-${line.kind}`}>
          {line.kind !== "same" && <span className="hidden-text">{t(line.kind === "gone" ? "desk.lineGone" : "desk.lineNew")} </span>}
          {`${mark[line.kind]} ${line.text}\n`}
        </span>
      ))}
    </pre>
  );
}

function Rehearsal({ result }: { result: Rehearsed }) {
  const { t, code, language } = useSpeech();
  const good = result.outcome === "APPLIED";
  return (
    <div className="rehearsal" role="status">
      <p className={good ? "note note-good" : "note note-stale"}>
        <Icon name={good ? "info" : "warn"} />
        <span>
          <strong>{t("desk.would", { x: code("outcome", result.outcome) })}</strong>
          {result.code && ` ${code("code", result.code)}. `}
          {result.detail && told(result.detail, language)}
        </span>
      </p>
      {good && <p>{t("desk.changes", { n: result.changes.length, new: result.changes.filter((c) => c.version === 1).length })}</p>}
      {result.remarks.length > 0 && (
        <ul className="plain">
          {result.remarks.map((remark) => (
            <li key={remark}>{told(remark, language)}</li>
          ))}
        </ul>
      )}
      <Notices notices={result.notices} />
    </div>
  );
}

/** Edit, look at the difference, rehearse, then apply. The original stays as it came. */
export function CorrectPage({ id }: { id: string }) {
  const { t } = useSpeech();
  const content = useLoad(`content ${id}`, (signal) => desk.content(id, signal));
  return (
    <div className="page">
      <p>
        <Link to={{ page: "message", id }}>← {t("message.title")}</Link>
      </p>
      <h1>{t("desk.correct")}</h1>
      <p className="fine">{t("desk.correctIntro")}</p>
      <Shown from={content} rows={6}>
        {(data) =>
          data.charset && data.whole ? (
            <Editor id={id} original={data.text ?? ""} />
          ) : (
            <p className="note note-stale"><Icon name="warn" /><span>{t("desk.cannotCorrect")}</span></p>
          )
        }
      </Shown>
    </div>
  );
}

function Editor({ id, original }: { id: string; original: string }) {
  const { t } = useSpeech();
  const before = lines(original).join("\n");
  const [text, setText] = useState(before);
  const [reason, setReason] = useState("");
  const [rehearsed, setRehearsed] = useState<{ of: string; result: Rehearsed }>();
  const { busy, problem, run } = useDoing();
  const changed = text !== before;
  const current = rehearsed?.of === text ? rehearsed.result : undefined;

  const rehearse = () => run(async () => setRehearsed({ of: text, result: await desk.rehearse(id, text) }));
  const apply = () =>
    run(async () => {
      const applied = await desk.correct(id, text, reason);
      go({ page: "message", id: applied.inboundId ?? id });
    });

  return (
    <>
      <label className="field-label" htmlFor="corrected">{t("desk.text")}</label>
      <textarea
        id="corrected"
        className="editor"
        spellCheck={false}
        wrap="off"
        rows={Math.min(24, Math.max(6, lines(text).length + 1))}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      {changed && (
        <section className="card">
          <h2>{t("desk.diff")}</h2>
          <Diff before={before} after={current?.text ?? text} />
        </section>
      )}
      <div className="buttons">
        <button type="button" className="button" disabled={!changed || busy} onClick={() => void rehearse()}>
          {t("desk.rehearse")}
        </button>
        {!changed && <span className="fine">{t("desk.unchanged")}</span>}
      </div>
      {problem && <ProblemNote problem={problem} />}
      {current && (
        <section className="card">
          <h2>{t("desk.rehearsal")}</h2>
          <Rehearsal result={current} />
          <label className="field-label" htmlFor="reason">{t("desk.reason")}</label>
          <input id="reason" className="wide-input" maxLength={500} value={reason} onChange={(event) => setReason(event.target.value)} />
          <p className="fine">{t("desk.reasonHint")}</p>
          <div className="buttons">
            <button type="button" className="button primary" disabled={busy || reason.trim().length < 3} onClick={() => void apply()}>
              {t("desk.apply")}
            </button>
          </div>
        </section>
      )}
    </>
  );
}
