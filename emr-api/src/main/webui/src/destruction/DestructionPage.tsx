import { useState } from "react";
import { day, moment } from "../format/time";
import { whole } from "../format/values";
import { Facts } from "../frame/Facts";
import { Shown } from "../frame/states";
import { Listing } from "../frame/Table";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { Link } from "../route";
import { destructions, type Act, type Destruction, type Line } from "./api";
import { Appraise } from "./Appraise";
import { Decide, type Decision } from "./Decide";

const EVERY_MS = 2_000;

function Row({ of }: { of: Line }) {
  const { t, code } = useSpeech();
  const result = of.destroy === undefined ? undefined : of.destroy ? t("destruction.destroyIt") : t("destruction.keptOn", { day: day(of.keepUntil), reason: of.reason ?? "" });
  return (
    <tr>
      <th scope="row" className="num">{of.archiveNumber}</th>
      <td data-label={t("destruction.kind")}>{code("class", of.treatment)}</td>
      <td className="num" data-label={t("folder.ended")}>{day(of.endedOn)}</td>
      <td data-label={t("destruction.term")}>{code("retention", of.keptAs)}<span className="fine block num">{t("destruction.until", { day: day(of.retainUntil) })}</span></td>
      <td data-label={t("destruction.appraised")}>{result ?? t("app.none")}</td>
      <td data-label={t("destruction.outcome")}>
        {of.outcome ? (
          <>
            {of.outcome.leftOut ? t("destruction.leftOut", { why: code("destructionWhy", of.outcome.leftOut) }) : t("destruction.gone")}
            <span className="fine block num">{moment(of.outcome.at)}</span>
          </>
        ) : (
          t("app.none")
        )}
      </td>
    </tr>
  );
}

function Steps({ of }: { of: Destruction }) {
  const { t, code } = useSpeech();
  return (
    <section aria-label={t("destruction.steps")}>
      <h2>{t("destruction.steps")}</h2>
      <Listing none="destruction.noSteps" columns={["destruction.step", "destruction.by", "destruction.at", "destruction.reason"]} of={of.steps}>
        {(one) => (
          <tr key={one.at + one.act}>
            <th scope="row">{code("destructionAct", one.act)}</th>
            <td data-label={t("destruction.by")}>{one.by}</td>
            <td className="num" data-label={t("destruction.at")}>{moment(one.at)}</td>
            <td>{one.reason}</td>
          </tr>
        )}
      </Listing>
    </section>
  );
}

function One({ of, onChanged }: { of: Destruction; onChanged: (next: Destruction) => void }) {
  const { t, code, language } = useSpeech();
  const [act, setAct] = useState<Act>();
  const lines = of.lines ?? [];
  const wanted = lines.filter(({ destroy }) => destroy).length;
  const done = (next: Destruction) => {
    setAct(undefined);
    onChanged(next);
  };
  return (
    <>
      <section className="card" aria-label={t("destruction.title")}>
        <p role="status" className={of.state === "ENDED" ? "good" : undefined}>
          {code("destructionState", of.state)}.{" "}
          {(of.state === "RUNNING" || of.state === "ENDED") && t("destruction.progress", { done: whole(of.destroyed, language), all: whole(wanted, language), left: whole(of.leftOut, language) })}
        </p>
        {of.state === "RUNNING" && <div className="sending-progress"><progress max={wanted} value={of.destroyed + of.leftOut} aria-label={t("destruction.title")} /></div>}
        <Facts
          of={[
            [t("destruction.ground"), of.ground],
            [t("destruction.madeBy"), `${of.madeBy}, ${moment(of.madeAt)}`],
            [t("destruction.folders"), whole(of.folders, language)],
            [t("destruction.members"), of.members.length > 0 && of.members.map(({ name, position }) => `${name} (${position})`).join("; ")],
          ]}
        />
        <div className="buttons">
          {of.state === "ENDED" && <a className="button primary" href={destructions.minutes(of.id)} target="_blank" rel="noreferrer">{t("destruction.minutes")}</a>}
          {of.allowed.map((one) => (
            <button key={one} type="button" className={one === "REFUSED" || one === "WITHDRAWN" ? "button" : "button primary"} onClick={() => setAct(one)}>{t(`destructionAct.${one}`)}</button>
          ))}
        </div>
      </section>
      <section aria-label={t("destruction.records")}>
        <h2>{t("destruction.records")}</h2>
        <Listing none="destruction.none" columns={["destruction.archiveNumber", "destruction.kind", "folder.ended", "destruction.term", "destruction.appraised", "destruction.outcome"]} of={lines}>
          {(line) => <Row key={line.folder} of={line} />}
        </Listing>
      </section>
      <Steps of={of} />
      {act === "APPRAISED" && <Appraise of={of} onClose={() => setAct(undefined)} onDone={done} />}
      {act && act !== "APPRAISED" && act !== "ENDED" && <Decide of={of} act={act satisfies Decision} onClose={() => setAct(undefined)} onDone={done} />}
    </>
  );
}

/** One round: its records, who appraised and approved, how far it is, and its minutes. */
export function DestructionPage({ id }: { id: string }) {
  const { t } = useSpeech();
  const read = useLoad(`destruction ${id}`, (signal, background) => destructions.one(id, signal, background), {
    everyMs: (seen) => (seen?.state === "RUNNING" ? EVERY_MS : undefined),
  });
  return (
    <div className="page">
      <p><Link to={{ page: "destructions" }}>← {t("destruction.title")}</Link></p>
      <h1>{t("destruction.oneTitle")} <span className="num">{read.data?.number}</span></h1>
      <Shown from={read} rows={6}>{(of) => <One of={of} onChanged={read.put} />}</Shown>
    </div>
  );
}
