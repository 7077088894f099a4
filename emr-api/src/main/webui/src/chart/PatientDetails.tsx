import type { ReactNode } from "react";
import type { Chart } from "../api";
import { day, moment } from "../format/time";
import { From } from "../frame/states";
import { useSpeech } from "../lang";
import { Link } from "../route";
import { isToldOtherwise, Otherwise } from "./Otherwise";
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
      ["chart.ethnicity", patient.ethnicity, "ETHNICITY"],
      ["chart.occupation", patient.occupation, "OCCUPATION"],
      ["chart.nationality", code("country", patient.nationality), "NATIONALITY"],
      ["chart.otherNames", patient.otherNames?.join(", "), ""],
    ] as const
  ).filter(([, value]) => value);
  // The banner says these; here they stand again only beside what another system says.
  const told = [
    ["NAME", patient.name],
    ["BIRTH", patient.birth && day(patient.birth)],
    ["SEX", code("sex", patient.sex)],
    ["BLOOD_GROUP", patient.bloodGroup],
    ["DECEASED", t(patient.deceased ? "chart.deceased" : "told.alive")],
    ["DECEASED_AT", moment(patient.deceasedAt)],
  ].filter(([what]) => isToldOtherwise(patient, what!));
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
      {told.length > 0 && (
        <Block title={t("told.title")}>
          <dl className="pairs">
            {told.map(([what, value]) => (
              <div key={what}>
                <dt>{code("told", what)}</dt>
                <dd>
                  {value}
                  <Otherwise patient={patient} what={what!} />
                </dd>
              </div>
            ))}
          </dl>
        </Block>
      )}
      <Block title={t("chart.identifiers")}>
        <ul className="plain">
          {(patient.identifiers ?? []).map((identifier) => (
            <li key={`${identifier.kind} ${identifier.system} ${identifier.value ?? identifier.masked}`} className={identifier.active ? "" : "muted"}>
              <Secret patientId={patient.id} identifier={identifier} />
              {!identifier.active && ` (${t("chart.noActive")})`}
              {identifier === patient.identifiers!.find((i) => i.active && i.kind === identifier.kind) && (
                <Otherwise patient={patient} what={identifier.kind === "CCCD" ? "NATIONAL_ID" : identifier.kind} />
              )}
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
          <Otherwise patient={patient} what="ADDRESS" />
          <Otherwise patient={patient} what="PHONE" />
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
          <Otherwise patient={patient} what="RELATIVES" />
        </Block>
      )}
      {(facts.length > 0 || patient.motherId) && (
        <Block title={t("chart.background")}>
          <dl className="pairs">
            {facts.map(([key, value, what]) => (
              <div key={key}>
                <dt>{t(key)}</dt>
                <dd>
                  {value}
                  <Otherwise patient={patient} what={what} />
                </dd>
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
