import type { Chart, Encounter } from "../api";
import { day, moment } from "../format/time";
import { From } from "../frame/states";
import { useSpeech } from "../lang";
import { Card } from "./Card";

const SHOWN = 8;

/** On leave, or about to move: said under the visit it is true for. */
export function VisitNotes({ encounter }: { encounter: Encounter }) {
  const { t, code } = useSpeech();
  const notes = [
    encounter.awaySince && t("visit.away", { x: moment(encounter.awaySince) }),
    ...(encounter.expected ?? []).map((e) => [code("expected", e.event), e.department, moment(e.at)].filter(Boolean).join(" · ")),
  ].filter(Boolean);
  return notes.length === 0 ? null : <p>{notes.join("; ")}</p>;
}

/** What was agreed with the person; not drawn for people without appointments. */
export function AppointmentCard({ chart }: { chart: Chart }) {
  const { t, code } = useSpeech();
  const all = chart.appointments ?? [];
  if (all.length === 0) return null;
  return (
    <Card id={chart.patient.id} title={t("appointment.title")} to="timeline">
      <ul className="items">
        {all.slice(0, SHOWN).map((a) => (
          <li key={a.id} className={a.status === "CANCELLED" || a.status === "NO_SHOW" ? "muted" : ""}>
            <span className="num">{moment(a.start)}</span> {a.service ?? a.reason ?? t("appointment.unnamed")}
            <span className="fine block">
              {[code("appointment", a.status), a.department, a.room, a.practitioner, a.service && a.reason, ...(a.notes ?? [])].filter(Boolean).join(" · ")}
            </span>
            <From origin={a.origin} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

/** Every vaccination that was told; not drawn when none was. */
export function VaccineCard({ chart }: { chart: Chart }) {
  const { t, code } = useSpeech();
  const all = chart.immunizations ?? [];
  if (all.length === 0) return null;
  return (
    <Card id={chart.patient.id} title={t("vaccine.title")}>
      <ul className="items">
        {all.map((v) => (
          <li key={v.id} className={v.status === "COMPLETED" || v.status === "PARTIAL" ? "" : "muted"}>
            <span className="num">{day(v.given)}</span> {v.code && <span className="code">{v.code}</span>} {v.vaccine ?? t("vaccine.unnamed")}
            <span className="fine block">
              {[
                code("immunization", v.status),
                v.dose,
                v.lot && t("vaccine.lot", { x: v.lot }),
                v.manufacturer,
                v.route,
                v.site,
                v.performer,
                v.historical && t("vaccine.historical"),
                v.refusal,
                ...(v.facts ?? []).map((f) => `${f.name}: ${f.value}`),
              ]
                .filter(Boolean)
                .join(" · ")}
            </span>
            <From origin={v.origin} />
          </li>
        ))}
      </ul>
    </Card>
  );
}
