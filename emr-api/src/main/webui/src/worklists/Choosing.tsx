import { useId, useState } from "react";
import type { Candidate, Patient } from "../api";
import { ageOf } from "../chart/words";
import { useFinder } from "../frame/useFinder";
import { useSpeech } from "../lang";
import { SideBySide } from "./SideBySide";

export interface Chosen {
  id: string;
  /** Known when the server proposed the person; a found one is looked up when deciding. */
  candidate?: Candidate;
}

interface Props {
  described?: Patient;
  candidates: Candidate[];
  chosen: Chosen | undefined;
  onChoose: (chosen: Chosen) => void;
  name: string;
}

/** Whom a message or an unnamed person is: proposals with the evidence beside them, or anybody found by search. */
export function Choosing({ described, candidates, chosen, onChoose, name }: Props) {
  const { t, code, language } = useSpeech();
  const [text, setText] = useState("");
  const box = useId();
  const finder = useFinder(text, undefined, text.trim().length > 1, (row) => onChoose({ id: row.id }));
  const found = text.trim().length > 1 ? finder.rows.filter((row) => !candidates.some((c) => c.side.id === row.id)) : [];
  return (
    <fieldset className="choosing">
      <legend>{t("match.who")}</legend>
      {candidates.length === 0 && <p className="fine">{t("match.noProposal")}</p>}
      {candidates.map((candidate) => (
        <div key={candidate.side.id} className="proposal">
          <label className="check">
            <input type="radio" name={name} checked={chosen?.id === candidate.side.id} onChange={() => onChoose({ id: candidate.side.id, candidate })} />
            <strong>{candidate.side.person.name ?? t("chart.noName")}</strong>
          </label>
          {described && (
            <SideBySide
              left={{ person: described, title: t("match.asSent") }}
              right={{ person: candidate.side.person, side: candidate.side, title: candidate.side.person.name ?? t("chart.noName") }}
              facts={candidate.facts}
              caption={t("match.compared")}
            />
          )}
        </div>
      ))}
      <label htmlFor={box}>{t("match.find")}</label>
      <input id={box} type="search" value={text} autoComplete="off" onChange={(event) => setText(event.target.value)} />
      {found.map((row) => (
        <label key={row.id} className="check">
          <input type="radio" name={name} checked={chosen?.id === row.id} onChange={() => onChoose({ id: row.id })} />
          <span>
            <strong>{row.name ?? t("chart.noName")}</strong>{" "}
            <span className="fine">{[code("sex", row.sex), ageOf(row, language), row.patientNumber].filter(Boolean).join(" · ")}</span>
          </span>
        </label>
      ))}
    </fieldset>
  );
}
