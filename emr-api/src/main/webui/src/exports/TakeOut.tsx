import { useState } from "react";
import { download } from "../client";
import { useDoing } from "../doing";
import { Drawer } from "../frame/Drawer";
import { Icon } from "../frame/Icon";
import { SIGNERS } from "../frame/screens";
import { ProblemNote } from "../frame/states";
import { useSpeech } from "../lang";
import { may, useMe } from "../session";
import { SignedFile } from "./signed";

const FORMS = ["xml", "json"] as const;

/** Takes one record folder out as data. The file's name tells nothing about the person. */
export function TakeOut({ patientId, folderId }: { patientId: string; folderId: string }) {
  const { t } = useSpeech();
  const [open, setOpen] = useState(false);
  const [signs, setSigns] = useState(false);
  const doing = useDoing();
  const me = useMe();
  const path = `/patients/${encodeURIComponent(patientId)}/record-folders/${encodeURIComponent(folderId)}/exchange`;
  const name = `HoSoBenhAn-${folderId}`;
  const take = (form: (typeof FORMS)[number]) => void doing.run(() => download(`${path}/${form}`, `${name}.${form}`));
  return (
    <>
      <button type="button" className="button" onClick={() => setOpen(true)}><Icon name="file" size={16} /> {t("exports.takeOut")}</button>
      {open && (
        <Drawer kind="sheet" title={t("exports.takeOut")} onClose={() => setOpen(false)}>
          <div className="order-form">
            <p>{t("exports.one")}</p>
            <p className="fine">{t("exports.traced")}</p>
            {doing.problem && <ProblemNote problem={doing.problem} />}
            <div className="buttons">
              {FORMS.map((form) => (
                <button key={form} type="button" className={form === "xml" ? "button primary" : "button"} disabled={doing.busy} onClick={() => take(form)}>{t(`exports.${form}`)}</button>
              ))}
            </div>
            {SIGNERS.some((right) => may(me, right)) && (
              <details onToggle={(event) => setSigns(event.currentTarget.open)}>
                <summary>{t("exports.sign")}</summary>
                {signs && <SignedFile path={path} name={name} />}
              </details>
            )}
          </div>
        </Drawer>
      )}
    </>
  );
}
