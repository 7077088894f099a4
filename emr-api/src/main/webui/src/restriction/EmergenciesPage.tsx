import { useState, type FormEvent } from "react";
import { useDoing } from "../doing";
import { moment } from "../format/time";
import { Drawer } from "../frame/Drawer";
import { ProblemNote, Shown } from "../frame/states";
import { Listing } from "../frame/Table";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { restriction, type Emergency, type Verdict } from "./api";

const VERDICTS: Verdict[] = ["JUSTIFIED", "NOT_JUSTIFIED"];

function Review({ one, onClose, onDone }: { one: Emergency; onClose: () => void; onDone: (all: Emergency[]) => void }) {
  const { t } = useSpeech();
  const { busy, problem, run } = useDoing();
  const [verdict, setVerdict] = useState<Verdict>();
  const [note, setNote] = useState("");
  const judge = (event: FormEvent) => {
    event.preventDefault();
    if (verdict) void run(async () => onDone(await restriction.judge(one.id, verdict, note.trim() || undefined)));
  };
  return (
    <Drawer title={t("emergency.judge")} onClose={onClose}>
      <form className="order-form" onSubmit={judge}>
        <p>{one.by}: {one.reason}</p>
        <fieldset className="staff-departments">
          <legend>{t("emergency.verdict")}</legend>
          {VERDICTS.map((which) => (
            <label key={which} className="check">
              <input type="radio" name="verdict" checked={verdict === which} onChange={() => setVerdict(which)} />
              {t(`emergency.${which}`)}
            </label>
          ))}
        </fieldset>
        <label>{t("emergency.note")}<textarea rows={3} maxLength={500} value={note} onChange={(e) => setNote(e.target.value)} /></label>
        {problem && <ProblemNote problem={problem} />}
        <button type="submit" className="button primary" disabled={busy || !verdict || (verdict === "NOT_JUSTIFIED" && !note.trim())}>{t("emergency.judge")}</button>
      </form>
    </Drawer>
  );
}

function One({ one, onJudge }: { one: Emergency; onJudge: () => void }) {
  const { t, code } = useSpeech();
  const seen = (line: string) => {
    const [kind = "", ...object] = line.split(" ");
    return [code("audit", kind), object.length > 0 && code("object", object.join(" "))].filter(Boolean).join(": ");
  };
  return (
    <tr>
      <th scope="row">
        {one.by} <span className="fine block">{[one.username, ...one.departments].join(" · ")}</span>
      </th>
      <td data-label={t("emergency.whom")}>{one.patientNumber ?? <span className="fine">{t("emergency.system")}</span>}</td>
      <td className="whole">
        {t(`emergency.${one.cause}`)}
        <span className="block">{one.reason}</span>
        {one.seen.length > 0 && <span className="fine block">{t("emergency.seen", { n: one.seen.length })}: {one.seen.map(seen).join("; ")}</span>}
      </td>
      <td className="num fine" data-label={t("emergency.when")}>{moment(one.startedAt)} → {one.lasts ? t("overview.now") : moment(one.endedAt)}</td>
      <td className="whole">
        {one.verdict ? (
          <>
            {t(`emergency.${one.verdict}`)}
            <span className="fine block">{[one.judgedBy, moment(one.judgedAt), one.note].filter(Boolean).join(" · ")}</span>
          </>
        ) : one.mayJudge ? (
          <button type="button" className="button" onClick={onJudge} aria-label={`${t("emergency.judge")}: ${one.by}`}>{t("emergency.judge")}</button>
        ) : (
          <span className="fine">{t("emergency.own")}</span>
        )}
      </td>
    </tr>
  );
}

/** What was opened in emergencies, for those who look at it the next morning: what waits first. */
export function EmergenciesPage() {
  const { t } = useSpeech();
  const told = useLoad("emergencies", (signal) => restriction.emergencies(signal));
  const [judging, setJudging] = useState<Emergency>();
  const list = (all: Emergency[]) => (
    <>
      {all.length > 0 && <p role="status">{t("emergency.waiting", { n: all.filter((one) => !one.verdict).length })}</p>}
      <Listing none="emergency.none" columns={["emergency.who", "emergency.whom", "emergency.why", "emergency.when", "emergency.verdict"]} of={all}>
        {(one) => <One key={one.id} one={one} onJudge={() => setJudging(one)} />}
      </Listing>
    </>
  );
  return (
    <div className="page">
      <h1>{t("emergency.title")}</h1>
      <p>{t("emergency.intro")}</p>
      <Shown from={told} rows={6}>{list}</Shown>
      {judging && <Review one={judging} onClose={() => setJudging(undefined)} onDone={(all) => { told.put(all); setJudging(undefined); }} />}
    </div>
  );
}
