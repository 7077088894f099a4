import { useState } from "react";
import type { Chart } from "../api";
import { Empty } from "../frame/states";
import { later } from "../frame/later";
import { useSpeech } from "../lang";
import { ProblemLine } from "./ProblemLine";

/** With its form, for who opens it. */
const ProblemPanel = later(async () => (await import("./ProblemPanel")).ProblemPanel);

/** The problems that stand, in the overview; it opens the list, but to a guest. */
export function ProblemCard({ chart, onChanged }: { chart: Chart; onChanged: () => void }) {
  const { t } = useSpeech();
  const [open, setOpen] = useState(false);
  const { problems = [], encounters = [] } = chart;
  return (
    <section className="card problems">
      <div className="card-head">
        <h2>{t("problems.title")}</h2>
        {!chart.guest && (
          <button type="button" className="button" aria-haspopup="dialog" onClick={() => setOpen(true)}>
            {t("problems.open")}
          </button>
        )}
      </div>
      {problems.length === 0 ? (
        <Empty>{t("problems.none")}</Empty>
      ) : (
        <ul className="items">
          {problems.map((one) => <ProblemLine key={one.id} patientId={chart.patient.id} one={one} visits={encounters} short />)}
        </ul>
      )}
      {open && <ProblemPanel chart={chart} onChanged={onChanged} onClose={() => setOpen(false)} />}
    </section>
  );
}
