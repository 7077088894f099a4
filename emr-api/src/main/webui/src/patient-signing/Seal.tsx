import { useEffect, useState } from "react";
import { api } from "../client";
import { useDoing } from "../doing";
import { Facts, type Fact } from "../frame/Facts";
import { useKept } from "../frame/Kept";
import { Shown } from "../frame/states";
import { useLoad } from "../load";
import { useMe } from "../session";
import { signing } from "../signing/api";
import { KeyFields, type Chosen } from "../signing/KeyFields";
import { JobView } from "../signing/JobView";
import { appOf, type Job } from "../signing/remote";
import { SignProblem } from "../signing/SignSheet";
import { useJobs } from "../signing/useJobs";
import { asking, type Line, type Said } from "./api";
import { useWords } from "./words";

/** Who signed and how, as it will be sealed. */
function Facing({ said, drawing }: { said: Said; drawing: string }) {
  const { t, code } = useWords();
  const relation = said.relation === "OTHER" ? said.relationWords : said.relation && code("relation", said.relation).toLowerCase();
  const facts: Fact[] = [
    [t("said.who"), said.signer === "PATIENT" ? t("said.patient") : t("said.for", { name: said.name ?? "", relation: relation ?? "" })],
    [t("said.because"), said.because],
    [t("said.how"), code("method", said.method)],
  ];
  return (
    <>
      <Facts of={facts} />
      {said.method === "DRAWN" && <img className="patient-drawn" src={drawing} width={900} height={450} alt={t("said.drawing")} />}
    </>
  );
}

/** Somebody else who saw it. */
function Second({ chosen, onChoose }: { chosen: string; onChoose: (id: string) => void }) {
  const { t } = useWords();
  const me = useMe();
  const [text, setText] = useState("");
  const found = useLoad(text.trim().length > 1 ? `witness ${text.trim()}` : null, (signal) => api.colleagues(text.trim(), signal));
  const people = (found.data ?? []).filter(({ accountId }) => accountId && accountId !== me.accountId);
  return (
    <details>
      <summary>{t("seal.second")}</summary>
      <label className="block">{t("seal.secondHint")}<input type="search" value={text} maxLength={100} autoComplete="off" onChange={({ target }) => { setText(target.value); onChoose(""); }} /></label>
      {people.length > 0 && (
        <select aria-label={t("seal.second")} value={chosen} onChange={({ target }) => onChoose(target.value)}>
          <option value="">{t("seal.secondNone")}</option>
          {people.map((one) => <option key={one.accountId} value={one.accountId}>{[one.name, one.place].filter(Boolean).join(", ")}</option>)}
        </select>
      )}
    </details>
  );
}

interface Props {
  patientId: string;
  sheetId: string;
  line: Line;
  /** What stands in the place. */
  words: string;
  onSealed: () => void;
}

/** What is asked for on the phone for this place: also by a page that was left meanwhile. */
function useSealing(sheetId: string, place: number, onSealed: () => void) {
  const [job, setJob] = useState<Job>();
  const listed = useJobs(onSealed);
  const waiting = listed.all.find(({ state, items }) => state === "WAITING" && items.some((one) => one.sheetId === sheetId && one.place === place && !one.entryId));
  useEffect(() => {
    if (waiting) setJob((now) => now ?? waiting);
  }, [waiting]);
  return { job, setJob };
}

/** Who led the patient is the witness, and seals with their own key what was said: here, or on the phone. */
export function Seal({ patientId, sheetId, line, words, onSealed }: Props) {
  const { t } = useWords();
  const { busy, problem, run } = useDoing();
  const keys = useLoad("signing keys", (signal) => signing.keys(signal));
  const [kept, keep] = useKept("signing key", "");
  const [chosen, setChosen] = useState<Chosen>({ key: kept, pin: "", ready: false });
  const [second, setSecond] = useState("");
  const { job, setJob } = useSealing(sheetId, line.place, onSealed);
  const seal = () =>
    run(async () => {
      const { key: keyId, pin, remote } = chosen;
      const witnessed = { keyId, ...(second && { secondWitness: second }) };
      keep(keyId);
      setChosen({ ...chosen, pin: "", ready: false });
      if (remote) return setJob(await asking.seal(patientId, sheetId, line.id, witnessed));
      await asking.confirm(patientId, sheetId, line.id, { ...witnessed, pin });
      onSealed();
    });
  if (job) {
    const what = { patientId, sheetId, version: line.version, place: line.place, what: words, role: "PATIENT" };
    return <JobView key={job.id} job={job} app={appOf(keys.data?.keys.find(({ id }) => id === job.keyId))} named={() => what} onEnded={onSealed} onAgain={() => setJob(undefined)} />;
  }
  return (
    <form
      className="order-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen.ready) void seal();
      }}
    >
      {line.said && <Facing said={line.said} drawing={asking.drawing(patientId, sheetId, line.id)} />}
      <p>{t("seal.text")}</p>
      <Second chosen={second} onChoose={setSecond} />
      <Shown from={keys} rows={3}>{(listed) => <KeyFields seal={false} legend={t("seal.legend")} keys={listed.keys.filter(({ accountId }) => accountId)} chosen={chosen} onChange={setChosen} />}</Shown>
      {problem && <SignProblem problem={problem} />}
      <div className="buttons"><button type="submit" className="button primary" disabled={busy || !chosen.ready}>{t(chosen.remote ? "seal.ask" : "seal.do")}</button></div>
    </form>
  );
}
