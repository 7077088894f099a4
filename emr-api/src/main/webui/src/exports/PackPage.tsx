import { useState } from "react";
import { useDoing } from "../doing";
import { moment } from "../format/time";
import { bytes, whole } from "../format/values";
import { Drawer } from "../frame/Drawer";
import { Facts } from "../frame/Facts";
import { ProblemNote, Shown } from "../frame/states";
import { Listing } from "../frame/Table";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { Link } from "../route";
import { Decide } from "./Decide";
import { FINDINGS, packs, PACK_REASONS, type Finding, type Pack, type PackedRecord } from "./received";

const EVERY_MS = 2_000;

function About({ of }: { of: Pack }) {
  const { t, language } = useSpeech();
  return (
    <Facts
      of={[
        [t("received.sender"), of.sender],
        [t("received.part"), of.part && t("received.partOf", { n: of.part, all: of.parts ?? of.part })],
        [t("received.brought"), moment(of.broughtAt)],
        [t("exports.ended"), of.endedAt && moment(of.endedAt)],
        [t("exports.keptUntil"), of.keptUntil && moment(of.keptUntil)],
        [t("imports.size"), bytes(of.bytes, language)],
        [t("exports.digest"), <span key="digest" className="mono wrap">{of.sha256}</span>],
      ]}
    />
  );
}

/** How far it is, what can be done next, and what of the ZIP does not come in. */
function Progress({ of, onChanged }: { of: Pack; onChanged: (pack: Pack) => void }) {
  const { t, code, language } = useSpeech();
  const doing = useDoing();
  const n = (count: number) => whole(count, language);
  const { counts } = of;
  const under = of.standing === "LOOKING" || of.standing === "TAKING";
  const done = of.standing === "TAKING" ? counts.taken : of.records - counts.waiting;
  const act = (work: Promise<Pack>) => void doing.run(async () => onChanged(await work));
  return (
    <section className="card looked-at" aria-label={t("received.packTitle")}>
      <p role="status" className={of.standing === "DONE" ? "good" : undefined}>
        {code("packStanding", of.standing)}. {t("received.packProgress", { looked: n(of.records - counts.waiting), all: n(of.records), taken: n(counts.taken) })}
      </p>
      {under && <div className="sending-progress"><progress max={of.standing === "TAKING" ? counts.taken + counts.good : of.records} value={done} aria-label={t("received.packTitle")} /></div>}
      {of.standing === "READY" && <p>{t("received.ready", { n: n(counts.good) })}</p>}
      {counts.compare + counts.edition > 0 && of.keptUntil && <p className="note note-stale"><span>{t("received.oneByOne", { n: n(counts.compare + counts.edition) })}</span></p>}
      {of.prints > 0 && <p className="note"><span>{t("received.prints", { n: n(of.prints) })}</span></p>}
      {of.withheld > 0 && <p className="note"><span>{t("received.withheld", { n: n(of.withheld) })}</span></p>}
      {of.others > 0 && <p className="fine">{t("received.others", { n: n(of.others) })}</p>}
      {doing.problem && <ProblemNote problem={doing.problem} />}
      <div className="buttons">
        {of.standing === "READY" && <button type="button" className="button primary" disabled={doing.busy} onClick={() => act(packs.take(of.id))}>{t("received.takeAll", { n: n(counts.good) })}</button>}
        {of.keptUntil && <button type="button" className="button" disabled={doing.busy} onClick={() => act(packs.cancel(of.id))}>{t("exports.cancel")}</button>}
      </div>
      <About of={of} />
    </section>
  );
}

/** Why a record does not come in, and what to do next. */
function Found({ of }: { of: PackedRecord }) {
  const { code } = useSpeech();
  if (!of.finding) return <>{code("packFinding", "WAITING")}</>;
  const reason = of.reason && (PACK_REASONS.includes(of.reason) ? code("packReason", of.reason) : code("code", of.reason));
  return (
    <>
      <span className={of.finding === "TAKEN" || of.finding === "GOOD" ? "chip chip-applied" : of.finding === "KNOWN" ? "chip" : "chip chip-parked"}>{code("packFinding", of.finding)}</span>
      {reason && <span className="block">{reason}</span>}
    </>
  );
}

