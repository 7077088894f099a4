import { useState, type FormEvent } from "react";
import { useDoing } from "../doing";
import { day, moment } from "../format/time";
import { fits, typedInstant } from "../format/typed";
import { DateField } from "../frame/DateField";
import { Drawer } from "../frame/Drawer";
import { Facts } from "../frame/Facts";
import { Icon } from "../frame/Icon";
import { Listing } from "../frame/Table";
import { ProblemNote, Shown } from "../frame/states";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { useMe } from "../session";
import { CHANNELS, OUTCOMES, requests, type Channel, type Outcome, type Step, type SubjectRequest } from "./api";
import { actor, named, NOBODY, WhoSaid } from "./WhoSaid";

/** The last day of a term that ends at this moment. */
const lastDay = (end: string) => day(new Date(Date.parse(end) - 1).toISOString());

function TakeForm({ onClose, onDone }: { onClose: () => void; onDone: () => void }) {
  const { t, language } = useSpeech();
  const { busy, problem, run } = useDoing();
  const kinds = useLoad("request kinds", (signal) => requests.kinds(signal));
  const [said, setSaid] = useState(NOBODY);
  const [form, setForm] = useState({ number: "", kind: "", channel: "" as Channel | "", words: "", others: false, received: "" });
  const put = (part: Partial<typeof form>) => setForm((before) => ({ ...before, ...part }));
  const save = (event: FormEvent) => {
    event.preventDefault();
    const { received, channel, ...rest } = form;
    if (channel === "" || !fits(received, typedInstant)) return;
    void run(async () => {
      await requests.take({ ...rest, ...actor(said), channel, receivedAt: typedInstant(received) });
      onDone();
    });
  };
  return (
    <Drawer title={t("request.take")} onClose={onClose}>
      <Shown from={kinds}>
        {(all) => (
          <form className="order-form" onSubmit={save}>
            <label>{t("request.number")}<input required maxLength={100} autoComplete="off" value={form.number} onChange={(e) => put({ number: e.target.value })} /></label>
            <label>
              {t("request.kind")}
              <select required value={form.kind} onChange={(e) => put({ kind: e.target.value })}>
                <option value="">{t("staff.choose")}</option>
                {all.map((one) => <option key={one.code} value={one.code}>{t("request.term", { name: language === "vi" ? one.nameVi : one.nameEn, days: form.others ? one.daysOthers : one.days })}</option>)}
              </select>
            </label>
            <label className="check"><input type="checkbox" checked={form.others} onChange={(e) => put({ others: e.target.checked })} />{t("request.others")}</label>
            <WhoSaid label="request.by" said={said} onChange={setSaid} />
            <label>
              {t("consent.channel")}
              <select required value={form.channel} onChange={(e) => put({ channel: e.target.value as Channel })}>
                <option value="">{t("staff.choose")}</option>
                {CHANNELS.map((one) => <option key={one} value={one}>{t(`request.${one}`)}</option>)}
              </select>
            </label>
            <label>{t("request.words")}<textarea required rows={4} maxLength={2000} value={form.words} onChange={(e) => put({ words: e.target.value })} /></label>
            <DateField time label="request.received" value={form.received} onChange={(received) => put({ received })} />
            {problem && <ProblemNote problem={problem} />}
            <button type="submit" className="button primary" disabled={busy || !named(said) || form.words.trim().length < 5}>{t("request.take")}</button>
          </form>
        )}
      </Shown>
    </Drawer>
  );
}

function StepForm({ request, act, onDone }: { request: SubjectRequest; act: Step["act"]; onDone: (now: SubjectRequest) => void }) {
  const { t } = useSpeech();
  const { busy, problem, run } = useDoing();
  const [outcome, setOutcome] = useState<Outcome | "">("");
  const [reason, setReason] = useState("");
  const [article, setArticle] = useState(request.keptBy ?? "");
  const answer = act === "ANSWERED";
  const save = (event: FormEvent) => {
    event.preventDefault();
    void run(async () =>
      onDone(await requests.step(request.id, { act, outcome: outcome || undefined, reason: reason.trim() || undefined, article: (answer && article.trim()) || undefined })));
  };
  return (
    <form className="order-form" onSubmit={save}>
      {answer && (
        <label>
          {t("request.outcome")}
          <select required value={outcome} onChange={(e) => setOutcome(e.target.value as Outcome)}>
            <option value="">{t("staff.choose")}</option>
            {OUTCOMES.filter((one) => one === "REFUSED" || !request.keptBy).map((one) => <option key={one} value={one}>{t(`request.${one}`)}</option>)}
          </select>
        </label>
      )}
      {act !== "ACKNOWLEDGED" && (
        <label>{t(answer ? "request.answer" : "request.why")}<textarea required rows={4} minLength={5} maxLength={2000} value={reason} onChange={(e) => setReason(e.target.value)} /></label>
      )}
      {answer && <label>{t("request.article")}<input required={outcome === "REFUSED"} maxLength={300} value={article} onChange={(e) => setArticle(e.target.value)} /></label>}
      {problem && <ProblemNote problem={problem} />}
      <button type="submit" className="button primary" disabled={busy}>{t(`request.${act}`)}</button>
    </form>
  );
}

