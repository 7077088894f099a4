import { useState } from "react";
import { day, moment } from "../format/time";
import { Facts } from "../frame/Facts";
import { Icon } from "../frame/Icon";
import { Shown } from "../frame/states";
import { Table } from "../frame/Table";
import { usePrinted } from "../frame/usePrinted";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { Link } from "../route";
import { disclosures, type Guest, type Version, type Whole } from "./api";
import { Deciding } from "./Deciding";
import { Editor } from "./Editor";
import { Guests, OpenToGuest } from "./Guests";
import { Handing, Noting } from "./Handing";
import { Receipt } from "./Receipt";
import { Standing } from "./Requests";
import { useCodes } from "./words";

function Says({ version }: { version: Version }) {
  const { t, code } = useSpeech();
  const { list, proof } = useCodes();
  const { form } = version;
  const period = [form.periodFrom && `${t("disclosure.from").toLowerCase()} ${day(form.periodFrom)}`, form.periodUntil && `${t("disclosure.to").toLowerCase()} ${day(form.periodUntil)}`].filter(Boolean).join(" ");
  return (
    <Facts
      of={[
        [t("disclosure.form.requester"), code("requester", form.requester)],
        [t("disclosure.form.name"), form.name],
        [t("disclosure.form.organization"), form.organization],
        [t("disclosure.identity"), proof(form.identity)],
        [t("disclosure.mandate"), proof(form.mandate)],
        [t("disclosure.basis"), [version.basis, form.basisNote].filter(Boolean).join(" – ")],
        [t("disclosure.form.purpose"), form.purpose],
        [t("disclosure.form.forms"), list("form", form.forms)],
        [t("disclosure.form.scope"), [form.scope, period].filter(Boolean).join(" · ")],
        [t("disclosure.form.contact"), form.contact],
        [t("disclosure.form.way"), code("way", form.way)],
      ]}
    />
  );
}

function Decision({ whole }: { whole: Whole }) {
  const { t } = useSpeech();
  const { list } = useCodes();
  const { decision } = whole;
  if (!decision || decision.forms.length === 0) return null;
  return (
    <section className="card">
      <h2>{t("disclosure.decision")}</h2>
      <Facts
        of={[
          [t("disclosure.given"), list("form", decision.forms)],
          [t("disclosure.visits"), [decision.visits.length > 0 && t("disclosure.visitsN", { n: decision.visits.length }), decision.outsideVisits && t("disclosure.outsideVisits")].filter(Boolean).join(", ")],
          [t("disclosure.parts"), list("recordPart", decision.parts)],
          [t("disclosure.labels"), decision.labels.join(", ")],
          [t("disclosure.until"), day(decision.until)],
        ]}
      />
      {whole.labelsLeft && <p className="note note-stale"><span>{t("disclosure.labelsNote")}</span></p>}
    </section>
  );
}

function Deliveries({ whole }: { whole: Whole }) {
  const { t, code } = useSpeech();
  const { proof } = useCodes();
  if (whole.deliveries.length === 0) return null;
  return (
    <section className="card table-card">
      <h2>{t("disclosure.deliveries")}</h2>
      <Table columns={["disclosure.given", "disclosure.what", "disclosure.handedTo", "disclosure.recordAt"]} of={whole.deliveries}>
        {(one) => (
          <tr key={one.step}>
            <th scope="row">{code("form", one.form)}</th>
            <td className="whole">
              {one.what}
              <span className="fine block">{[one.pages && t("disclosure.pagesN", { n: one.pages }), one.form !== "READ" && one.copies && t("disclosure.copiesN", { n: one.copies }), one.leftOut && t("disclosure.wasLeftOut")].filter(Boolean).join(" · ")}</span>
              {one.fileSha256 && <span className="fine block mono digest">SHA-256 {one.fileSha256}</span>}
            </td>
            <td className="whole">{one.handedTo}<span className="fine block">{[proof(one.proof), code("way", one.way)].join(" · ")}</span></td>
            <td className="num whole">{moment(one.recordAt)}{one.recordCommit && <span className="fine block digest">{t("disclosure.recordCommit", { id: one.recordCommit })}</span>}</td>
          </tr>
        )}
      </Table>
    </section>
  );
}

function Steps({ whole }: { whole: Whole }) {
  const { t, code } = useSpeech();
  return (
    <section className="card">
      <h2>{t("disclosure.steps")}</h2>
      <ol className="items">
        {whole.steps.map((one) => (
          <li key={one.step}>
            <strong>{code("disclosureStep", one.kind)}</strong>
            <span className="fine block num">{[moment(one.at), one.by].join(" · ")}</span>
            {one.note && <span className="block">{one.note}</span>}
          </li>
        ))}
      </ol>
    </section>
  );
}

