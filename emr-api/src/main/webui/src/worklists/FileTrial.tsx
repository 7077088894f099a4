import { useState } from "react";
import type { CodeLoading } from "../api";
import { Problem } from "../client";
import { whole } from "../format/values";
import { FileButton } from "../frame/FileButton";
import { ProblemNote } from "../frame/states";
import { Table } from "../frame/Table";
import { useSpeech } from "../lang";
import { told } from "../lang/told";
import { problemOf } from "./Deciding";

type Load = (file: File, onlyTry: boolean) => Promise<CodeLoading>;

function Faults({ tried }: { tried: CodeLoading }) {
  const { t, code, language } = useSpeech();
  return (
    <>
      <p className="bad">{t("codes.faults", { n: whole(tried.faultCount, language) })}</p>
      <div className="tried">
        <Table columns={["codes.line", "codes.column", "codes.wrong"]} of={tried.faults} look="compact">
          {(f, i) => (
            <tr key={i}>
              <th scope="row" className="num">{f.line}</th>
              <td className="mono">{f.column}</td>
              <td>
                {code("wrong", f.wrong)}
                {f.with !== undefined && <span className="fine"> {f.with === 0 ? t("codes.withStanding") : t("codes.withLine", { n: f.with })}</span>}
              </td>
            </tr>
          )}
        </Table>
      </div>
    </>
  );
}

function Differences({ tried }: { tried: CodeLoading }) {
  const { t } = useSpeech();
  return (
    <div className="tried">
      <Table columns={["codes.line", "codes.code", "codes.was", "codes.after"]} of={tried.differences} look="compact">
        {(d) => (
          <tr key={`${d.line} ${d.code}`}>
            <th scope="row" className="num">{d.line || "–"}</th>
            <td className="mono">{d.code}</td>
            <td className="fine">{d.before ?? t("codes.new")}</td>
            <td>{d.after ?? t("codes.gone")}</td>
          </tr>
        )}
      </Table>
    </div>
  );
}

/** A file is tried first: what it would change and every bad line; a person then loads it or not. */
export function FileTrial({ label, load, accept = ".csv,text/csv", blocked = false, onDone }: { label: string; load: Load; accept?: string; blocked?: boolean; onDone: (words: string) => void }) {
  const { t, language } = useSpeech();
  const [file, setFile] = useState<File>();
  const [tried, setTried] = useState<CodeLoading>();
  const [problem, setProblem] = useState<Problem>();
  const [busy, setBusy] = useState(false);
  const count = (n: number) => whole(n, language);
  const clear = () => {
    setFile(undefined);
    setTried(undefined);
  };
  const run = (chosen: File, onlyTry: boolean) => {
    setBusy(true);
    setProblem(undefined);
    load(chosen, onlyTry)
      .then(
        (done) => {
          if (onlyTry) return setTried(done);
          clear();
          onDone(t("codes.loaded", { n: count(done.lines), made: count(done.made), changed: count(done.changed), ended: count(done.ended) }));
        },
        (cause) => setProblem(problemOf(cause)),
      )
      .finally(() => setBusy(false));
  };
  const choose = (chosen: File) => {
    setFile(chosen);
    setTried(undefined);
    run(chosen, true);
  };
  const changes = tried ? tried.made + tried.changed + tried.ended : 0;
  return (
    <div className="field">
      <div className="buttons">
        <FileButton label={label} accept={accept} disabled={busy || blocked} onChoose={choose} />
        {file && <span className="fine">{file.name}</span>}
      </div>
      {busy && (
        <p className="fine" role="status">
          {t(tried ? "codes.taking" : "codes.reading")} <progress aria-label={t(tried ? "codes.taking" : "codes.reading")} />
        </p>
      )}
      {problem && <ProblemNote problem={problem} />}
      {problem && <p className="mono">{(problem.body.fields ?? []).map((field) => told(String(field), language)).join(" · ")}</p>}
      {tried && file && (
        <section aria-label={t("codes.trial")} className="choosing">
          <p>{t("codes.tried", { n: count(tried.lines), made: count(tried.made), changed: count(tried.changed), same: count(tried.same), ended: count(tried.ended) })}</p>
          {tried.faultCount > 0 ? <Faults tried={tried} /> : tried.differences.length > 0 && <Differences tried={tried} />}
          <div className="actions">
            {tried.faultCount === 0 && changes > 0 && (
              <button type="button" className="button primary" disabled={busy} onClick={() => run(file, false)}>
                {t("codes.loadNow")}
              </button>
            )}
            <button type="button" className="button" onClick={clear}>
              {t("codes.dropFile")}
            </button>
          </div>
        </section>
      )}
    </div>
  );
}
