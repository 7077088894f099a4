import { useState } from "react";
import type { Encounter } from "../api";
import { folders } from "../folder/api";
import { Drawer } from "../frame/Drawer";
import { Shown } from "../frame/states";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { Link } from "../route";
import type { Event, Movement } from "./api";
import { MovementForm } from "./MovementForm";

/** Handing over between departments (TT 32/2023): by the doctor and by the nurse. */
const HANDOVER = ["43/BV2", "44/BV2"];

interface Where {
  patientId: string;
  folderId: string;
}

/** The sheets of handing over, for who may write them here. */
function HandOver({ patientId, folderId }: Where) {
  const { t, language } = useSpeech();
  const folder = useLoad(`folder ${folderId}`, (signal) => folders.page(patientId, folderId, signal));
  return (
    <Shown from={folder} rows={2}>
      {({ mayAdd, forms = [] }) => {
        const offered = mayAdd ? forms.filter(({ form }) => HANDOVER.includes(form)) : [];
        return offered.length > 0 && (
          <>
            <p>{t("movement.handOver")}</p>
            <ul className="plain tree-offered">
              {offered.map(({ form, title, titleEn }) => (
                <li key={form}>
                  <Link to={{ page: "newSheet", id: patientId, folder: folderId, form: form.replace("/", "-") }}>
                    <span className="code">{form}</span> {(language === "en" ? titleEn : undefined) ?? title}
                  </Link>
                </li>
              ))}
            </ul>
          </>
        );
      }}
    </Shown>
  );
}

/** What comes next. */
function Next({ event, onClose, ...where }: Where & { event: Event; onClose: () => void }) {
  const { t } = useSpeech();
  return (
    <div className="order-form">
      <p role="status">{t(event === "DISCHARGED" ? "movement.discharged" : "movement.transferred")}</p>
      {event === "TRANSFERRED" && <HandOver {...where} />}
      {event === "DISCHARGED" && (
        <Link to={{ page: "patient", id: where.patientId, section: "folder", item: where.folderId }} className="button">{t("movement.toFolder")}</Link>
      )}
      <button type="button" className="button" autoFocus onClick={onClose}>{t("app.close")}</button>
    </div>
  );
}

interface Props {
  patientId: string;
  /** As it stands now. */
  encounter: Encounter;
  event: Event;
  /** Said before, to be said otherwise. */
  old?: Movement;
  onChanged: () => void;
  onClose: () => void;
}

/** Says a movement, or says it otherwise; after a new one it leads to what must be written with it. */
export function MovementDrawer({ patientId, encounter, event, old, onChanged, onClose }: Props) {
  const { t, code } = useSpeech();
  const [done, setDone] = useState(false);
  const what = code("movement", event);
  const folderId = encounter.folder?.id;
  const said = () => {
    onChanged();
    if (old || event === "PLACED" || !folderId) onClose();
    else setDone(true);
  };
  return (
    <Drawer title={old ? t("movement.correct", { what }) : what} onClose={onClose}>
      {done && folderId ? (
        <Next patientId={patientId} folderId={folderId} event={event} onClose={onClose} />
      ) : (
        <MovementForm patientId={patientId} encounter={encounter} event={event} old={old} onSaid={said} onStale={onChanged} />
      )}
    </Drawer>
  );
}
