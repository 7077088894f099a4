import { useEffect, useState } from "react";
import { QrPicture } from "../account/QrPicture";
import { useDoing } from "../doing";
import { moment } from "../format/time";
import { Drawer } from "../frame/Drawer";
import { Icon } from "../frame/Icon";
import { ProblemNote, Shown } from "../frame/states";
import { useLoad } from "../load";
import { asking, type Begun, type Line } from "./api";
import { Seal } from "./Seal";
import { useWords } from "./words";

const EVERY_MS = 3_000;

interface Props {
  patientId: string;
  sheetId: string;
  version: number;
  /** Its number, and what stands there. */
  place: number;
  words: string;
  onClose: () => void;
  /** It was sealed. */
  onSigned: () => void;
}

const isOpen = ({ state }: Line) => state === "WAITING" || state === "SIGNED";

/** What the tablet or phone needs; told once. */
function Invitation({ begun }: { begun: Begun }) {
  const { t } = useWords();
  return (
    <div className="patient-invitation">
      <QrPicture rows={begun.picture} label={t("ask.qr")} />
      <p><a className="button" href={new URL(begun.address, window.location.origin).pathname} target="_blank" rel="noopener noreferrer"><Icon name="open" size={16} /> {t("ask.here")}</a></p>
      {begun.code && (
        <dl>
          <dt>{t("ask.code")}</dt>
          <dd className="patient-digits mono">{begun.code.slice(0, 3)} {begun.code.slice(3)}</dd>
          <dd className="fine">{t("ask.codeHint")}</dd>
        </dl>
      )}
      <p className="fine">{t("ask.until", { at: moment(begun.expiresAt) })}</p>
    </div>
  );
}

function Standing({ line }: { line: Line }) {
  const { t, code } = useWords();
  const state = line.state === "WAITING" && line.seenAt ? "SEEN" : line.state;
  const good = state === "SIGNED" || state === "CONFIRMED";
  return (
    <p className={`note ${good ? "note-good" : "note-stale"}`} role="status">
      <Icon name={good ? "done" : "info"} />
      <span><strong>{t("ask.state")}: {code("state", state)}.</strong> {line.refusal && `${t("said.why")}: ${line.refusal}`}</span>
    </p>
  );
}

/** Leads a patient, or who signs for them, through one place: the link and the code, where it stands, and sealing what was said. */
export function AskPatient({ patientId, sheetId, version, place, words, onClose, onSigned }: Props) {
  const { t } = useWords();
  const { busy, problem, run } = useDoing();
  const [begun, setBegun] = useState<Begun>();
  const lines = useLoad(`patient signings ${sheetId}`, (signal, background) => asking.list(patientId, sheetId, background, signal), { everyMs: EVERY_MS });
  const line = lines.data?.signings.find((one) => one.place === place && one.version === version);
  const open = line && isOpen(line) ? line : undefined;
  // A link that is over is not shown any longer.
  useEffect(() => {
    if (begun && line?.id === begun.id && line.state !== "WAITING") setBegun(undefined);
  }, [begun, line]);
  const begin = () =>
    run(async () => {
      setBegun(await asking.begin(patientId, sheetId, version, place));
      lines.reload();
    });
  const cancel = (id: string) =>
    run(async () => {
      await asking.cancel(patientId, sheetId, id);
      setBegun(undefined);
      lines.reload();
    });
  return (
    <Drawer kind="sheet" wide title={t("ask.title", { x: words })} onClose={onClose}>
      <div className="order-form">
        <Shown from={lines} rows={3}>
          {() => (
            <>
              {!open && line?.state !== "CONFIRMED" && <p>{t("ask.intro")}</p>}
              {line && <Standing line={line} />}
              {begun && open?.state !== "SIGNED" && <Invitation begun={begun} />}
              {open && !open.mine && <p>{t("ask.others", { by: open.begunBy, at: moment(open.begunAt) })}</p>}
              {open?.mine && open.state === "WAITING" && !begun && <p>{t("ask.lost", { at: moment(open.begunAt) })}</p>}
              {open?.mine && open.state === "SIGNED" && <Seal patientId={patientId} sheetId={sheetId} line={open} words={words} onSealed={() => { lines.reload(); onSigned(); }} />}
              {problem && <ProblemNote problem={problem} />}
              <div className="buttons">
                {!open && line?.state !== "CONFIRMED" && <button type="button" className="button primary" disabled={busy} onClick={() => void begin()}><Icon name="pen" size={16} /> {t(line ? "ask.again" : "ask.begin")}</button>}
                {open && <button type="button" className="button" disabled={busy} onClick={() => void cancel(open.id)}>{t("ask.cancel")}</button>}
                {line?.state === "CONFIRMED" && <button type="button" className="button primary" onClick={onClose}>{t("app.close")}</button>}
              </div>
            </>
          )}
        </Shown>
      </div>
    </Drawer>
  );
}
