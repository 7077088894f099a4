import { useEffect, useState } from "react";
import { moment } from "../format/time";
import { Icon } from "../frame/Icon";
import { ProblemNote } from "../frame/states";
import { useSpeech } from "../lang";
import type { Saving } from "./filling";
import type { EditorState } from "./useEditor";

/** Seconds until an instant, counted down before one's eyes. */
function useSeconds(until: string | undefined): number | undefined {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    if (!until) return undefined;
    setNow(Date.now());
    const timer = window.setInterval(() => setNow(Date.now()), 1000);
    return () => window.clearInterval(timer);
  }, [until]);
  return until ? Math.max(0, Math.ceil((Date.parse(until) - now) / 1000)) : undefined;
}

interface Props {
  editor: EditorState;
  saving: Saving;
  mayEdit: boolean;
}

/** Who writes on this sheet, who asks for it, and what one can do about that. */
export function EditingBand({ editor, saving, mayEdit }: Props) {
  const { t } = useSpeech();
  const { at, editing } = editor;
  const seconds = useSeconds(editing.wanted?.at);
  const other = editing.editor && !editing.editor.mine ? editing.editor : undefined;
  if (editor.problem) return <ProblemNote problem={editor.problem} />;
  if (at === "editing" && editing.wanted) {
    return (
      <p className="note note-stale" role="alert">
        <Icon name="warn" />
        <span>{t("editor.wanted", { by: editing.wanted.name })} <span aria-hidden="true">{t("editor.seconds", { n: seconds ?? 0 })}</span></span>
      </p>
    );
  }
  if (at === "asking") {
    return (
      <p className="note" role="status">
        <Icon name="info" />
        <span>{t("editor.asking", { by: other?.name ?? "" })} {seconds !== undefined && <span aria-hidden="true">{t("editor.seconds", { n: seconds })}</span>}</span>
        <button type="button" className="button" onClick={() => void editor.stop()}>{t("editor.askNot")}</button>
      </p>
    );
  }
  if (!other || at === "editing") return null;
  return (
    <div className="note note-stale" role="status">
      <Icon name="lock" />
      <div>
        <p>{t("editor.other", { by: other.name, at: moment(other.since) })}</p>
        {saving.at === "taken" && <p>{t("editor.kept")}</p>}
      </div>
      {mayEdit && <button type="button" className="button" onClick={() => void editor.ask(true)}>{t("editor.take")}</button>}
    </div>
  );
}
