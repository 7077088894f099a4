import { useState } from "react";
import type { Applied, Evidence, Fact, Patient, Unmatched } from "../api";
import { matching } from "../client.worklists";
import { moment } from "../format/time";
import { Shown } from "../frame/states";
import { Listing } from "../frame/Table";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { Link } from "../route";
import { may, useMe } from "../session";
import { More } from "./Cards";
import { Choosing, type Chosen } from "./Choosing";
import { Deciding } from "./Deciding";
import { SideBySide } from "./SideBySide";
import { usePages } from "./usePages";

/** What a message says of its person, when nobody is proposed to stand beside it. */
function Described({ person }: { person: Patient }) {
  const { t } = useSpeech();
  const kinds = [...new Set((person.identifiers ?? []).map((i) => i.kind))];
  const facts: Fact[] = ["NAME", "BIRTH", "SEX", ...kinds, "ADDRESS", "PHONE"].map((field) => ({ field, likeness: "ONE_SIDED" }));
  return (
    <SideBySide
      left={{ person, title: t("match.asSent") }}
      right={{ person: { id: "", sex: "UNKNOWN" }, title: t("match.nobodyYet") }}
      facts={facts}
      caption={t("match.asSent")}
    />
  );
}

function Filing({ item, onClose, onDone }: { item: Unmatched; onClose: () => void; onDone: (answer: Applied) => void }) {
  const { t } = useSpeech();
  const evidence = useLoad(item.inboundId, (signal) => matching.evidence(item.inboundId, signal));
  const [chosen, setChosen] = useState<Chosen>();
  const [remember, setRemember] = useState(false);
  const numbered = (data?: Evidence) => (data?.described?.identifiers ?? []).length > 0 && item.code === "UNKNOWN_PATIENT";
  const act = async (reason: string) =>
    onDone(await matching.file(item.inboundId, { patientId: chosen!.id, attempts: item.attempts, remember, reason }));
  return (
    <Deciding title={t("match.fileTitle")} act={t("match.file")} onAct={act} onClose={onClose} blocked={!chosen}>
      <Shown from={evidence} rows={5}>
        {(data) => (
          <>
            {data.described ? (
              data.candidates.length === 0 && <Described person={data.described} />
            ) : (
              <p className="fine">{t("match.notDescribed")}</p>
            )}
            <Choosing described={data.described} candidates={data.candidates} chosen={chosen} onChoose={setChosen} name={item.inboundId} />
            {numbered(data) && (
              <label className="check">
                <input type="checkbox" checked={remember} onChange={(event) => setRemember(event.target.checked)} />
                {t("match.remember")}
              </label>
            )}
          </>
        )}
      </Shown>
      <p className="fine">{t("match.fileText")}</p>
    </Deciding>
  );
}

/** Messages that found no patient: without patient data in the list, with it for the clerk who opens one. */
export function UnmatchedSection() {
  const { t, code } = useSpeech();
  const me = useMe();
  const pages = usePages("unmatched", matching.unmatched);
  const [open, setOpen] = useState<Unmatched>();
  const [done, setDone] = useState<Applied>();
  const close = () => {
    setOpen(undefined);
    pages.again();
  };
  return (
    <>
      <p className="fine">{t("match.unmatchedIntro")}</p>
      <p role="status" className={done?.outcome === "APPLIED" ? "good" : "bad"}>
        {done && (done.outcome === "APPLIED" ? t("parked.applied") : t("parked.still", { x: code("code", done.code) }))}
      </p>
      <Shown from={pages.first} rows={6}>
        {() => (
          <Listing
            none="match.noUnmatched"
            columns={["parked.received", "parked.source", "parked.type", "parked.reason", "parked.action"]}
            of={pages.items}
          >
            {(item) => (
              <tr key={item.inboundId}>
                <td className="num">{moment(item.receivedAt)}</td>
                <td>{item.source?.name}</td>
                <td>
                  <span className="mono">{item.messageType}</span>
                  <span className="fine block mono">{item.controlId}</span>
                </td>
                <td className="whole">{code("code", item.code)}</td>
                <td className="actions whole">
                  {may(me, "MATCH") && (
                    <button type="button" className="button primary" onClick={() => setOpen(item)}>
                      {t("match.choose")}
                    </button>
                  )}
                  {may(me, "PARKED_READ") && (
                    <Link to={{ page: "message", id: item.inboundId }} className="button">
                      {t("parked.open")}
                    </Link>
                  )}
                </td>
              </tr>
            )}
          </Listing>
        )}
      </Shown>
      <More pages={pages} />
      {open && (
        <Filing
          item={open}
          onClose={close}
          onDone={(answer) => {
            setDone(answer);
            close();
          }}
        />
      )}
    </>
  );
}
