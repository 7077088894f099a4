import { useSpeech } from "../lang";
import type { Filled } from "./filling";
import { SaveState } from "./SaveState";

interface Props {
  filled: Filled;
  busy: boolean;
  onRefill: () => void;
  /** Not there for who may not print. */
  onPreview?: () => void;
  onSave: () => void;
  onComplete: () => void;
  onStop: () => void;
}

/** What may be done while one writes, and whether it is saved: always in view below the sheet. */
export function SheetActs({ filled, busy, onRefill, onPreview, onSave, onComplete, onStop }: Props) {
  const { t } = useSpeech();
  const { opened, saving } = filled;
  const completed = opened?.sheet.status === "COMPLETED";
  return (
    <div className="sheet-acts" role="group" aria-label={t("sheet.acts")}>
      <SaveState saving={saving} fresh={!opened} />
      <div className="buttons">
        {opened && <button type="button" className="button quiet" onClick={onStop}>{t("sheet.stop")}</button>}
        {opened && <button type="button" className="button" onClick={onRefill}>{t("sheet.refill")}</button>}
        {onPreview && <button type="button" className="button" disabled={busy} onClick={onPreview}>{t("sheet.preview")}</button>}
        <button type="button" className={completed ? "button primary" : "button"} disabled={busy} onClick={onSave}>{t("sheet.save")}</button>
        {!completed && (!opened || opened.allowed?.includes("COMPLETE")) && <button type="button" className="button primary" disabled={busy} onClick={onComplete}>{t("sheet.complete")}</button>}
      </div>
    </div>
  );
}
