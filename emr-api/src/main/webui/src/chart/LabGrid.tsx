import { memo, useMemo, useRef, type KeyboardEvent, type MouseEvent } from "react";
import type { LabCell, Laboratory } from "../api";
import { day, moment, time } from "../format/time";
import { decimal, delta, isWithdrawn, rangeText, valueText } from "../format/values";
import { useSpeech } from "../lang";
import { points, type Grid, type GridRow } from "./laboratory";
import { Sparkline } from "./Sparkline";
import { useWindowed, type Part } from "./useWindowed";
import { Value } from "./Value";

export const MOST_SELECTED = 6;
const ROW = 36;
const COLUMN = 84;
const PRINTED_DATES = 8;

interface Props {
  laboratory: Laboratory;
  grid: Grid;
  selected: string[];
  onToggle: (key: string) => void;
  onOpen: (reportId: string) => void;
}

type Line = { panel: string } | GridRow;

/** Newest value with its change since the one before. */
function Latest({ row, laboratory }: { row: GridRow; laboratory: Laboratory }) {
  const { t, language } = useSpeech();
  const standing = row.cells.filter((cell) => !isWithdrawn(cell.status));
  const newest = standing[0] ?? row.cells[0]!;
  const all = useMemo(() => points(laboratory, row.row, row.cells), [laboratory, row]);
  const before = standing.slice(1).find((cell) => cell.number !== undefined)?.number;
  const change = newest.number !== undefined && before !== undefined ? delta(newest.number, before, language) : undefined;
  return (
    <div className="latest">
      <Sparkline all={all} />
      <span className="latest-value num">
        <Value cell={newest} />
        {change && (
          <span className="delta" title={t("lab.previous", { x: decimal(String(before), language) })}>
            {change.arrow}
            {change.text}
          </span>
        )}
      </span>
    </div>
  );
}

/** Who said it, and what exactly: of a value under another code or in another unit also how it was sent. */
function cellTitle(cell: LabCell, laboratory: Laboratory): string {
  const report = laboratory.reports[cell.report];
  const asSent = cell.sent && [cell.sent.code, cell.sent.value, cell.sent.unit].filter(Boolean).join(" ");
  return [report?.sourceName, asSent, moment(report?.recordedAt)].filter(Boolean).join(" · ");
}

interface RowProps {
  line: GridRow;
  index: number;
  laboratory: Laboratory;
  dates: number[];
  part: Part;
  checked: boolean;
  full: boolean;
  onToggle: (key: string) => void;
}

const AnalyteRow = memo(function AnalyteRow({ line, index, laboratory, dates, part, checked, full, onToggle }: RowProps) {
  const { t, language } = useSpeech();
  const { row } = line;
  const name = row.text ?? row.code;
  return (
    <tr aria-rowindex={index + 2} className={checked ? "chosen" : undefined}>
      <th scope="row" className="frozen-1">
        <label className="analyte">
          <input type="checkbox" checked={checked} disabled={full && !checked} onChange={() => onToggle(line.key)} aria-label={t("lab.select", { x: name })} />
          <span>
            <span className="analyte-name" title={`${name} (${row.code})`}>
              {name}
            </span>
            {(row.mergedFrom?.length ?? 0) > 1 && (
              <span className="fine merged-mark" title={t("lab.merged", { x: row.mergedFrom!.map((m) => [m.code, m.sourceName].filter(Boolean).join(" ")).join(", ") })}>
                {t("lab.mergedMark", { n: row.mergedFrom!.length })}
              </span>
            )}
            <span className="fine num">{[rangeText(row.range, language), row.unit].filter(Boolean).join(" ")}</span>
          </span>
        </label>
      </th>
      <td className="frozen-2">
        <Latest row={line} laboratory={laboratory} />
      </td>
      {part.from > 0 && <td className="spacer" colSpan={1} />}
      {dates.slice(part.from, part.to).map((date, i) => {
        const cells = line.byDate.get(date);
        const late = part.from + i >= PRINTED_DATES ? "late" : "";
        if (!cells) return <td key={date} className={late} />;
        return (
          <td key={date} className={`num filled cell-${isWithdrawn(cells[0]!.status) ? "N" : (cells[0]!.level ?? "N")} ${late}`} data-report={laboratory.reports[cells[0]!.report]?.id} title={cellTitle(cells[0]!, laboratory)}>
            {cells.map((cell, n) => (
              <span key={n}>
                <Value cell={cell} />
                {(cell.beside ?? []).filter((b) => b.differs).map((b) => (
                  <span key={b.reportId} className="value-beside" title={t("lab.beside", { source: b.sourceName, value: b.text ?? "" })}>
                    ≠ {valueText({ text: b.text, number: cell.number }, language)} <span>{b.sourceName}</span>
                  </span>
                ))}
              </span>
            ))}
          </td>
        );
      })}
      {part.to < dates.length && <td className="spacer" />}
    </tr>
  );
});