/** What was asked and answered, as it is handed to the person. */
function Letter({ request }: { request: SubjectRequest }) {
  const { t } = useSpeech();
  const me = useMe();
  const answer = request.steps.find((step) => step.act === "ANSWERED");
  const asker = request.by === "PATIENT" ? t("consent.PATIENT") : `${request.representative} (${request.relation})`;
  return (
    <article className="paper-sheet">
      <p>{me.facility?.name}</p>
      <h3>{t(answer ? "request.letter" : "request.one")}</h3>
      <Facts
        of={[
          [t("request.number"), request.number],
          [t("request.by"), asker],
          [t("request.kind"), request.kind.nameVi],
          [t("request.receivedAt"), moment(request.receivedAt)],
          [t("request.answerBy"), `${lastDay(request.answerBy)} (${request.kind.article})`],
          [t("request.words"), request.words],
          [t("request.outcome"), answer?.outcome && t(`request.${answer.outcome}`)],
          [t("request.answer"), answer?.reason],
          [t("request.article"), answer?.article],
        ]}
      />
      {answer && <p className="sign">{t("request.signPlace")}</p>}
    </article>
  );
}

function OneRequest({ request, onClose, onDone }: { request: SubjectRequest; onClose: () => void; onDone: (now: SubjectRequest) => void }) {
  const { t } = useSpeech();
  const { busy, problem, run } = useDoing();
  const [act, setAct] = useState<Step["act"]>();
  const done = (what: Step["act"]) => request.steps.some((step) => step.act === what);
  const open = request.state === "ANSWERED" ? [] : (["ACKNOWLEDGED", "EXTENDED", "ANSWERED"] as const).filter((one) => !done(one));
  const print = () => void run(async () => {
    await requests.printed(request.id);
    window.print();
  });
  return (
    <Drawer kind="sheet" wide title={t("request.one")} onClose={onClose}>
      <div className="spaced">
        <Letter request={request} />
        {request.keptBy && <p className="note">{t("request.kept", { article: request.keptBy })}</p>}
        {request.steps.length > 0 && (
          <ul className="items">
            {request.steps.map((step) => (
              <li key={step.act}>
                <strong>{t(`request.is${step.act}`)}</strong> <span className="fine">{step.by} · {moment(step.at)}</span>
                {step.reason && <span className="block">{step.reason}</span>}
              </li>
            ))}
          </ul>
        )}
        <p className="buttons">
          {open.map((one) => <button key={one} type="button" className="button" aria-pressed={act === one} onClick={() => setAct(one)}>{t(`request.${one}`)}</button>)}
          {request.state === "ANSWERED" && <button type="button" className="button" disabled={busy} onClick={print}><Icon name="print" size={16} /> {t("request.print")}</button>}
        </p>
        {problem && <ProblemNote problem={problem} />}
        {act && <StepForm key={act} request={request} act={act} onDone={(now) => { setAct(undefined); onDone(now); }} />}
      </div>
    </Drawer>
  );
}

/** What people ask about their own data, the most urgent first; what is late stands red. */
export function RequestsPart() {
  const { t, language } = useSpeech();
  const loaded = useLoad("subject requests", (signal) => requests.all(signal));
  const [taking, setTaking] = useState(false);
  const [shown, setShown] = useState<SubjectRequest>();
  return (
    <>
      <div className="card-head">
        <p>{t("request.intro")}</p>
        <button type="button" className="button" onClick={() => setTaking(true)}>{t("request.take")}</button>
      </div>
      <Shown from={loaded} rows={4}>
        {(all) => (
          <Listing none="request.none" columns={["request.receivedAt", "request.kind", "request.number", "request.acknowledgeBy", "request.answerBy", "request.state"]} of={all}>
            {(one) => (
              <tr key={one.id}>
                <td className="num">{moment(one.receivedAt)}</td>
                <th scope="row"><button type="button" className="link-button" onClick={() => setShown(one)}>{language === "vi" ? one.kind.nameVi : one.kind.nameEn}</button></th>
                <td data-label={t("request.number")}>{one.number}</td>
                <td className="num" data-label={t("request.acknowledgeBy")}>{one.acknowledgeBy ? lastDay(one.acknowledgeBy) : "—"}</td>
                <td className="num" data-label={t("request.answerBy")}>{lastDay(one.answerBy)}</td>
                <td className={one.state === "OVERDUE" ? "bad" : ""} data-label={t("request.state")}>{one.state === "OVERDUE" && <Icon name="warn" size={16} />} {t(`request.state.${one.state}`)}</td>
              </tr>
            )}
          </Listing>
        )}
      </Shown>
      {taking && <TakeForm onClose={() => setTaking(false)} onDone={() => { setTaking(false); loaded.reload(); }} />}
      {shown && <OneRequest request={shown} onClose={() => setShown(undefined)} onDone={(now) => { setShown(now); loaded.reload(); }} />}
    </>
  );
}
