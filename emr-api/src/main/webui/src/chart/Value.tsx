import type { LabCell } from "../api";
import { isWithdrawn, levelLetter, valueText } from "../format/values";
import { useSpeech } from "../lang";

/** A result value with its letter; colour only repeats what the letter says. */
export function Value({ cell }: { cell: Pick<LabCell, "text" | "number" | "comparator" | "level" | "status" | "corrected"> }) {
  const { t, code, language } = useSpeech();
  const early = cell.status === "PRELIMINARY" || cell.status === "REGISTERED";
  const gone = isWithdrawn(cell.status);
  const letter = gone ? "" : levelLetter(cell.level);
  const corrected = cell.corrected || cell.status === "CORRECTED" || cell.status === "AMENDED";
  return (
    <span className={`value level-${gone ? "N" : (cell.level ?? "N")}${cell.number === undefined ? " value-text" : ""}`}>
      <span className={gone ? "struck" : corrected ? "corrected" : undefined} title={corrected ? t("lab.corrected") : undefined}>
        {valueText(cell, language) || t("app.none")}
      </span>
      {early && <abbr title={t("lab.preliminary")}>*</abbr>}
      {letter && (
        <abbr className="letter" title={code("level", letter)}>
          {letter}
        </abbr>
      )}
    </span>
  );
}
