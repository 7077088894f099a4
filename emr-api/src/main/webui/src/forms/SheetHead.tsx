import { moment } from "../format/time";
import { typedInstant } from "../format/typed";
import { DateField } from "../frame/DateField";
import { Icon } from "../frame/Icon";
import { useState } from "react";
import { useSpeech } from "../lang";
import { Link } from "../route";
import type { OpenSheet } from "./api";
import type { Filled, Filling } from "./filling";

/** When what a new sheet tells of was: it decides the version of its form, so it is said before anything is saved. */
function Happened({ filling, filled }: { filling: Filling; filled: Filled }) {
  const [typed, setTyped] = useState(() => moment(filled.happened));
  return (
    <DateField
      label="sheet.happened"
      time
      value={typed}
      onChange={(text) => {
        setTyped(text);
        const at = typedInstant(text);
        if (at) filling.at(at.replace(".000Z", "Z"));
      }}
    />
  );
}

interface Props {
  patientId: string;
  folderId: string;
  filled: Filled;
  filling: Filling;
  editing: boolean;
  old?: OpenSheet;
  mayEdit: boolean;
  onEdit: () => void;
  onAsk: (what: "cancel" | "restore" | "revise") => void;
  printAddress?: string;
}

/** What sheet it is, in which state, and what may be done with it while it is only read. */
export function SheetHead({ patientId, folderId, filled, filling, editing, old, mayEdit, onEdit, onAsk, printAddress }: Props) {
  const { t, code, language } = useSpeech();
  const { form, opened } = filled;
  const allowed = opened?.allowed ?? [];
  const status = (old ?? opened)?.sheet.status;
  const completed = status === "COMPLETED";
  const saved = opened !== undefined;
  return (
    <header className="sheet-head">
      <div className="sheet-title">
        <Link to={{ page: "patient", id: patientId, section: "folder", item: folderId }}>{t("sheet.back")}</Link>
        <h2>{opened?.sheet.scan ? opened.sheet.title : (language === "en" ? form.titleEn : undefined) ?? form.title}</h2>
        <p className="fine">
          <span className="code">{form.code}</span>{" "}
          {status && <span className={`chip sheet-${status}`}>{code("sheetStatus", status)}</span>}{" "}
          {opened && <span>{t("sheet.by", { by: opened.sheet.author ?? "", at: moment(opened.sheet.happened) })}</span>}
        </p>
      </div>
      {!saved && editing && <Happened filling={filling} filled={filled} />}
      {!editing && !old && (
        <div className="buttons">
          {mayEdit && <button type="button" className="button primary" onClick={onEdit}>{t(completed ? "sheet.change" : "sheet.edit")}</button>}
          {printAddress && <a className="button" href={printAddress} target="_blank" rel="noreferrer"><Icon name="print" size={16} /> {t("sheet.print")}</a>}
          {allowed.includes("REVISE") && <button type="button" className="button" onClick={() => onAsk("revise")}>{t("signing.revise")}</button>}
          {allowed.includes("CANCEL") && <button type="button" className="button" onClick={() => onAsk("cancel")}>{t("sheet.cancel")}</button>}
          {allowed.includes("RESTORE") && <button type="button" className="button" onClick={() => onAsk("restore")}>{t("sheet.restore")}</button>}
        </div>
      )}
    </header>
  );
}
