import { useCallback, useMemo, useState } from "react";
import type { Laboratory } from "../api";
import { api } from "../client";
import { LabGrid, MOST_SELECTED } from "../chart/LabGrid";
import { asTsv, filterGrid, panels } from "../chart/laboratory";
import { PrintButton } from "../chart/PrintButton";
import { ReportDrawer } from "../chart/ReportDrawer";
import { TrendChart } from "../chart/TrendChart";
import { moment } from "../format/time";
import { levelLetter, rangeText, valueText } from "../format/values";
import { Icon } from "../frame/Icon";
import { Empty, Shown } from "../frame/states";
import { useSpeech, type Key } from "../lang";
import { useLoad } from "../load";
import { may, useMe } from "../session";

type Period = 7 | 30 | 365 | undefined;
const PERIODS: [Period, Key][] = [
  [7, "lab.d7"],
  [30, "lab.d30"],
  [365, "lab.d365"],
  [undefined, "lab.dAll"],
];
/** The server never caps; this is the most it takes: a hundred years. */
const EVERYTHING_DAYS = 36_500;

/** What the reader chose; kept while another period is fetched. */
interface Choice {
  period: Period;
  panel: string;
  abnormalOnly: boolean;
  selected: string[];
}

interface BoardProps {
  laboratory: Laboratory;
  patientId: string;
  choice: Choice;
  setChoice: (change: Partial<Choice>) => void;
}

function Board({ laboratory, patientId, choice, setChoice }: BoardProps) {
  const { t, language } = useSpeech();
  const me = useMe();
  const { period, panel, abnormalOnly, selected } = choice;
  const [open, setOpen] = useState<string>();
  const [copied, setCopied] = useState<Key>();
  const groups = useMemo(() => panels(laboratory), [laboratory]);
  const grid = useMemo(() => filterGrid(laboratory, { panel, abnormalOnly, days: period }), [laboratory, panel, abnormalOnly, period]);
  const toggle = useCallback(
    (key: string) => {
      const without = selected.filter((k) => k !== key);
      const room = without.length === selected.length && selected.length < MOST_SELECTED;
      setChoice({ selected: room ? [...selected, key] : without });
    },
    [selected, setChoice],
  );
  const charted = useMemo(
    () => selected.map((key) => grid.rows.find((row) => row.key === key)).filter((row) => row !== undefined),
    [selected, grid],
  );

  const copy = async () => {
    const text = asTsv(
      grid,
      [t("lab.analyte"), t("lab.range")],
      (date) => moment(laboratory.dates[date]!.at),
      ({ row }) => [row.text ?? row.code, [rangeText(row.range, language), row.unit].filter(Boolean).join(" ")],
      (cell) => [valueText(cell, language), levelLetter(cell.level)].filter(Boolean).join(" "),
    );
    try {
      await navigator.clipboard.writeText(text);
      setCopied("lab.copied");
    } catch {
      setCopied("lab.copyFailed");
    }
  };

  return (
    <>
      <div className="filters">
        <div className="switch" role="group" aria-label={t("lab.period")}>
          {PERIODS.map(([days, label]) => (
            <button key={label} type="button" aria-pressed={period === days} onClick={() => setChoice({ period: days })}>
              {t(label)}
            </button>
          ))}
        </div>
        {groups.length > 1 && (
          <label className="inline-label">
            {t("lab.panel")}
            <select value={panel} onChange={(event) => setChoice({ panel: event.target.value })}>
              <option value="">{t("lab.allPanels")}</option>
              {groups.map((name) => (
                <option key={name} value={`=${name}`}>
                  {name || t("lab.otherPanel")}
                </option>
              ))}
            </select>
          </label>
        )}
        <label className="check">
          <input type="checkbox" checked={abnormalOnly} onChange={(event) => setChoice({ abnormalOnly: event.target.checked })} />
          {t("lab.onlyAbnormal")}
        </label>
        <span className="fine grow">{t("lab.count", { rows: grid.rows.length, dates: grid.dates.length })}</span>
        {(may(me, "RECORD_EDIT") || may(me, "RECORD_COPY")) && (
          <button type="button" className="button" onClick={() => void copy()}>
            <Icon name="copy" size={16} /> {t("lab.copy")}
          </button>
        )}
        <PrintButton />
        <span role="status" className="fine">
          {copied && t(copied)}
        </span>
      </div>
      {charted.length > 0 && <TrendChart laboratory={laboratory} rows={charted} onClear={() => setChoice({ selected: [] })} />}
      {grid.rows.length === 0 ? (
        <div className="card">
          <Empty>{t("lab.noneHere")}</Empty>
          <button
            type="button"
            className="button"
            onClick={() => setChoice({ period: undefined, panel: "", abnormalOnly: false })}
          >
            {t("lab.showAll")}
          </button>
        </div>
      ) : (
        <>
          <LabGrid laboratory={laboratory} grid={grid} selected={selected} onToggle={toggle} onOpen={setOpen} />
          <p className="fine">
            {charted.length === 0 && `${t("lab.selectHint")}. `}
            {t("lab.legend")}
          </p>
        </>
      )}
      {open && <ReportDrawer patientId={patientId} reportId={open} onClose={() => setOpen(undefined)} />}
    </>
  );
}

/** Every laboratory value of the person as one grid. */
export function LaboratorySection({ patientId }: { patientId: string }) {
  const { t } = useSpeech();
  const [choice, set] = useState<Choice>({ period: 365, panel: "", abnormalOnly: false, selected: [] });
  const setChoice = useCallback((change: Partial<Choice>) => set((now) => ({ ...now, ...change })), []);
  const { period } = choice;
  const asked = period === undefined ? EVERYTHING_DAYS : 365;
  const laboratory = useLoad(`${patientId} ${asked}`, (signal) => api.laboratory(patientId, asked, signal));
  return (
    <Shown from={laboratory} rows={12}>
      {(data) =>
        data.rows.length === 0 && period === undefined ? (
          <Empty>{t("lab.none")}</Empty>
        ) : (
          <Board laboratory={data} patientId={patientId} choice={choice} setChoice={setChoice} />
        )
      }
    </Shown>
  );
}
