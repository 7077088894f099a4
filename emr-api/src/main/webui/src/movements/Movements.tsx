import { useState } from "react";
import type { Chart, Encounter } from "../api";
import { placeOf } from "../chart/words";
import { Act } from "../entered/Act";
import { ReasonSheet } from "../forms/ReasonSheet";
import { moment } from "../format/time";
import { later } from "../frame/later";
import { useSpeech } from "../lang";
import { codeWords } from "../lang/papers";
import { may, useMe } from "../session";
import { movementApi, type Event, type Movable, type Movement } from "./api";

/** With its form, for who opens it. */
const MovementDrawer = later(async () => (await import("./MovementDrawer")).MovementDrawer);

const BUTTONS: [keyof Movable, Event][] = [["transfer", "TRANSFERRED"], ["place", "PLACED"], ["discharge", "DISCHARGED"]];

/** A movement in one line: what, when and where to. */
export function useMovementWords() {
  const { t, code, language } = useSpeech();
  return (one: Movement) =>
    [
      `${code("movement", one.event)} ${moment(one.at)}`,
      placeOf(one, t),
      one.dischargeKind && codeWords(language, "MA_LOAI_RV", one.dischargeKind),
      one.outcome && codeWords(language, "KET_QUA_DTRI", one.outcome),
      one.destination,
    ]
      .filter(Boolean)
      .join(" · ");
}

interface LineProps {
  one: Movement;
  /** None where the reader may not. */
  acts?: { onCorrect: () => void; onTakeBack: () => void };
}

function Line({ one, acts }: LineProps) {
  const { t } = useSpeech();
  const words = useMovementWords()(one);
  return (
    <li className={one.takenBack ? "muted" : ""}>
      <span className={one.takenBack ? "struck" : ""}>{words}</span>
      {one.reason && <span className="fine block">{t("entered.because", { x: one.reason })}</span>}
      <span className="fine block">{[one.by, moment(one.said), one.version > 1 && t("entered.versions", { n: one.version })].filter(Boolean).join(" · ")}</span>
      {one.because && <span className="fine block">{t(one.takenBack ? "movement.gone" : "movement.corrected", { x: one.because })}</span>}
      {acts && (
        <span className="actions">
          <Act text={t("entered.edit")} of={words} onClick={acts.onCorrect} />
          <Act text={t("movement.takeBack")} of={words} onClick={acts.onTakeBack} />
        </span>
      )}
    </li>
  );
}

interface Props {
  chart: Chart;
  encounter: Encounter;
  onChanged: () => void;
}

/** What people said of where somebody was during a visit, and what the reader may say now. */
export function Movements({ chart, encounter, onChanged }: Props) {
  const { t, code } = useSpeech();
  const me = useMe();
  const words = useMovementWords();
  const [open, setOpen] = useState<{ event: Event; old?: Movement }>();
  const [gone, setGone] = useState<string>();
  const { movements = [] } = encounter;
  const movable: Movable = chart.mergedInto ? {} : (encounter.movable ?? {});
  const buttons = BUTTONS.filter(([may]) => movable[may]);
  // Who treats ends a treatment, and says so otherwise.
  const corrects = (one: Movement) => movable.correct && !one.takenBack && (one.event !== "DISCHARGED" || may(me, "RECORD_COMPLETE"));
  const wrong = movements.find((one) => one.key === gone);
  const takeBack = async (one: Movement, reason: string) => {
    try {
      await movementApi.change(chart.patient.id, encounter.id, one.key, { version: one.version, reason });
    } finally {
      onChanged();
    }
  };
  return (
    <>
      {movements.length > 0 && (
        <>
          <h3 className="diagnosis-visit">{t("movement.said")}</h3>
          <ul className="items">
            {movements.map((one) => (
              <Line key={one.key} one={one} acts={corrects(one) ? { onCorrect: () => setOpen({ event: one.event, old: one }), onTakeBack: () => setGone(one.key) } : undefined} />
            ))}
          </ul>
        </>
      )}
      {buttons.length > 0 && (
        <p className="buttons">
          {buttons.map(([, event]) => (
            <button key={event} type="button" className="button" aria-haspopup="dialog" onClick={() => setOpen({ event })}>{code("movement", event)}</button>
          ))}
        </p>
      )}
      {open && <MovementDrawer patientId={chart.patient.id} encounter={encounter} event={open.event} old={open.old} onChanged={onChanged} onClose={() => setOpen(undefined)} />}
      {wrong && (
        <ReasonSheet title="movement.takeBackTitle" act="movement.takeBack" onClose={() => setGone(undefined)} onReason={(reason) => takeBack(wrong, reason)}>
          <p>
            <strong>{words(wrong)}</strong>. {t("entered.takeBackText")}
          </p>
        </ReasonSheet>
      )}
    </>
  );
}
