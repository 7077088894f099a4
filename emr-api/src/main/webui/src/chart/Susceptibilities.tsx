import type { ChildReport, Observation } from "../api";
import { useSpeech } from "../lang";
import { Link } from "../route";
import { Value } from "./Value";

const keyOf = (o: Observation) => `${o.system ?? ""}|${o.code ?? o.name ?? ""}`;

/** S, I or R as the laboratory wrote it; the level beside it only repeats a mark. */
function grade(o: Observation): string {
  return (o.flag ?? "").split("~").find((flag) => /^(S|I|R|SDD|NS|MS|WR)$/i.test(flag.trim())) ?? "";
}

/** What each organism is susceptible to: agents down, organisms across. */
export function Susceptibilities({ patientId, children }: { patientId: string; children: ChildReport[] }) {
  const { t, code } = useSpeech();
  const agents = new Map<string, Observation>();
  for (const child of children) for (const o of child.observations) if (!agents.has(keyOf(o))) agents.set(keyOf(o), o);
  return (
    <section>
      <h3>{t("report.susceptibilities")}</h3>
      <div className="table-scroll" tabIndex={0} role="region" aria-label={t("report.susceptibilities")}>
        <table className="rows compact">
          <thead>
            <tr>
              <th scope="col">{t("report.agent")}</th>
              {children.map((child) => (
                <th key={child.reportId} scope="col">
                  <Link to={{ page: "patient", id: patientId, section: "reports", item: child.reportId }}>
                    {child.of ?? child.text ?? t("report.name")}
                  </Link>
                  {child.status && child.status !== "FINAL" && <span className="fine block">{code("result", child.status)}</span>}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {[...agents].map(([key, agent]) => (
              <tr key={key}>
                <th scope="row">{agent.name ?? agent.code}</th>
                {children.map((child) => {
                  const all = child.observations.filter((o) => keyOf(o) === key);
                  return (
                    <td key={child.reportId} className="num">
                      {all.map((o) => (
                        <span key={o.line} className="block">
                          <strong className={grade(o).toUpperCase() === "R" ? "bad" : ""} title={code("susceptible", grade(o).toUpperCase())}>{grade(o)}</strong>{" "}
                          <Value cell={{ ...o, level: undefined }} /> <span className="fine">{o.unit}</span>
                        </span>
                      ))}
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}