function Row({ of, open, onLook }: { of: PackedRecord; open: boolean; onLook: () => void }) {
  const { t } = useSpeech();
  const read = open && of.finding && of.finding !== "TAKEN" && of.finding !== "KNOWN" && !PACK_REASONS.includes(of.reason ?? "");
  return (
    <tr>
      <th scope="row">
        {of.person ?? (of.name ? "" : t("received.place", { n: of.place }))}
        {of.birth && <span className="fine"> {of.birth}</span>}
        {of.name && <span className="fine block mono wrap">{of.name}</span>}
      </th>
      <td data-label={t("received.admission")}>{of.visit}</td>
      <td data-label={t("received.end")} className="num">{of.end?.slice(0, 10)}</td>
      <td><Found of={of} /></td>
      <td>
        {read && <button type="button" className="button" onClick={onLook}>{t("received.see")}</button>}
        {of.folderId && <Link to={{ page: "patient", id: of.patientId!, section: "folder", item: of.folderId }} className="block">{t("exports.open")}</Link>}
      </td>
    </tr>
  );
}

/** One record of a ZIP, as one that comes alone. */
function OneRecord({ pack, place, onClose }: { pack: string; place: number; onClose: () => void }) {
  const { t } = useSpeech();
  const read = useLoad(`packed ${pack} ${place}`, (signal) => packs.look(pack, place, signal));
  return (
    <Drawer wide title={t("received.looked")} onClose={onClose}>
      <Shown from={read} rows={6}>{(looked) => <Decide looked={looked} take={(compared) => packs.takeOne(pack, place, looked, compared)} />}</Shown>
    </Drawer>
  );
}

/** One ZIP of records of another hospital: how far it is, what was found of each record, taking the good ones in. */
export function PackPage({ id }: { id: string }) {
  const { t, code, language } = useSpeech();
  const [finding, setFinding] = useState<Finding>();
  const [after, setAfter] = useState(0);
  const [looking, setLooking] = useState<number>();
  const read = useLoad(`pack ${id}`, (signal, background) => packs.one(id, { finding, after }, signal, background), {
    everyMs: (seen) => (seen && seen.pack.standing !== "LOOKING" && seen.pack.standing !== "TAKING" ? undefined : EVERY_MS),
  });
  // What is chosen is read anew under the same key: what is shown stays until the answer is there.
  const choose = (next: Finding | undefined, from = 0) => {
    setFinding(next);
    setAfter(from);
    read.reload();
  };
  return (
    <div className="page">
      <p><Link to={{ page: "exports" }}>← {t("exports.title")}</Link></p>
      <h1>{t("received.packTitle")}</h1>
      <Shown from={read} rows={6}>
        {({ pack, records, next }) => (
          <>
            <Progress of={pack} onChanged={read.reload} />
            <section className="looked-at" aria-label={t("received.records")}>
              <h2>{t("received.records")}</h2>
              <div className="buttons" role="group" aria-label={t("received.findings")}>
                <button type="button" className="button" aria-pressed={!finding} onClick={() => choose(undefined)}>{t("received.all", { n: whole(pack.records, language) })}</button>
                {FINDINGS.filter((one) => pack.counts[one.toLowerCase() as Lowercase<Finding>] > 0 || one === finding).map((one) => (
                  <button key={one} type="button" className="button" aria-pressed={one === finding} onClick={() => choose(one)}>
                    {`${code("packFinding", one)} (${whole(pack.counts[one.toLowerCase() as Lowercase<Finding>], language)})`}
                  </button>
                ))}
              </div>
              <Listing none="received.noRecord" columns={["received.whose", "received.admission", "received.end", "received.finding", "exports.record"]} of={records}>
                {(one) => <Row key={one.place} of={one} open={!!pack.keptUntil} onLook={() => setLooking(one.place)} />}
              </Listing>
              <div className="buttons">
                {after > 0 && <button type="button" className="button" onClick={() => choose(finding)}>{t("received.first")}</button>}
                {next && <button type="button" className="button" onClick={() => choose(finding, next)}>{t("received.next")}</button>}
              </div>
            </section>
          </>
        )}
      </Shown>
      {looking && <OneRecord pack={id} place={looking} onClose={() => { setLooking(undefined); read.reload(); }} />}
    </div>
  );
}
