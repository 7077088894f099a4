import { useSpeech } from "../lang";
import type { State } from "./api";

/** Where a folder stands; what is late or held back says so in words. */
export function Standing({ of }: { of: { state: State; overdue: boolean; held?: unknown; hybrid?: boolean } }) {
  const { t, code } = useSpeech();
  return (
    <span className="chips">
      <span className={of.state === "CANCELLED" ? "chip chip-refused" : "chip"}>{code("folderState", of.state)}</span>
      {of.overdue && <span className="chip chip-refused">{t("folder.overdue")}</span>}
      {Boolean(of.held) && <span className="chip">{t("folder.held")}</span>}
      {of.hybrid && <span className="chip">{t("folder.hybrid")}</span>}
    </span>
  );
}
