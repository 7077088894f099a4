import { useDoing } from "../doing";
import { day, moment } from "../format/time";
import { bytes, whole } from "../format/values";
import { Facts } from "../frame/Facts";
import { ProblemNote, Shown } from "../frame/states";
import { Listing } from "../frame/Table";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { Link } from "../route";
import { exported, type Export, type Refused } from "./api";

const EVERY_MS = 2_000;

function About({ of }: { of: Export }) {
  const { t, code } = useSpeech();
  return (
    <Facts
      of={[
        [t("folders.state"), of.state ? code("folderState", of.state) : t("exports.both")],
        [t("folder.departments"), of.department ?? t("folders.any")],
        [t("folders.from"), of.from && day(of.from)],
        [t("folders.until"), of.until && day(of.until)],
        [t("exports.forms"), of.pdf ? "XML, JSON, PDF" : "XML, JSON"],
        [t("exports.receiver"), of.receiver],
        [t("exports.purpose"), code("egressFor", of.purpose)],
        [t("exports.ground"), [code("ground", of.ground), of.basis].filter(Boolean).join(", ")],
        [t("exports.begun"), moment(of.begunAt)],
        [t("exports.ended"), of.endedAt && moment(of.endedAt)],
        [t("exports.keptUntil"), of.keptUntil && moment(of.keptUntil)],
      ]}
    />
  );
}

function Parts({ of }: { of: Export }) {
  const { t, language } = useSpeech();
  return (
    <section aria-label={t("exports.parts")}>
      <h2>{t("exports.parts")}</h2>
      <Listing none="exports.noParts" columns={["exports.part", ["imports.size", "right"], "exports.digest"]} of={of.parts}>
        {({ part, bytes: size, sha256 }) => (
          <tr key={part}>
            <th scope="row"><a href={exported.part(of.id, part)} download>{t("exports.partOf", { n: part })}</a></th>
            <td className="num right" data-label={t("imports.size")}>{bytes(size, language)}</td>
            <td className="fine mono wrap" data-label={t("exports.digest")}>{sha256}</td>
          </tr>
        )}
      </Listing>
    </section>
  );
}

function Refusal({ of }: { of: Refused }) {
  const { t, code } = useSpeech();
  return (
    <tr>
      <th scope="row" className="num">{of.place}</th>
      <td>{code("exportRefused", of.reason)}</td>
      <td>{of.patientId && <Link to={{ page: "patient", id: of.patientId, section: "folder", item: of.folderId }}>{t("exports.open")}</Link>}</td>
    </tr>
  );
}

function One({ of, onChanged }: { of: Export; onChanged: (next: Export) => void }) {
  const { t, code, language } = useSpeech();
  const doing = useDoing();
  const done = of.written + of.refused;
  return (
    <>
      <section className="card" aria-label={t("exports.oneTitle")}>
        <p role="status" className={of.standing === "DONE" ? "good" : undefined}>
          {code("exportStanding", of.standing)}. {t("exports.progress", { done: whole(done, language), all: whole(of.folders, language), refused: whole(of.refused, language) })}
        </p>
        {of.standing === "RUNNING" && (
          <>
            <div className="sending-progress"><progress max={of.folders} value={done} aria-label={t("exports.title")} /></div>
            <div className="buttons">
              <button type="button" className="button" disabled={doing.busy} onClick={() => void doing.run(async () => onChanged(await exported.cancel(of.id)))}>{t("exports.cancel")}</button>
            </div>
          </>
        )}
        {doing.problem && <ProblemNote problem={doing.problem} />}
        <About of={of} />
      </section>
      <Parts of={of} />
      {of.refusals.length > 0 && (
        <section aria-label={t("exports.refusals")}>
          <h2>{t("exports.refusals")}</h2>
          <Listing none="exports.none" columns={["exports.place", "exports.reason", "exports.record"]} of={of.refusals}>
            {(one) => <Refusal key={one.place} of={one} />}
          </Listing>
        </section>
      )}
    </>
  );
}

/** One export: how far it is, its files, and what was refused. */
export function ExportPage({ id }: { id: string }) {
  const { t } = useSpeech();
  const read = useLoad(`export ${id}`, (signal, background) => exported.one(id, signal, background), {
    everyMs: (seen) => (seen && seen.standing !== "RUNNING" ? undefined : EVERY_MS),
  });
  return (
    <div className="page">
      <p><Link to={{ page: "exports" }}>← {t("exports.title")}</Link></p>
      <h1>{t("exports.oneTitle")}</h1>
      <Shown from={read} rows={6}>{(of) => <One of={of} onChanged={read.put} />}</Shown>
    </div>
  );
}
