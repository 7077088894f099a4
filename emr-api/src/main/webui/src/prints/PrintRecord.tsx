import { useState } from "react";
import { useDoing } from "../doing";
import { moment } from "../format/time";
import { Drawer } from "../frame/Drawer";
import { Icon } from "../frame/Icon";
import { ProblemNote } from "../frame/states";
import type { SheetRow } from "../forms/api";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { prints, type Progress } from "./api";

const LOOK_MS = 1000;

interface Props {
  patientId: string;
  folderId: string;
  sheets: readonly SheetRow[];
}

/** How far it is, and the file when it is there. */
function Printing({ patientId, folderId, begun, onAgain }: Omit<Props, "sheets"> & { begun: Progress; onAgain: () => void }) {
  const { t } = useSpeech();
  const now = useLoad(`${folderId} ${begun.id}`, (signal, background) => prints.progress(patientId, folderId, begun.id, background, signal), {
    everyMs: (seen) => (seen && seen.state !== "PRINTING" ? undefined : LOOK_MS),
  });
  const { state, done, of } = now.data ?? begun;
  if (now.problem && !now.data) return <ProblemNote problem={now.problem} onRetry={now.reload} />;
  if (state === "FAILED") return <p className="note note-problem" role="alert"><Icon name="warn" /><span>{t("prints.failed")}</span><button type="button" className="button" onClick={onAgain}>{t("app.retry")}</button></p>;
  if (state === "READY")
    return (
      <>
        <p className="note note-good" role="status"><Icon name="info" /><span>{t("prints.ready")}</span></p>
        <div className="buttons">
          <a className="button primary" href={prints.file(patientId, folderId, begun.id)} target="_blank" rel="noreferrer"><Icon name="print" size={16} /> {t("prints.file")}</a>
        </div>
      </>
    );
  return (
    <>
      <p role="status">{t("prints.progress", { done, of })}</p>
      <div className="sending-progress"><progress max={of} value={done} aria-label={t("prints.printing")} /></div>
    </>
  );
}

/** Prints the whole record, or an extract of what is complete in it. */
export function PrintRecord({ patientId, folderId, sheets }: Props) {
  const { t } = useSpeech();
  const [open, setOpen] = useState(false);
  const [extract, setExtract] = useState(false);
  const [only, setOnly] = useState<readonly string[]>([]);
  const [begun, setBegun] = useState<Progress>();
  const doing = useDoing();
  const complete = sheets.filter(({ status }) => status === "COMPLETED");
  const close = () => {
    setOpen(false);
    setBegun(undefined);
  };
  const choose = (id: string, chosen: boolean) => setOnly(chosen ? [...only, id] : only.filter((one) => one !== id));
  const begin = () => void doing.run(async () => setBegun(await prints.begin(patientId, folderId, extract ? [...only] : [])));
  return (
    <>
      <button type="button" className="button" onClick={() => setOpen(true)}><Icon name="print" size={16} /> {t("prints.print")}</button>
      {open && (
        <Drawer kind="sheet" title={t("prints.print")} onClose={close}>
          {begun ? (
            <Printing patientId={patientId} folderId={folderId} begun={begun} onAgain={() => setBegun(undefined)} />
          ) : (
            <form className="order-form" onSubmit={(event) => { event.preventDefault(); begin(); }}>
              <fieldset className="staff-departments">
                <legend>{t("prints.how")}</legend>
                <label className="check"><input type="radio" name="how" checked={!extract} onChange={() => setExtract(false)} /> {t("prints.whole")}</label>
                <label className="check"><input type="radio" name="how" checked={extract} disabled={complete.length === 0} onChange={() => setExtract(true)} /> {t("prints.some")}</label>
              </fieldset>
              {extract && (
                <fieldset className="staff-departments">
                  <legend>{t("prints.choose")}</legend>
                  {complete.map((sheet) => (
                    <label key={sheet.id} className="check">
                      <input type="checkbox" checked={only.includes(sheet.id)} onChange={(event) => choose(sheet.id, event.target.checked)} /> <span>{sheet.title} <span className="fine">{moment(sheet.happened)}</span></span>
                    </label>
                  ))}
                </fieldset>
              )}
              <p className="fine">{t("prints.traced")}</p>
              {doing.problem && <ProblemNote problem={doing.problem} />}
              <div className="buttons">
                <button type="submit" className="button primary" disabled={doing.busy || (extract && only.length === 0)}>{t("prints.begin")}</button>
              </div>
            </form>
          )}
        </Drawer>
      )}
    </>
  );
}
