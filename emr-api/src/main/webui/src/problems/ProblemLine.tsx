import type { ReactNode } from "react";
import type { Encounter } from "../api";
import { Versions } from "../entered/Versions";
import { day } from "../format/time";
import { From } from "../frame/states";
import { useSpeech } from "../lang";
import { problemApi, type Problem } from "./api";

export const nameOf = ({ code, text }: Problem) => [code, text].filter(Boolean).join(" ");

/** One problem with all that was said of it; what may be done with it stands below. */
export function ProblemLine({ patientId, one, visits, short, children }: { patientId: string; one: Problem; visits: Encounter[]; short?: boolean; children?: ReactNode }) {
  const { t, code } = useSpeech();
  const seen = visits.find((visit) => visit.id === one.seenIn || visit.otherIds?.includes(one.seenIn ?? ""));
  const facts = [
    code("problemStatus", one.status),
    one.since && t("problems.from", { x: day(one.since) }),
    one.note,
    seen && `${t("problems.seenIn")}: ${t("problems.visit", { what: code("class", seen.class), from: day(seen.start) })}`,
  ];
  return (
    <li className={one.status === "ACTIVE" || one.status === "STABLE" ? "" : "muted"}>
      <span className={one.status === "ENTERED_IN_ERROR" ? "struck" : ""}>
        {one.code && <span className="code">{one.code}</span>} {one.importance === "HIGH" ? <strong>{one.text}</strong> : one.text}
      </span>{" "}
      {one.importance === "HIGH" && <span className="chip chip-warn">{t("problems.importantChip")}</span>}
      <span className="fine block">{facts.filter(Boolean).join(" · ")}</span>
      {!short && one.reason && <span className="fine block">{t("entered.because", { x: one.reason })}</span>}
      <From origin={one.origin} />
      {children}
      {!short && (
        <Versions id={one.id} version={one.version} load={(signal) => problemApi.versions(patientId, one.id, signal)}>
          {(then) => [nameOf(then), code("problemStatus", then.status), then.since && t("problems.from", { x: day(then.since) }), then.note].filter(Boolean).join(" · ")}
        </Versions>
      )}
    </li>
  );
}
