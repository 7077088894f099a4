import { useState } from "react";
import { useDoing } from "../doing";
import { moment } from "../format/time";
import { whole } from "../format/values";
import { ProblemNote, Shown } from "../frame/states";
import { Listing } from "../frame/Table";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { may, useMe } from "../session";
import { desk, type Preview, type Replay, type ReplayAsked } from "./api";
import { ANY, Conditions, conditions, readable } from "./Conditions";

const EVERY_MS = 3_000;

function Dry({ preview }: { preview: Preview }) {
  const { t, code, language } = useSpeech();
  return (
    <div role="status" className="rehearsal">
      <p>
        <strong>{t("replay.fits", { n: whole(preview.total, language) })}</strong>{" "}
        {preview.judged < preview.total && t("replay.judged", { n: preview.judged })}
      </p>
      <ul className="plain">
        {preview.counts.map((count) => (
          <li key={`${count.outcome} ${count.code}`}>
            {whole(count.messages, language)} · {code("event", count.outcome)}
            {count.code && ` – ${code("code", count.code)}`}
          </li>
        ))}
      </ul>
      {preview.needsApproval && <p className="note note-quiet"><span>{t("replay.needsApproval")}</span></p>}
    </div>
  );
}

/** First a dry run; only what was rehearsed can be started. */
function NewReplay({ onAsked }: { onAsked: () => void }) {
  const { t } = useSpeech();
  const [typed, setTyped] = useState(ANY);
  const [perSecond, setPerSecond] = useState("20");
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState<{ of: string; preview: Preview }>();
  const { busy, problem, run } = useDoing();
  const filter: ReplayAsked = conditions(typed);
  const preview = readable(typed) && tried?.of === JSON.stringify(filter) ? tried.preview : undefined;
  const rehearse = () => run(async () => setTried({ of: JSON.stringify(filter), preview: await desk.preview(filter) }));
  const start = () =>
    run(async () => {
      await desk.replay({ ...filter, perSecond: Number(perSecond) || undefined, reason });
      setTried(undefined);
      setReason("");
      onAsked();
    });
  return (
    <section className="card">
      <h2>{t("replay.new")}</h2>
      <div className="conditions">
        <Conditions typed={typed} onChange={setTyped} />
        <label>
          {t("replay.perSecond")}
          <input type="number" min={1} max={200} value={perSecond} onChange={(e) => setPerSecond(e.target.value)} />
        </label>
        <button type="button" className="button" disabled={busy || !readable(typed)} onClick={() => void rehearse()}>
          {t(busy ? "replay.rehearsing" : "desk.rehearse")}
        </button>
      </div>
      {problem && <ProblemNote problem={problem} />}
      {preview && <Dry preview={preview} />}
      {preview && preview.total > 0 && (
        <>
          <label className="field-label" htmlFor="replay-reason">{t("desk.reason")}</label>
          <input id="replay-reason" className="wide-input" maxLength={500} value={reason} onChange={(e) => setReason(e.target.value)} />
          <p className="fine">{t("desk.reasonHint")}</p>
          <div className="buttons">
            <button type="button" className="button primary" disabled={busy || reason.trim().length < 3} onClick={() => void start()}>
              {t(preview.needsApproval ? "replay.ask" : "replay.start")}
            </button>
          </div>
        </>
      )}
    </section>
  );
}

function Row({ replay, onChanged }: { replay: Replay; onChanged: () => void }) {
  const { t, code, language } = useSpeech();
  const me = useMe();
  const { problem, run } = useDoing();
  const act = async (work: () => Promise<Replay>) => (await run(work)) && onChanged();
  const done = replay.total - replay.left;
  const open = replay.state === "RUNNING" || replay.state === "WAITING_APPROVAL";
  const filters = [replay.sourceName, code("code", replay.code), replay.messageType, [moment(replay.from), moment(replay.to)].filter(Boolean).join(" – ")];
  return (
    <tr>
      <td className="num">{moment(replay.askedAt)}<span className="fine block">{replay.askedName}</span></td>
      <td className="whole">{filters.filter(Boolean).join(" · ") || t("replay.everything")}<span className="fine block">{replay.reason}</span></td>
      <td>
        {code("replay", replay.state)}
        {replay.approvedName && <span className="fine block">{t("replay.approvedBy", { x: replay.approvedName })}</span>}
        {replay.endedName && <span className="fine block">{t("replay.stoppedBy", { x: replay.endedName })}</span>}
      </td>
      <td>
        <progress max={replay.total} value={done} aria-label={t("replay.progress")} />
        <span className="block num">{t("replay.of", { done: whole(done, language), all: whole(replay.total, language) })}</span>
      </td>
      <td className="num">
        {t("replay.counts", { applied: whole(replay.applied, language), parked: whole(replay.parked, language), refused: whole(replay.refused, language) })}
        {replay.dismissed > 0 && <span className="block">{t("replay.meanwhile", { n: replay.dismissed })}</span>}
      </td>
      <td className="actions whole">
        {open && may(me, "PARKED_APPLY") && (
          <>
            {replay.state === "WAITING_APPROVAL" && replay.askedBy !== me.accountId && (
              <button type="button" className="button primary" onClick={() => void act(() => desk.approve(replay.id))}>{t("replay.approve")}</button>
            )}
            <button type="button" className="button" onClick={() => void act(() => desk.stop(replay.id))}>{t("replay.stop")}</button>
          </>
        )}
        {problem && <ProblemNote problem={problem} />}
      </td>
    </tr>
  );
}

/** Applying many waiting messages again: rehearse, ask, approve, watch, stop. */
export function ReplaysPage() {
  const { t } = useSpeech();
  const me = useMe();
  const replays = useLoad("replays", (signal, background) => desk.replays(signal, background), { everyMs: EVERY_MS });
  return (
    <div className="page">
      <h1>{t("desk.replays")}</h1>
      <p className="fine">{t("replay.intro")}</p>
      {may(me, "PARKED_APPLY") && <NewReplay onAsked={replays.reload} />}
      <Shown from={replays} rows={4}>
        {(all) => (
          <Listing
            none="replay.none"
            columns={["replay.asked", "replay.what", "replay.state", "replay.progress", "message.outcome", "parked.action"]}
            of={all}
          >
            {(one) => <Row key={one.id} replay={one} onChanged={replays.reload} />}
          </Listing>
        )}
      </Shown>
    </div>
  );
}
