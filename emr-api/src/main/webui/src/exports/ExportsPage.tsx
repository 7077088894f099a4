import { useState } from "react";
import { moment } from "../format/time";
import { whole } from "../format/values";
import { Shown } from "../frame/states";
import { Listing } from "../frame/Table";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { go, Link } from "../route";
import { may, useMe } from "../session";
import { exported, type Export } from "./api";
import { Begin } from "./Begin";
import { packs, type Pack } from "./received";
import { TakeIn } from "./TakeIn";

const EVERY_MS = 5_000;

function Row({ of }: { of: Export }) {
  const { t, code, language } = useSpeech();
  return (
    <tr>
      <th scope="row" className="num"><Link to={{ page: "exports", id: of.id }} className="cover">{moment(of.begunAt)}</Link></th>
      <td data-label={t("exports.receiver")}>{of.receiver}<span className="fine block">{code("egressFor", of.purpose)}</span></td>
      <td>{code("exportStanding", of.standing)}</td>
      <td className="num right" data-label={t("exports.folders")}>{whole(of.folders, language)}</td>
      <td className="num right" data-label={t("exports.written")}>{whole(of.written, language)}</td>
      <td className="num right" data-label={t("exports.refused")}>{whole(of.refused, language)}</td>
    </tr>
  );
}

function PackRow({ of }: { of: Pack }) {
  const { t, code, language } = useSpeech();
  return (
    <tr>
      <th scope="row" className="num"><Link to={{ page: "received", id: of.id }} className="cover">{moment(of.broughtAt)}</Link></th>
      <td data-label={t("received.sender")}>{of.sender}{of.part && <span className="fine block">{t("received.partOf", { n: of.part, all: of.parts ?? of.part })}</span>}</td>
      <td>{code("packStanding", of.standing)}</td>
      <td className="num right" data-label={t("exports.folders")}>{whole(of.records, language)}</td>
      <td className="num right" data-label={t("received.takenIn")}>{whole(of.counts.taken, language)}</td>
    </tr>
  );
}

/** The ZIPs of records that I brought in. */
function Packs() {
  const { t } = useSpeech();
  const all = useLoad("packs", (signal, background) => packs.list(signal, background), { everyMs: EVERY_MS });
  if (all.data?.packs.length === 0) return null;
  return (
    <section aria-label={t("received.packs")}>
      <h2>{t("received.packs")}</h2>
      <Shown from={all} rows={2}>
        {(read) => (
          <Listing none="received.noPack" columns={["received.brought", "received.sender", "health.state", ["exports.folders", "right"], ["received.takenIn", "right"]]} of={read.packs}>
            {(one) => <PackRow key={one.id} of={one} />}
          </Listing>
        )}
      </Shown>
    </section>
  );
}

/** Taking many records out and in, and what I took out and in before. */
export function ExportsPage() {
  const { t } = useSpeech();
  const me = useMe();
  const [open, setOpen] = useState(false);
  const [taking, setTaking] = useState(false);
  const all = useLoad("exports", (signal, background) => exported.list(signal, background), { everyMs: EVERY_MS });
  const running = all.data?.exports.some(({ standing }) => standing === "RUNNING");
  return (
    <div className="page">
      <p><Link to={{ page: "folders" }}>← {t("folders.title")}</Link></p>
      <div className="page-head">
        <h1>{t("exports.title")}</h1>
        {may(me, "RECORD_CLOSE") && <button type="button" className="button" onClick={() => setTaking(true)}>{t("received.button")}</button>}
        {all.data && !running && <button type="button" className="button primary" onClick={() => setOpen(true)}>{t("exports.begin")}</button>}
      </div>
      <p className="fine">{t("exports.intro")}</p>
      <Shown from={all} rows={4}>
        {({ exports }) => (
          <Listing none="exports.none" columns={["exports.begun", "exports.receiver", "health.state", ["exports.folders", "right"], ["exports.written", "right"], ["exports.refused", "right"]]} of={exports}>
            {(one) => <Row key={one.id} of={one} />}
          </Listing>
        )}
      </Shown>
      {may(me, "RECORD_CLOSE") && <Packs />}
      {taking && <TakeIn onClose={() => setTaking(false)} />}
      {open && <Begin onClose={() => setOpen(false)} onBegun={({ id }) => go({ page: "exports", id })} />}
    </div>
  );
}
