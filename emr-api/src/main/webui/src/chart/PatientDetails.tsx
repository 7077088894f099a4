import type { ReactNode } from "react";
import type { Chart } from "../api";
import { moment } from "../format/time";
import { From } from "../frame/states";
import { useSpeech } from "../lang";
import { Link } from "../route";
import { Secret } from "./Secret";
import { diagnoses, namedOnce } from "./visits";
import { placeOf } from "./words";

function Block({ title, children }: { title: string; children: ReactNode }) {
  return (
    <section className="strip-block">
      <h2>{title}</h2>
      {children}
    </section>
  );
}

/** The strip beside the chart: stay, active diagnoses, numbers, contact, relatives. */
export function PatientDetails({ chart }: { chart: Chart }) {
  const { t, code } = useSpeech();
  const { patient, currentStay } = chart;
  const facts = (
    [
      ["chart.ethnicity", patient.ethnicity],
      ["chart.occupation", patient.occupation],
      ["chart.nationality", code("country", patient.nationality)],
      ["chart.otherNames", patient.otherNames?.join(", ")],
    ] as const
  ).filter(([, value]) => value);
  // The same diagnosis is stated at admission, in treatment and at discharge: the strip names it once.
  const named = namedOnce(diagnoses(chart.conditions ?? [], chart.encounters ?? []).filter((d) => d.active));

  return (
    <>
      {currentStay && (
        <Block title={t("chart.stay")}>
          <p>
            <strong>{currentStay.department}</strong>
            <span className="block">{placeOf({ room: currentStay.room, bed: currentStay.bed }, t)}</span>
            <span className="fine block num">
              {t("find.since")} {moment(currentStay.since)}
              {currentStay.dayNumber !== undefined && ` · ${t("chart.dayN", { n: currentStay.dayNumber })}`}
            </span>
          </p>
        </Block>
      )}
      {named.length > 0 && (
        <Block title={t("overview.conditions")}>
          <ul className="plain">
            {named.slice(0, 6).map((c) => (
              <li key={c.key}>
                {c.code && <span className="code">{c.code}</span>} {c.text}
              </li>
            ))}
          </ul>
        </Block>
      )}
      <Block title={t("chart.identifiers")}>
        <ul className="plain">
          {(patient.identifiers ?? []).map((identifier) => (
            <li key={`${identifier.kind} ${identifier.system} ${identifier.value ?? identifier.masked}`} className={identifier.active ? "" : "muted"}>
              <Secret patientId={patient.id} identifier={identifier} />
              {!identifier.active && ` (${t("chart.noActive")})`}
            </li>
          ))}
        </ul>
      </Block>
      {((patient.addresses?.length ?? 0) > 0 || (patient.phones?.length ?? 0) > 0) && (
        <Block title={t("chart.contact")}>
          <ul className="plain">
            {patient.addresses?.map((a, i) => (
              <li key={i}>{a.full ?? [a.ward, a.district, a.province].filter(Boolean).join(", ")}</li>
            ))}
            {patient.phones?.map((phone) => (
              <li key={phone} className="num">
                {phone}
              </li>
            ))}
          </ul>
        </Block>
      )}
      {(patient.relatives?.length ?? 0) > 0 && (
        <Block title={t("chart.relatives")}>
          <ul className="plain">
            {patient.relatives!.map((r, i) => (
              <li key={i}>
                {r.name}
                <span className="fine block">
                  {[r.relation, r.representative && t("chart.representative"), r.phone].filter(Boolean).join(" · ")}
                </span>
              </li>
            ))}
          </ul>
        </Block>
      )}
      {(facts.length > 0 || patient.motherId) && (
        <Block title={t("chart.background")}>
          <dl className="pairs">
            {facts.map(([key, value]) => (
              <div key={key}>
                <dt>{t(key)}</dt>
                <dd>{value}</dd>
              </div>
            ))}
          </dl>
          {patient.motherId && (
            <Link to={{ page: "patient", id: patient.motherId, section: "overview" }}>{t("chart.mother")}</Link>
          )}
        </Block>
      )}
      <From origin={patient.origin} link />
    </>
  );
}
