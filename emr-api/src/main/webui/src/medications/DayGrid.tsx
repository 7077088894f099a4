import { time } from "../format/time";
import { amount } from "../treatment/parts";
import { useSpeech } from "../lang";
import type { Dose, Order } from "./api";
import { timesOf, type Due, type Line } from "./day";
import { nameOf, OrderText } from "./OrderText";

export interface Acts {
  mayOrder: (order: Order) => boolean;
  mayGive: (order: Order) => boolean;
  onGive: (order: Order, due?: string) => void;
  onDose: (order: Order, dose: Dose) => void;
  onChange: (order: Order) => void;
  onStop: (order: Order) => void;
  onHistory: (order: Order) => void;
}

function Chip({ line, due, acts }: { line: Line; due: Due; acts: Acts }) {
  const { t, code } = useSpeech();
  const { order } = line;
  const at = time(due.at);
  const words = due.dose ? code("drugOutcome", due.dose.outcome) : t(due.state === "LATE" ? "drug.late" : due.state === "NOW" ? "drug.now" : "drug.later");
  const look = `dose dose-${due.dose ? due.dose.outcome : due.state}`;
  const done = due.dose && time(due.dose.at) !== at ? time(due.dose.at) : "";
  const shown = (
    <>
      <span className="dose-time num">{at}</span> <span>{words}</span> {done && <span className="fine num">{done}</span>}
    </>
  );
  const { dose } = due;
  const act = dose ? () => acts.onDose(order, dose) : due.state !== "LATER" && acts.mayGive(order) ? () => acts.onGive(order, due.at) : undefined;
  return act ? (
    <button type="button" className={look} aria-label={`${nameOf(order)}: ${[at, words, done].filter(Boolean).join(" ")}`} onClick={act}>{shown}</button>
  ) : (
    <span className={look}>{shown}</span>
  );
}

function Others({ line, acts }: { line: Line; acts: Acts }) {
  const { t, code, language } = useSpeech();
  const { order } = line;
  const free = order.plan ? order.plan.schedule.kind === "AS_NEEDED" : true;
  return (
    <>
      {line.others.map((dose) => {
        const words = [time(dose.at), code("drugOutcome", dose.outcome), dose.amount !== undefined && amount(dose.amount, dose.unit, language)].filter(Boolean).join(" ");
        return (
          <button key={dose.id} type="button" className={`dose dose-${dose.error ? "ERROR" : dose.outcome}`} aria-label={`${nameOf(order)}: ${words} ${dose.error ? t("drug.error") : ""}`.trim()} onClick={() => acts.onDose(order, dose)}>
            <span className={dose.error ? "struck" : undefined}>{words}</span> {dose.error && <span className="fine">{t("drug.error")}</span>}
          </button>
        );
      })}
      {free && order.status === "ACTIVE" && acts.mayGive(order) && (
        <button type="button" className="button" aria-label={`${t("drug.record")}: ${nameOf(order)}`} onClick={() => acts.onGive(order)}>{t("drug.record")}</button>
      )}
    </>
  );
}

/** One order with what can be done with it. */
export function OrderCell({ order, acts }: { order: Order; acts: Acts }) {
  const { t, code } = useSpeech();
  const act = (words: "drug.change" | "drug.stop" | "drug.history", run: (order: Order) => void) => (
    <button type="button" className="link-button" aria-label={`${t(words)}: ${nameOf(order)}`} onClick={() => run(order)}>{t(words)}</button>
  );
  const standing = order.plan && order.status === "ACTIVE" && acts.mayOrder(order);
  return (
    <>
      <strong>{nameOf(order)}</strong> {order.plan?.highAlert && <span className="chip chip-warn">{t("drug.highAlert")}</span>}{" "}
      {order.status !== "ACTIVE" && <span className="chip">{code("medication", order.status)}</span>}
      <OrderText of={order} />
      {order.reason && <span className="fine block">{t("drug.because", { reason: order.reason })}</span>}
      {order.plan && (standing || order.version > 1) && (
        <span className="row-acts">
          {standing && act("drug.change", acts.onChange)}
          {standing && act("drug.stop", acts.onStop)}
          {order.version > 1 && act("drug.history", acts.onHistory)}
        </span>
      )}
    </>
  );
}

/** The medicines of a day against its times. On a phone each medicine is a card with its times in a row. */
export function DayGrid({ lines, acts, label }: { lines: Line[]; acts: Acts; label: string }) {
  const { t } = useSpeech();
  const times = timesOf(lines);
  return (
    <div className="card table-card dose-grid">
      <table className="rows" aria-label={label}>
        <thead>
          <tr>
            <th scope="col">{t("drug.medicine")}</th>
            {times.map((at) => <th key={at} scope="col" className="num">{at}</th>)}
            <th scope="col">{t("drug.others")}</th>
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.order.id}>
              <th scope="row"><OrderCell order={line.order} acts={acts} /></th>
              {times.map((at) => {
                const due = line.due.filter((one) => time(one.at) === at);
                return <td key={at} className={due.length === 0 ? "dose-none" : undefined}>{due.map((one) => <Chip key={one.at} line={line} due={one} acts={acts} />)}</td>;
              })}
              <td><Others line={line} acts={acts} /></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
