import { time } from "../format/time";
import { Icon } from "../frame/Icon";
import { ProblemNote } from "../frame/states";
import { useSpeech } from "../lang";
import type { Saving } from "./filling";

/** Whether what was typed is on the server, in words that also a screen reader says. */
export function SaveState({ saving, fresh }: { saving: Saving; fresh: boolean }) {
  const { t } = useSpeech();
  const words = () => {
    switch (saving.at) {
      case "waiting":
      case "saving":
        return t("saving.saving");
      case "saved":
        return t("saving.saved", { at: time(saving.time) });
      case "offline":
        return t("saving.offline");
      case "refused":
        return t("saving.refused");
      case "taken":
      case "conflict":
        return t("saving.kept");
      case "clean":
        return fresh ? t("saving.fresh") : "";
    }
  };
  const bad = saving.at === "offline" || saving.at === "refused";
  return (
    <span className={bad ? "save-state save-bad" : "save-state"} role="status">
      {bad && <Icon name="warn" size={15} />}
      {words()}
    </span>
  );
}

/** What keeps a draft from being saved although the server answers. */
export function Refused({ saving }: { saving: Saving }) {
  return saving.at === "refused" ? <ProblemNote problem={saving.problem} /> : null;
}
