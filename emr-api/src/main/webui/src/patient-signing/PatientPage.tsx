import { useRef, useState } from "react";
import { useDoing } from "../doing";
import { moment } from "../format/time";
import { Icon } from "../frame/Icon";
import { ProblemNote, Shown } from "../frame/states";
import { useLoad } from "../load";
import { link, type Asked } from "./api";
import { HowSigns, NOTHING, said } from "./HowSigns";
import { Pages } from "./Pages";
import { isWho, WhoSigns, type Who } from "./WhoSigns";
import { useWords, type Word } from "./words";

const nobody = (role: Asked["role"]): Who => ({ signer: role === "WITNESS" ? "REPRESENTATIVE" : undefined, name: "", relationWords: "", because: "" });

/** Will not sign, and why. */
function Refusing({ busy, onBack, onRefuse }: { busy: boolean; onBack: () => void; onRefuse: (reason: string) => void }) {
  const { t } = useWords();
  const [reason, setReason] = useState("");
  return (
    <form
      className="patient-step"
      onSubmit={(event) => {
        event.preventDefault();
        onRefuse(reason);
      }}
    >
      <label className="patient-fields">{t("do.why")}<textarea rows={3} maxLength={500} value={reason} autoFocus onChange={({ target }) => setReason(target.value)} /></label>
      <div className="buttons">
        <button type="submit" className="button primary" disabled={busy || reason.trim().length < 3}>{t("do.refuseDo")}</button>
        <button type="button" className="button" onClick={onBack}>{t("do.back")}</button>
      </div>
    </form>
  );
}

interface SigningProps {
  token: string;
  asked: Asked;
  onEnded: () => void;
}

/** Reading first, then who signs and how. */
function Signing({ token, asked, onEnded }: SigningProps) {
  const { t } = useWords();
  const { busy, problem, run } = useDoing();
  const [read, setRead] = useState(false);
  const [seen, setSeen] = useState(false);
  const [who, setWho] = useState(() => nobody(asked.role));
  const [how, setHow] = useState({ ...NOTHING, method: asked.methods[0] ?? NOTHING.method });
  const [refusing, setRefusing] = useState(false);
  const signed = said(how);
  const complete = isWho(who, asked.role);
  const missing = ([[!seen, "miss.read"], [!complete, "miss.who"], [!signed, "miss.how"]] as [boolean, Word][]).filter(([lacks]) => lacks).map(([, word]) => t(word));
  const sign = () =>
    run(async () => {
      const { signer, name, relation, relationWords, because } = who;
      const other = signer === "REPRESENTATIVE" && { name: name.trim(), relation, ...(relation === "OTHER" && { relationWords: relationWords.trim() }), ...(because.trim() && { because: because.trim() }) };
      await link.sign(token, { signer: signer!, ...other, ...signed!, seen: true, sha256: asked.sha256 });
      onEnded();
    });
  return (
    <>
      <section className="card patient-step" aria-labelledby="read-title">
        <h2 id="read-title">{t("read.title")}</h2>
        <p id="to-end">{t("read.toEnd")}</p>
        <Pages token={token} asked={asked} onRead={() => setRead(true)} />
        <label className="patient-choice"><input type="checkbox" checked={seen} disabled={!read} aria-describedby="to-end" onChange={({ target }) => setSeen(target.checked)} /> {t("read.done")}</label>
      </section>
      <section className="card">
        {refusing ? (
          <>
            {problem && <ProblemNote problem={problem} />}
            <Refusing busy={busy} onBack={() => setRefusing(false)} onRefuse={(reason) => void run(async () => { await link.refuse(token, reason); onEnded(); })} />
          </>
        ) : (
          <form
            onSubmit={(event) => {
              event.preventDefault();
              if (missing.length === 0) void sign().then((done) => done || setHow({ ...how, code: "" }));
            }}
          >
            <WhoSigns role={asked.role} who={who} onChange={setWho} />
            <HowSigns methods={asked.methods} how={how} onChange={setHow} />
            {problem && (problem.body.fields?.includes("/code") ? <p className="note note-problem" role="alert"><Icon name="warn" /><span>{t("code.wrong")}</span></p> : problem.code === "CONFLICT" ? <p className="note note-stale" role="alert"><Icon name="warn" /><span>{t("read.changed")} <button type="button" className="link-button" onClick={onEnded}>{t("app.retry")}</button></span></p> : <ProblemNote problem={problem} />)}
            <p className="fine">{t("legal")}</p>
            {missing.length > 0 && <p className="fine" role="status">{t("do.missing", { x: missing.join(", ") })}</p>}
            <div className="buttons patient-do">
              <button type="submit" className="button primary" disabled={busy || missing.length > 0}><Icon name="pen" size={20} /> {t("do.sign")}</button>
              <button type="button" className="button" disabled={busy} onClick={() => setRefusing(true)}>{t("do.refuse")}</button>
            </div>
          </form>
        )}
      </section>
    </>
  );
}

/** What became of it. */
function Ended({ state }: { state: "SIGNED" | "CONFIRMED" | "REFUSED" }) {
  const { t } = useWords();
  return <p className={`note ${state === "REFUSED" ? "note-stale" : "note-good"}`} role="status"><Icon name={state === "REFUSED" ? "info" : "done"} /><span><strong>{t(`end.${state}`)}</strong> {t(`end.${state}Text`)}</span></p>;
}

/** Where a patient, or somebody for them, signs one document: on the tablet of the ward or their own phone, without signing in. */
export function PatientPage({ token }: { token: string }) {
  const { t } = useWords();
  const asked = useLoad(`link ${token}`, (signal) => link.asked(token, signal));
  const top = useRef<HTMLHeadingElement>(null);
  const again = () => {
    asked.reload();
    top.current?.focus();
  };
  return (
    <div className="patient-page">
      <h1 ref={top} tabIndex={-1}>{asked.data?.title ?? t("who.sign")}</h1>
      {asked.problem?.status === 404 ? (
        <p className="note note-problem" role="alert"><Icon name="warn" /><span><strong>{t("gone.title")}</strong> {t("gone.text")}</span></p>
      ) : (
        <Shown from={asked}>
          {(one) => (
            <>
              <p>{[one.facility, one.place && `${t("who.place")}: ${one.place}`].filter(Boolean).join(" · ")}</p>
              {one.state === "WAITING" ? (
                <>
                  <p className="fine">{t("who.until", { at: moment(one.expiresAt) })}</p>
                  <Signing key={one.sha256} token={token} asked={one} onEnded={again} />
                </>
              ) : (
                <Ended state={one.state as "SIGNED" | "CONFIRMED" | "REFUSED"} />
              )}
            </>
          )}
        </Shown>
      )}
    </div>
  );
}