/** Analytes down, dates across, newest left; name and newest value stay in view while scrolling. */
export function LabGrid({ laboratory, grid, selected, onToggle, onOpen }: Props) {
  const { t } = useSpeech();
  const box = useRef<HTMLDivElement>(null);
  const lines = useMemo(() => {
    const groups = new Map<string, GridRow[]>();
    for (const row of grid.rows) groups.set(row.row.panel ?? "", [...(groups.get(row.row.panel ?? "") ?? []), row]);
    const several = groups.size > 1;
    return [...groups].flatMap(([panel, rows]): Line[] => (several ? [{ panel }, ...rows] : rows));
  }, [grid]);
  const part = useWindowed(box, { rows: lines.length, rowHeight: ROW, columns: grid.dates.length, columnWidth: COLUMN, frozen: 430 });
  const shown = grid.dates.slice(part.columns.from, part.columns.to);
  // A panel's heading spans what is printed, and the rest apart, which paper leaves out.
  const printed = Math.max(0, Math.min(shown.length, PRINTED_DATES - part.columns.from));
  const unprinted = shown.length - printed + (part.columns.to < grid.dates.length ? 1 : 0);
  const width = 2 + printed + (part.columns.from > 0 ? 1 : 0);

  const click = (event: MouseEvent) => {
    const report = (event.target as HTMLElement).closest<HTMLElement>("[data-report]")?.dataset.report;
    if (report) onOpen(report);
  };
  const key = (event: KeyboardEvent) => {
    if (event.key === "[" || event.key === "]") box.current?.scrollBy({ left: event.key === "]" ? COLUMN : -COLUMN });
  };

  return (
    <div ref={box} className="lab-scroll" role="region" aria-label={t("lab.grid")} tabIndex={0} onClick={click} onKeyDown={key}>
      <table className="lab" aria-rowcount={lines.length + 1} aria-colcount={grid.dates.length + 2}>
        <colgroup>
          <col className="col-name" />
          <col className="col-latest" />
          {part.columns.from > 0 && <col style={{ width: part.columns.from * COLUMN }} />}
          {shown.map((date, i) => (
            <col key={date} className={part.columns.from + i >= PRINTED_DATES ? "col-date late" : "col-date"} />
          ))}
          {part.columns.to < grid.dates.length && <col style={{ width: (grid.dates.length - part.columns.to) * COLUMN }} />}
        </colgroup>
        <thead>
          <tr aria-rowindex={1}>
            <th scope="col" className="frozen-1">
              {t("lab.analyte")}
            </th>
            <th scope="col" className="frozen-2">
              <span className="only-large">{t("lab.trend")}, </span>
              {t("lab.latest").toLocaleLowerCase()}
            </th>
            {part.columns.from > 0 && <td className="spacer" />}
            {shown.map((index, i) => {
              const date = laboratory.dates[index]!;
              const when = date.sent && date.precision ? { sent: date.sent, precision: date.precision, from: date.at } : date.at;
              const words = (
                <>
                  <span>{day(when)}</span>{" "}
                  <span className="fine">{time(when)}</span>
                </>
              );
              return (
                <th key={index} scope="col" className={`date ${part.columns.from + i >= PRINTED_DATES ? "late" : ""}`}>
                  {date.reportId ? (
                    <button type="button" data-report={date.reportId} aria-label={t("lab.open", { x: moment(when) })}>
                      {words}
                    </button>
                  ) : (
                    words
                  )}
                </th>
              );
            })}
            {part.columns.to < grid.dates.length && <td className="spacer" />}
          </tr>
        </thead>
        <tbody>
          {part.rows.from > 0 && <tr className="spacer" style={{ height: part.rows.from * ROW }} aria-hidden="true" />}
          {lines.slice(part.rows.from, part.rows.to).map((line, i) =>
            "panel" in line ? (
              <tr key={`panel ${line.panel}`} className="panel-row" aria-rowindex={part.rows.from + i + 2}>
                <th scope="colgroup" colSpan={width}>
                  <span>{line.panel || t("lab.otherPanel")}</span>
                </th>
                {unprinted > 0 && <td className="late" colSpan={unprinted} />}
              </tr>
            ) : (
              <AnalyteRow
                key={line.key}
                line={line}
                index={part.rows.from + i}
                laboratory={laboratory}
                dates={grid.dates}
                part={part.columns}
                checked={selected.includes(line.key)}
                full={selected.length >= MOST_SELECTED}
                onToggle={onToggle}
              />
            ),
          )}
          {part.rows.to < lines.length && <tr className="spacer" style={{ height: (lines.length - part.rows.to) * ROW }} aria-hidden="true" />}
        </tbody>
      </table>
    </div>
  );
}
