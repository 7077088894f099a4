import { useState, type FormEvent } from "react";
import type { Chart, Patient } from "../api";
import { useDoing } from "../doing";
import { day, moment } from "../format/time";
import { fits, typedDay } from "../format/typed";
import { DateField } from "../frame/DateField";
import { Drawer } from "../frame/Drawer";
import { Icon } from "../frame/Icon";
import { Empty, ProblemNote, Shown } from "../frame/states";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { may, useMe } from "../session";
import { CHANNELS, privacy, type Channel, type Consent, type Panel, type Text } from "./api";
import { actor, named, NOBODY, WhoSaid } from "./WhoSaid";

interface FormProps {
  patient: Patient;
  onClose: () => void;
  onDone: (panel: Panel) => void;
}

/** The text as it is printed and signed. */
function Sheet({ patient, text, onClose }: { patient: Patient; text: Text; onClose: () => void }) {
  const { t } = useSpeech();
  const { busy, problem, run } = useDoing();
  const me = useMe();
  const number = patient.identifiers?.find((one) => one.kind === "PATIENT_NUMBER")?.value;
  // Traced before it is printed: without the trace there is no paper.
  const print = () => void run(async () => {
    await privacy.printed(patient.id);
    window.print();
  });
  return (
    <Drawer kind="sheet" wide title={t("consent.sheet")} onClose={onClose}>
      <article className="paper-sheet">
        <p>{me.facility?.name}</p>
        <h3>{text.title}</h3>
        <p>{[patient.name, day(patient.birth), number && t("consent.number", { number })].filter(Boolean).join(" · ")}</p>
        <p className="words">{text.body}</p>
        <p className="words"><strong>{t("consent.consequence")}:</strong> {text.consequence}</p>
        <p className="sign">{t("consent.signPlace")}</p>
        <p className="fine">{t("consent.version", { version: text.version, at: moment(text.madeAt) })}<span className="block digest">SHA-256 {text.digest}</span></p>
      </article>
      {problem && <ProblemNote problem={problem} />}
      <button type="button" className="button" disabled={busy} onClick={print}><Icon name="print" size={16} /> {t("consent.print")}</button>
    </Drawer>
  );
}

function GiveForm({ patient, offered, onClose, onDone }: FormProps & { offered: Text[] }) {
  const { t } = useSpeech();
  const { busy, problem, run } = useDoing();
  const [purpose, setPurpose] = useState("");
  const [said, setSaid] = useState(NOBODY);
  const [channel, setChannel] = useState<Channel | "">("");
  const [evidence, setEvidence] = useState("");
  const [until, setUntil] = useState("");
  const text = offered.find((one) => one.purpose === purpose);
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (!text || channel === "" || !fits(until, typedDay)) return;
    void run(async () =>
      onDone(await privacy.give(patient.id, { ...actor(said), purpose, textVersion: text.version, channel, evidence: evidence.trim(), validUntil: typedDay(until) })));
  };
  return (
    <Drawer title={t("consent.give")} onClose={onClose}>
      <form className="order-form" onSubmit={save}>
        <label>
          {t("consent.purpose")}
          <select required value={purpose} onChange={(e) => setPurpose(e.target.value)}>
            <option value="">{t("staff.choose")}</option>
            {offered.map((one) => <option key={one.purpose} value={one.purpose}>{one.title}</option>)}
          </select>
        </label>
        {text && (
          <section className="agreed-words" aria-label={t("consent.text")}>
            <p className="words">{text.body}</p>
            <p className="words fine">{t("consent.consequence")}: {text.consequence}</p>
          </section>
        )}
        <WhoSaid said={said} onChange={setSaid} />
        <label>
          {t("consent.channel")}
          <select required value={channel} onChange={(e) => setChannel(e.target.value as Channel)}>
            <option value="">{t("staff.choose")}</option>
            {CHANNELS.map((one) => <option key={one} value={one}>{t(`consent.${one}`)}</option>)}
          </select>
        </label>
        <label>
          {t("consent.evidence")}
          <input required maxLength={200} autoComplete="off" value={evidence} onChange={(e) => setEvidence(e.target.value)} />
        </label>
        <DateField label="consent.until" value={until} onChange={setUntil} />
        {problem && <ProblemNote problem={problem} />}
        <button type="submit" className="button primary" disabled={busy || !text || !named(said) || channel === "" || evidence.trim().length < 2}>{t("consent.record")}</button>
      </form>
    </Drawer>
  );
}

