import { useId, useState } from "react";
import type { CodeLoading } from "../api";
import { Problem } from "../client";
import { codes } from "../client.worklists";
import { day } from "../format/time";
import { fits, typedDay } from "../format/typed";
import { whole } from "../format/values";
import { DateField } from "../frame/DateField";
import { FileButton } from "../frame/FileButton";
import { ProblemNote } from "../frame/states";
import { Table } from "../frame/Table";
import { useSpeech } from "../lang";
import { told } from "../lang/told";
import { useLoad } from "../load";
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
          <tr key={d.line}>
            <th scope="row" className="num">{d.line}</th>
            <td className="mono">{d.code}</td>
            <td className="fine">{d.before ?? t("codes.new")}</td>
            <td>{d.after}</td>
          </tr>
        )}
      </Table>
    </div>
  );
}

/** A file is tried first: what it would change and every bad line; a person then loads it or not. */
function Trial({ label, load, blocked = false, onDone }: { label: string; load: Load; blocked?: boolean; onDone: (words: string) => void }) {
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
        <FileButton label={label} accept=".csv,text/csv" disabled={busy || blocked} onChoose={choose} />
        {file && <span className="fine">{file.name}</span>}
      </div>
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

/** Mappings and catalogues as files. */
export function CodeFiles({ onDone }: { onDone: (words: string) => void }) {
  const { t, language } = useSpeech();
  const id = useId();
  const [problem, setProblem] = useState<Problem>();
  const [catalogue, setCatalogue] = useState("QD1227");
  const [from, setFrom] = useState("");
  const loaded = useLoad("catalogues", (signal) => codes.catalogues(signal));
  const done = (words: string) => {
    loaded.reload();
    onDone(words);
  };
  return (
    <details className="card code-files">
      <summary>{t("codes.files")}</summary>
      <div className="deciding">
        <h3>{t("codes.standing")}</h3>
        <div className="actions">
          <button type="button" className="button" onClick={() => void codes.save().catch((cause: unknown) => setProblem(problemOf(cause)))}>
            {t("codes.export")}
          </button>
        </div>
        {problem && <ProblemNote problem={problem} />}
        <Trial label={t("codes.import")} load={codes.load} onDone={done} />
        <h3>{t("codes.catalogues")}</h3>
        <p className="fine">{t("codes.cataloguesHint")}</p>
        {(loaded.data?.length ?? 0) > 0 && (
          <ul className="plain">
            {loaded.data!.map((c) => (
              <li key={c.catalogue}>
                <span className="mono">{c.catalogue}</span>{" "}
                {[t("codes.holds", { n: whole(c.codes, language) }), c.from && t("codes.since", { x: day(c.from) })].filter(Boolean).join(", ")}
              </li>
            ))}
          </ul>
        )}
        <div className="two">
          <div className="field">
            <label htmlFor={`${id}n`}>{t("codes.catalogueName")}</label>
            <input id={`${id}n`} value={catalogue} maxLength={30} pattern="[A-Za-z0-9._\-]+" autoComplete="off" onChange={(event) => setCatalogue(event.target.value)} />
          </div>
          <DateField label="codes.from" hint="codes.fromHint" value={from} onChange={setFrom} />
        </div>
        <Trial
          key={`${catalogue} ${from}`}
          label={t("codes.importCatalogue")}
          load={(file, onlyTry) => codes.loadCatalogue(catalogue, typedDay(from) ?? "", file, onlyTry)}
          blocked={!fits(from, typedDay)}
          onDone={done}
        />
      </div>
    </details>
  );
}