function Before({ versions }: { versions: Version[] }) {
  const { t } = useSpeech();
  if (versions.length < 2) return null;
  return (
    <details className="card">
      <summary>{t("disclosure.versions", { n: versions.length - 1 })}</summary>
      {versions.slice(1).map((one) => (
        <section key={one.version}>
          <h3>{[t("disclosure.versionN", { n: one.version }), moment(one.at), one.by].join(" · ")}</h3>
          <Says version={one} />
        </section>
      ))}
    </details>
  );
}

type Act = "amend" | "papers" | "decide" | "deliver" | "open" | "close";

function Content({ whole, onChanged }: { whole: Whole; onChanged: (whole: Whole) => void }) {
  const { t } = useSpeech();
  const [act, setAct] = useState<Act>();
  const [ending, setEnding] = useState<Guest>();
  const { may, id, step } = whole;
  const done = (now: Whole) => {
    onChanged(now);
    setAct(undefined);
    setEnding(undefined);
  };
  const close = () => setAct(undefined);
  usePrinted(true, () => disclosures.printed(id));
  const buttons: [Act, boolean][] = [["decide", may.decide], ["deliver", may.deliver], ["open", may.open], ["papers", may.askForPapers], ["amend", may.amend], ["close", may.close]];
  const first = buttons.find(([, shown]) => shown)?.[0];
  return (
    <>
      <div className="page-head">
        <h1>{t("disclosure.one", { number: whole.number })}</h1>
        <Standing line={whole} />
      </div>
      <p>
        <Link to={{ page: "patient", id: whole.patientId, section: "overview" }}>{whole.patientName ?? t("chart.noName")}</Link>{" "}
        <span className="num">{whole.patientNumber}</span>
        <span className="fine block num">{t("disclosure.receivedDue", { at: moment(whole.receivedAt), due: day(whole.dueOn) })}</span>
      </p>
      <p className="buttons">
        {buttons.filter(([, shown]) => shown).map(([name]) => (
          <button key={name} type="button" className={name === first ? "button primary" : "button"} onClick={() => setAct(name)}>{t(name === "open" ? "guest.open" : `disclosure.${name}`)}</button>
        ))}
        <button type="button" className="button" onClick={() => window.print()}><Icon name="print" />{t("disclosure.printReceipt")}</button>
      </p>
      <section className="card">
        <h2>{t("disclosure.says")}</h2>
        <Says version={whole.versions[0]!} />
      </section>
      <Decision whole={whole} />
      <Deliveries whole={whole} />
      <Guests whole={whole} onWithdraw={setEnding} />
      <Steps whole={whole} />
      <Before versions={whole.versions} />
      <Receipt whole={whole} />
      {act === "amend" && <Editor of={whole} onClose={close} onDone={done} />}
      {act === "papers" && <Noting title={t("disclosure.papers")} label="disclosure.whichPapers" act="disclosure.papers" onClose={close} onSave={async (note) => done(await disclosures.papers(id, step, note))} />}
      {act === "decide" && <Deciding whole={whole} onClose={close} onDone={done} />}
      {act === "deliver" && <Handing whole={whole} onClose={close} onDone={done} />}
      {act === "open" && <OpenToGuest whole={whole} onClose={close} onDone={done} />}
      {ending && <Noting title={`${t("guest.withdraw")}: ${ending.displayName}`} label="disclosure.reason" act="guest.withdraw" onClose={() => setEnding(undefined)} onSave={async (note) => done(await disclosures.withdraw(id, ending.id, step, note))} />}
      {act === "close" && <Noting title={t("disclosure.close")} label="disclosure.how" act="disclosure.close" onClose={close} onSave={async (note) => done(await disclosures.close(id, step, note))} />}
    </>
  );
}

/** One request: what it says, where it stands, and what may be done next. */
export function DisclosurePage({ id }: { id: string }) {
  const { t } = useSpeech();
  const told = useLoad(`disclosure ${id}`, (signal) => disclosures.one(id, signal));
  return (
    <div className="page not-printed">
      <p><Link to={{ page: "disclosures" }}>← {t("disclosure.all")}</Link></p>
      {!told.data && <h1>{t("disclosure.title")}</h1>}
      <Shown from={told} rows={8}>{(whole) => <Content whole={whole} onChanged={told.put} />}</Shown>
    </div>
  );
}