function WithdrawForm({ patient, consent, onClose, onDone }: FormProps & { consent: Consent }) {
  const { t } = useSpeech();
  const { busy, problem, run } = useDoing();
  const [said, setSaid] = useState(NOBODY);
  const [note, setNote] = useState("");
  const save = (event: FormEvent) => {
    event.preventDefault();
    void run(async () => onDone(await privacy.withdraw(patient.id, consent.id, { ...actor(said), note: note.trim() || undefined })));
  };
  return (
    <Drawer title={t("consent.withdraw")} onClose={onClose}>
      <form className="order-form" onSubmit={save}>
        <p><strong>{consent.text.title}</strong></p>
        <p className="note words">{consent.text.consequence}</p>
        <WhoSaid said={said} onChange={setSaid} />
        <label>
          {t("consent.note")}
          <textarea rows={2} maxLength={500} value={note} onChange={(e) => setNote(e.target.value)} />
        </label>
        {problem && <ProblemNote problem={problem} />}
        <button type="submit" className="button primary" disabled={busy || !named(said)}>{t("consent.withdraw")}</button>
      </form>
    </Drawer>
  );
}

function One({ consent, onRead, onWithdraw }: { consent: Consent; onRead: () => void; onWithdraw: () => void }) {
  const { t, language } = useSpeech();
  const name = language === "vi" ? consent.nameVi : consent.nameEn;
  const who = (one: { by: Consent["by"]; representative?: string; relation?: string }) =>
    one.by === "PATIENT" ? t("consent.PATIENT") : `${one.representative} (${one.relation})`;
  const { withdrawal } = consent;
  return (
    <li className={consent.inForce ? "" : "muted"}>
      <strong>{name}</strong>{" "}
      <span className={consent.inForce ? "fine good" : "fine"}>{t(consent.inForce ? "consent.inForce" : withdrawal ? "consent.isWithdrawn" : "consent.over")}</span>
      <span className="fine block">{[who(consent), t(`consent.${consent.channel}`), consent.evidence, moment(consent.givenAt)].join(" · ")}</span>
      {consent.validUntil && <span className="fine block">{t("consent.validUntil", { day: day(new Date(Date.parse(consent.validUntil) - 1).toISOString()) })}</span>}
      <span className="fine block">{t("consent.recordedBy", { by: consent.recordedBy, at: moment(consent.recordedAt) })}</span>
      {withdrawal && (
        <span className="fine block">{[t("consent.withdrawnBy", { by: who(withdrawal), at: moment(withdrawal.at) }), withdrawal.note, withdrawal.recordedBy].filter(Boolean).join(" · ")}</span>
      )}
      <span className="buttons">
        <button type="button" className="link-button" onClick={onRead} aria-label={`${t("consent.read")}: ${name}`}>{t("consent.read")}</button>
        {consent.inForce && <button type="button" className="link-button" onClick={onWithdraw} aria-label={`${t("consent.withdraw")}: ${name}`}>{t("consent.withdraw")}</button>}
      </span>
    </li>
  );
}

/** What this patient agreed to, for those who write it down. */
export function ConsentCard({ chart }: { chart: Chart }) {
  const { t } = useSpeech();
  const me = useMe();
  const { patient } = chart;
  const mayRecord = may(me, "CONSENT_RECORD") && !chart.mergedInto;
  const told = useLoad(mayRecord ? `consents ${patient.id}` : null, (signal) => privacy.consents(patient.id, signal));
  const [giving, setGiving] = useState(false);
  const [reading, setReading] = useState<Text>();
  const [ending, setEnding] = useState<Consent>();
  if (!mayRecord) return null;
  const done = (panel: Panel) => {
    told.put(panel);
    setGiving(false);
    setEnding(undefined);
  };
  const list = ({ consents, offered }: Panel) => (
    <>
      {consents.length === 0 ? (
        <Empty>{t("consent.none")}</Empty>
      ) : (
        <ul className="items">
          {consents.map((one) => <One key={one.id} consent={one} onRead={() => setReading(one.text)} onWithdraw={() => setEnding(one)} />)}
        </ul>
      )}
      {offered.length === 0 && <p className="note">{t("consent.noTexts")}</p>}
      {offered.map((one) => (
        <p key={one.purpose} className="fine">
          <button type="button" className="link-button" onClick={() => setReading(one)}>{t("consent.printOf", { title: one.title })}</button>
        </p>
      ))}
    </>
  );
  const offered = told.data?.offered ?? [];
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t("consent.title")}</h2>
        {offered.length > 0 && <button type="button" className="button" onClick={() => setGiving(true)}>{t("consent.give")}</button>}
      </div>
      <Shown from={told} rows={1}>{list}</Shown>
      {giving && <GiveForm patient={patient} offered={offered} onClose={() => setGiving(false)} onDone={done} />}
      {ending && <WithdrawForm patient={patient} consent={ending} onClose={() => setEnding(undefined)} onDone={done} />}
      {reading && <Sheet patient={patient} text={reading} onClose={() => setReading(undefined)} />}
    </section>
  );
}
