import { useSpeech } from "../lang";
import type { Basis, Score } from "./api";

/** Short enough for a column: the total, or how many points there are with what is missing. */
export const mark = (score: Score | undefined) => (score?.total === undefined ? (score?.red ? "3!" : "–") : String(score.total));

/** How it is coloured; the words beside say the same. */
export const look = (score: Score | undefined) => score?.band ?? (score?.red ? "RED" : "NONE");

/** A score in words: total and risk, what is missing, or why there is none. */
export function ScoreText({ score, basis }: { score?: Score; basis: Basis }) {
  const { t, code } = useSpeech();
  if (!score) return <span className="fine">{code("vbasis", basis)}</span>;
  const missing = score.missing.map((one) => (one === "OXYGEN_SATURATION" ? "SpO₂" : t(`vparam.${one}`))).join(", ");
  return (
    <>
      <span className={`news news-${look(score)}`}>{mark(score)}</span>{" "}
      {[score.band && t(`vband.${score.band}`), score.red && t("vitals.red"), missing && t("vitals.missing", { missing })].filter(Boolean).join(" · ")}
    </>
  );
}

/** What follows from a score. */
export function Response({ score }: { score?: Score }) {
  const { t } = useSpeech();
  if (!score?.band) return score?.red ? <p className="news-do">{t("vdo.RED")}</p> : null;
  return <p className="news-do">{t(`vdo.${score.band}`)}</p>;
}
