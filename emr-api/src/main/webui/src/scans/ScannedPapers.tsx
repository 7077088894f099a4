import { useState } from "react";
import { day, moment } from "../format/time";
import { Empty } from "../frame/states";
import type { OfferedForm, SheetRow } from "../forms/api";
import { useSpeech } from "../lang";
import { Link } from "../route";
import { AddPaper } from "./AddPaper";
import { scans } from "./api";

/** So many small pictures tell one paper from another; the rest are on its page. */
const SHOWN = 4;

interface Props {
  patientId: string;
  folderId: string;
  sheets: readonly SheetRow[];
  offered: readonly OfferedForm[];
  mayAdd: boolean;
  addendum: boolean;
  onChanged: () => void;
}

function Paper({ patientId, sheet }: { patientId: string; sheet: SheetRow }) {
  const { t, code } = useSpeech();
  const count = sheet.pages!;
  return (
    <li className={`scan-paper tree-${sheet.status}`}>
      <span className="scan-strip" aria-hidden="true">
        {Array.from({ length: Math.min(SHOWN, count) }, (_, i) => <img key={i} src={scans.pageAddress(patientId, sheet.id, i + 1, true)} alt="" loading="lazy" />)}
      </span>
      <span>
        <Link to={{ page: "sheet", id: patientId, sheet: sheet.id }}>{sheet.title}</Link>{" "}
        <span className="chip">{t("scans.count", { n: count })}</span>{" "}
        {sheet.status === "CANCELLED" && <span className="chip sheet-CANCELLED">{code("sheetStatus", sheet.status)}</span>}{" "}
        {sheet.addendum && <span className="chip">{t("tree.addendum")}</span>}
        <span className="fine block">{t("scans.by", { day: day(sheet.happened), by: sheet.author ?? "", at: moment(sheet.revisedAt) })}</span>
      </span>
    </li>
  );
}

/** The papers of a folder that were scanned, as small pictures, and a way to add one. */
export function ScannedPapers({ patientId, folderId, sheets, offered, mayAdd, addendum, onChanged }: Props) {
  const { t } = useSpeech();
  const [adding, setAdding] = useState(false);
  const papers = sheets.filter(({ pages }) => pages !== undefined);
  if (papers.length === 0 && !mayAdd) return null;
  return (
    <section className="card scans" aria-label={t("scans.title")}>
      <div className="card-head">
        <h2>{t("scans.title")} <span className="count">{papers.length}</span></h2>
        {mayAdd && <button type="button" className="button" onClick={() => setAdding(true)}>{t("scans.add")}</button>}
      </div>
      {papers.length === 0 && <Empty>{t("scans.none")}</Empty>}
      <ul className="plain">{papers.map((sheet) => <Paper key={sheet.id} patientId={patientId} sheet={sheet} />)}</ul>
      {adding && (
        <AddPaper
          patientId={patientId}
          folderId={folderId}
          sheets={sheets}
          offered={offered}
          addendum={addendum}
          onClose={() => setAdding(false)}
          onKept={() => {
            setAdding(false);
            onChanged();
          }}
        />
      )}
    </section>
  );
}
