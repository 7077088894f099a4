import { useState } from "react";
import type { Chart, ReportRow } from "../api";
import { api, type Problem } from "../client";
import { MeansCode } from "../chart/MeansCode";
import { problemOf } from "../doing";
import { ReportDrawer } from "../chart/ReportDrawer";
import { day, time } from "../format/time";
import { From, ProblemNote } from "../frame/states";
import { Listing } from "../frame/Table";
import { useSpeech } from "../lang";
import { go, Link } from "../route";
import { rowKeys } from "./HomePage";

/** What the chart brings at once; more comes page by page. */
const FIRST = 200;

/** Every report, newest first. */
export function ReportsSection({ chart, open }: { chart: Chart; open?: string }) {
  const { t, code } = useSpeech();
  const id = chart.patient.id;
  const first = chart.reports ?? [];
  const [later, setLater] = useState<{ rows: ReportRow[]; next?: string; ended: boolean }>({ rows: [], ended: first.length < FIRST });
  const [problem, setProblem] = useState<Problem>();
  const known = new Set(first.map((r) => r.id));
  const rows = [...first, ...later.rows.filter((r) => !known.has(r.id))];

  const more = async () => {
    try {
      let cursor = later.next;
      let found: ReportRow[] = [];
      // The first page repeats what the chart brought; go on until something new comes.
      do {
        const page = await api.reports(id, cursor);
        found = page.reports.filter((r) => !known.has(r.id));
        cursor = page.next;
      } while (found.length === 0 && cursor);
      setLater((held) => ({ rows: [...held.rows, ...found], next: cursor, ended: !cursor }));
      setProblem(undefined);
    } catch (cause) {
      setProblem(problemOf(cause));
    }
  };

  return (
    <>
      <Listing
        none="report.none"
        onKeyDown={rowKeys}
        columns={["report.date", "report.name", "report.category", "report.abnormal", "report.status", "report.source"]}
        of={rows}
      >
        {(r) => (
          <tr key={r.id} data-row="">
            <td className="num">
              {day(r.effective ?? r.issued)} <span className="fine">{time(r.effective ?? r.issued)}</span>
            </td>
            <th scope="row">
              <Link className="cover" to={{ page: "patient", id, section: "reports", item: r.id }}>
                {r.text ?? r.code ?? t("report.name")}
              </Link>
              <MeansCode meaning={r.meaning} />
            </th>
            <td>{code("category", r.category)}</td>
            <td className="num">
              <span className={r.abnormal > 0 ? "bad" : "fine"}>{t("report.abnormalOf", { a: r.abnormal, n: r.observations })}</span>
            </td>
            <td>{r.status === "FINAL" ? <span className="fine">{code("result", r.status)}</span> : <span className="chip chip-warn">{code("result", r.status)}</span>}</td>
            <td className="whole">
              <From origin={r.origin} />
            </td>
          </tr>
        )}
      </Listing>
      {problem && <ProblemNote problem={problem} />}
      {!later.ended && (
        <button type="button" className="button load-more" onClick={() => void more()}>
          {t("app.more")}
        </button>
      )}
      {open && (
        <ReportDrawer key={open} patientId={id} reportId={open} documents={chart.documents} onClose={() => go({ page: "patient", id, section: "reports" })} />
      )}
    </>
  );
}
