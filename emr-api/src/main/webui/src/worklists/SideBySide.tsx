import type { ReactNode } from "react";
import type { Fact, Likeness, Patient, Side } from "../api";
import { ageOf } from "../chart/words";
import { day } from "../format/time";
import { useSpeech, type Key } from "../lang";
import { Link } from "../route";
import { may, useMe } from "../session";

/** Said in words beside the colour: nobody must see colours to decide. */
const MARKS: Record<Likeness, Key> = { SAME: "match.same", DIFFERENT: "match.different", ONE_SIDED: "match.oneSided" };

interface Shown {
  person: Patient;
  side?: Side;
  title: string;
}

function useField() {
  const { t, code, language } = useSpeech();
  return (field: string, person: Patient): ReactNode => {
    switch (field) {
      case "NAME":
        return [person.name, ...(person.otherNames ?? [])].filter(Boolean).join(", ") || t("chart.noName");
      case "BIRTH":
        return person.birth ? `${day(person.birth)} (${ageOf(person, language)})` : "";
      case "SEX":
        return person.sex === "UNKNOWN" ? "" : code("sex", person.sex);
      case "ADDRESS":
        return (person.addresses ?? []).map((a) => a.full).filter(Boolean).join("; ");
      case "PHONE":
        return (person.phones ?? []).join(", ");
      default: {
        const numbers = (person.identifiers ?? []).filter((i) => i.kind === field);
        if (numbers.length === 0) return "";
        return numbers.map((i) => (
          <span key={`${i.system}${i.value ?? i.masked}`} className="block num">
            {i.value ?? i.masked}
            {!i.active && <span className="fine"> ({t("match.inactive")})</span>}
          </span>
        ));
      }
    }
  };
}

function Visits({ side }: { side: Side }) {
  const { t, code } = useSpeech();
  return (
    <>
      <span className="fine block">{t("match.counts", { visits: side.visitCount, reports: side.reportCount })}</span>
      {side.visits.map((v, i) => (
        <span key={i} className="block fine">
          {[day(v.start), code("class", v.class), v.facility].filter(Boolean).join(" · ")}
        </span>
      ))}
    </>
  );
}

/** Two people beside each other, field by field, with what agrees and what does not. */
export function SideBySide({ left, right, facts, caption }: { left: Shown; right: Shown; facts: Fact[]; caption: string }) {
  const { t, code } = useSpeech();
  const me = useMe();
  const text = useField();
  const both = [left, right];
  return (
    <table className="rows compact beside">
      <caption className="hidden-text">{caption}</caption>
      <thead>
        <tr>
          <td />
          {both.map((one) => (
            <th key={one.title} scope="col">
              {one.side && may(me, "PATIENT_READ") ? (
                <Link to={{ page: "patient", id: one.side.id, section: "overview" }}>{one.title}</Link>
              ) : (
                one.title
              )}
              {one.person.provisional && one.side && <span className="chip chip-warn">{t("find.provisional")}</span>}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {facts.map((fact) => (
          <tr key={fact.field} className={`likeness-${fact.likeness}`}>
            <th scope="row">
              {code("field", fact.field)}
              <span className="likeness block">{t(MARKS[fact.likeness])}</span>
            </th>
            {both.map((one) => (
              <td key={one.title}>{text(fact.field, one.person) || <span className="fine">{t("app.none")}</span>}</td>
            ))}
          </tr>
        ))}
        {both.some((one) => one.side) && (
          <tr>
            <th scope="row">{t("match.visits")}</th>
            {both.map((one) => (
              <td key={one.title}>{one.side ? <Visits side={one.side} /> : <span className="fine">{t("app.none")}</span>}</td>
            ))}
          </tr>
        )}
      </tbody>
    </table>
  );
}
