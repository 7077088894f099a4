import { useState } from "react";
import { useDoing } from "../doing";
import { Drawer } from "../frame/Drawer";
import { ProblemNote } from "../frame/states";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { folders, type Question } from "./api";

interface Props {
  /** What is asked now, as it would be kept; undefined while nothing is. */
  asked?: Question;
  onTake: (asked: Question) => void;
}

const same = (one: Question, other: Question | undefined) => other !== undefined && JSON.stringify(Object.entries(one).sort()) === JSON.stringify(Object.entries(other).filter(([, value]) => value !== undefined).sort());

function SaveSheet({ onSave, onClose }: { onSave: (name: string) => Promise<void>; onClose: () => void }) {
  const { t } = useSpeech();
  const [name, setName] = useState("");
  const doing = useDoing();
  return (
    <Drawer kind="sheet" title={t("filters.save")} onClose={onClose}>
      <form className="stack" onSubmit={(event) => {
        event.preventDefault();
        void doing.run(async () => {
          await onSave(name.trim());
          onClose();
        });
      }}>
        <p>{t("filters.saveText")}</p>
        <label>{t("filters.name")}<input value={name} maxLength={60} required autoComplete="off" onChange={(event) => setName(event.target.value)} /></label>
        {doing.problem && <ProblemNote problem={doing.problem} />}
        <div className="buttons"><button type="submit" className="button primary" disabled={doing.busy || !name.trim()}>{t("filters.saveDo")}</button></div>
      </form>
    </Drawer>
  );
}

/** What this person asks the list by again and again: one press each; what is asked now may be kept too. */
export function SavedFilters({ asked, onTake }: Props) {
  const { t } = useSpeech();
  const kept = useLoad("folder filters", (signal) => folders.filters(signal));
  const [saving, setSaving] = useState(false);
  const dropping = useDoing();
  const all = kept.data?.filters ?? [];
  const chosen = all.find((one) => same(one.asked, asked));
  if (all.length === 0 && !asked) return null;
  return (
    <div className="saved-filters" role="group" aria-label={t("filters.title")}>
      {all.map((one) => <button key={one.name} type="button" className="button" aria-pressed={one === chosen} onClick={() => onTake(one.asked)}>{one.name}</button>)}
      {asked && !chosen && <button type="button" className="button" onClick={() => setSaving(true)}>{t("filters.save")}…</button>}
      {chosen && <button type="button" className="button" disabled={dropping.busy} onClick={() => void dropping.run(async () => kept.put(await folders.dropFilter(chosen.name)))}>{t("filters.drop", { name: chosen.name })}</button>}
      {dropping.problem && <ProblemNote problem={dropping.problem} />}
      {saving && asked && <SaveSheet onClose={() => setSaving(false)} onSave={async (name) => kept.put(await folders.saveFilter(name, asked))} />}
    </div>
  );
}
