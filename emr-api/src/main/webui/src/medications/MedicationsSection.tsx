import { useState } from "react";
import { ReasonSheet } from "../forms/ReasonSheet";
import { dated, dayKey, moment } from "../format/time";
import { Drawer } from "../frame/Drawer";
import { Facts } from "../frame/Facts";
import { Empty, Shown } from "../frame/states";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { amount } from "../treatment/parts";
import { medicationApi, type Dose, type Medications, type Order } from "./api";
import { linesOf } from "./day";
import { DayGrid, OrderCell, type Acts } from "./DayGrid";
import { DoseForm } from "./DoseForm";
import { OrderForm } from "./OrderForm";
import { nameOf, OrderText } from "./OrderText";

/** What is open above the page. */
type Mode =
  | { show: "new" }
  | { show: "change" | "stop" | "history"; order: Order }
  | { show: "give"; order: Order; due?: string }
  | { show: "dose" | "error"; order: Order; dose: Dose };

function Versions({ patientId, of }: { patientId: string; of: Order }) {
  const { t, code } = useSpeech();
  const versions = useLoad(`medication ${of.id}`, (signal) => medicationApi.versions(patientId, of.id, signal));
  return (
    <Shown from={versions} rows={2}>
      {(all) => (
        <ol className="items">
          {all.map((one) => (
            <li key={one.version}>
              <span className="fine">{t("drug.version", { n: one.version, by: one.by, at: moment(one.recorded) })} · {code("medication", one.status)}</span>
              <OrderText of={one} />
              {one.reason && <span className="fine block">{t("drug.because", { reason: one.reason })}</span>}
            </li>
          ))}
        </ol>
      )}
    </Shown>
  );
}

function DoseDrawer({ order, dose, onError, onClose }: { order: Order; dose: Dose; onError?: () => void; onClose: () => void }) {
  const { t, code, language } = useSpeech();
  return (
    <Drawer title={nameOf(order)} onClose={onClose}>
      <Facts
        of={[
          [t("drug.outcome"), code("drugOutcome", dose.outcome)],
          [t("drug.due"), dose.due && moment(dose.due)],
          [t("drug.at"), moment(dose.at)],
          [t("drug.given"), amount(dose.amount, dose.unit, language)],
          [t("drug.site"), dose.site],
          [t("drug.remark"), dose.because],
          [t("drug.by"), dose.by],
          [t("drug.witness"), dose.witness],
          [t("drug.recorded"), !dose.error && moment(dose.recorded)],
          [t("drug.error"), dose.error && `${dose.error}, ${moment(dose.recorded)}: ${dose.reason ?? ""}`],
        ]}
      />
      {onError && <button type="button" className="button" onClick={onError}>{t("drug.markError")}</button>}
    </Drawer>
  );
}

const shifted = (day: string, by: number) => new Date(Date.parse(`${day}T00:00:00Z`) + by * 86_400_000).toISOString().slice(0, 10);

function Days({ day, onDay }: { day: string; onDay: (day: string | undefined) => void }) {
  const { t } = useSpeech();
  const today = dayKey(Date.now());
  return (
    <div className="drug-days" role="group" aria-label={t("drug.day")}>
      <button type="button" className="button" aria-label={t("drug.dayBefore")} onClick={() => onDay(shifted(day, -1))}>‹</button>
      <strong className="num">{day === today ? t("drug.today", { day: dated(day) }) : dated(day)}</strong>
      <button type="button" className="button" aria-label={t("drug.dayAfter")} onClick={() => onDay(shifted(day, 1))}>›</button>
      {day !== today && <button type="button" className="button" onClick={() => onDay(undefined)}>{t("drug.toToday")}</button>}
    </div>
  );
}

function Body({ data, acts }: { data: Medications; acts: Acts }) {
  const { t } = useSpeech();
  const { day, others } = linesOf(data, Date.now());
  return (
    <>
      {day.length > 0 ? <DayGrid lines={day} acts={acts} label={t("drug.ofDay", { day: dated(data.day) })} /> : <Empty>{t("drug.none")}</Empty>}
      {others.length > 0 && (
        <details className="card drug-ended">
          <summary>{t("drug.ended", { n: others.length })}</summary>
          <ul className="items">
            {others.map(({ order }) => <li key={order.id}><OrderCell order={order} acts={acts} /></li>)}
          </ul>
        </details>
      )}
    </>
  );
}

/** Medicines of a patient: ordered, changed and stopped by doctors, given by nurses, beside what systems told; today first. */
export function MedicationsSection({ patientId, mayWrite }: { patientId: string; mayWrite: boolean }) {
  const { t } = useSpeech();
  const [day, setDay] = useState<string>();
  const page = useLoad(`medications ${patientId} ${day ?? ""}`, (signal) => medicationApi.page(patientId, day, signal));
  const [mode, setMode] = useState<Mode>();
  const close = () => setMode(undefined);
  const done = () => {
    close();
    page.reload();
  };
  const may = (order: { encounterId: string }, act: "ORDER" | "GIVE") => mayWrite && (page.data?.visits.some((one) => one.tellings.includes(order.encounterId) && one.allowed.includes(act)) ?? false);
  const acts: Acts = {
    mayOrder: (order) => may(order, "ORDER"),
    mayGive: (order) => may(order, "GIVE"),
    onGive: (order, due) => setMode({ show: "give", order, due }),
    onDose: (order, dose) => setMode({ show: "dose", order, dose }),
    onChange: (order) => setMode({ show: "change", order }),
    onStop: (order) => setMode({ show: "stop", order }),
    onHistory: (order) => setMode({ show: "history", order }),
  };
  const visits = page.data?.visits.filter((one) => one.allowed.includes("ORDER")) ?? [];
  return (
    <>
      <div className="vital-bar-head">
        <Days day={day ?? page.data?.day ?? dayKey(Date.now())} onDay={setDay} />
        {mayWrite && visits.length > 0 && <button type="button" className="button primary" onClick={() => setMode({ show: "new" })}>{t("drug.order")}</button>}
      </div>
      <Shown from={page} rows={8}>{(data) => <Body data={data} acts={acts} />}</Shown>
      {(mode?.show === "new" || mode?.show === "change") && <OrderForm patientId={patientId} visits={visits} old={mode.show === "change" ? mode.order : undefined} onClose={close} onDone={done} />}
      {mode?.show === "give" && <DoseForm patientId={patientId} order={mode.order} due={mode.due} onClose={close} onDone={done} />}
      {mode?.show === "dose" && <DoseDrawer order={mode.order} dose={mode.dose} onClose={close} onError={!mode.dose.error && may(mode.dose, "GIVE") ? () => setMode({ show: "error", order: mode.order, dose: mode.dose }) : undefined} />}
      {mode?.show === "error" && (
        <ReasonSheet title="drug.errorTitle" act="drug.markError" onClose={close} onReason={(reason) => medicationApi.error(patientId, mode.dose.id, { version: mode.dose.version, reason }).then(page.reload)}>
          <p>{nameOf(mode.order)}, {moment(mode.dose.at)}</p>
        </ReasonSheet>
      )}
      {mode?.show === "stop" && (
        <ReasonSheet title="drug.stopTitle" act="drug.stop" onClose={close} onReason={(reason) => medicationApi.stop(patientId, mode.order.id, { version: mode.order.version, reason }).then(page.reload)}>
          <p><strong>{nameOf(mode.order)}</strong></p>
        </ReasonSheet>
      )}
      {mode?.show === "history" && <Drawer title={nameOf(mode.order)} onClose={close}><Versions patientId={patientId} of={mode.order} /></Drawer>}
    </>
  );
}
