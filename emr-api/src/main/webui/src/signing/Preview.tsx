import { useState } from "react";
import { moment } from "../format/time";
import { Drawer } from "../frame/Drawer";
import { Icon } from "../frame/Icon";
import { ReasonSheet } from "../forms/ReasonSheet";
import { Link } from "../route";
import { signing, type Line, type Part } from "./api";
import { useWords } from "./words";

interface Props {
  line: Line;
  part: Part;
  onSign: () => void;
  onRefused: () => void;
}

/** The very file that is signed, and what may be done with it. */
export function Preview({ line, part, onSign, onRefused }: Props) {
  const { t, code } = useWords();
  const [refusing, setRefusing] = useState(false);
  const where = signing.file(line.entryId ? line : { ...line, version: line.version });
  const ready = part === "READY";
  return (
    <>
      <p className="signing-whom">
        <strong>{line.patient}</strong> {line.patientNumber && <span className="num">{line.patientNumber}</span>}
        <span className="fine block">{[code("signerRole", line.role), line.author, moment(line.happened)].filter(Boolean).join(" · ")}</span>
      </p>
      <div className="buttons">
        {ready && <button type="button" className="button primary" onClick={onSign}><Icon name="pen" size={16} /> {t("panel.sign")}</button>}
        {ready && !line.entryId && <button type="button" className="button" onClick={() => setRefusing(true)}>{t("signing.refuse")}</button>}
        <Link className="button" to={{ page: "sheet", id: line.patientId, sheet: line.sheetId }}>{t("inbox.openSheet")}</Link>
        <a className="button" href={where} target="_blank" rel="noopener noreferrer"><Icon name="open" size={16} /> {t("preview.newTab")}</a>
      </div>
      <iframe className="paper" src={where} title={t("preview.title")} referrerPolicy="no-referrer" />
      <p className="fine">{t("preview.note")}</p>
      {refusing && (
        <RefuseSheet patientId={line.patientId} sheetId={line.sheetId} version={line.version} place={line.place} onClose={() => setRefusing(false)} onRefused={onRefused} />
      )}
    </>
  );
}

/** The preview as a layer, where there is no room beside the list. */
export function PreviewDrawer({ onClose, ...of }: Props & { onClose: () => void }) {
  return <Drawer wide title={of.line.title} onClose={onClose}><Preview {...of} /></Drawer>;
}

interface RefuseProps {
  patientId: string;
  sheetId: string;
  version: number;
  place: number;
  onClose: () => void;
  onRefused: () => void;
}

/** Somebody will not sign, and says why. */
export function RefuseSheet({ patientId, sheetId, version, place, onClose, onRefused }: RefuseProps) {
  const { t } = useWords();
  return (
    <ReasonSheet
      title="signing.refuse"
      act="signing.refuseDo"
      onClose={onClose}
      onReason={async (reason) => {
        await signing.refuse(patientId, sheetId, { version, place, reason });
        onRefused();
      }}
    >
      <p>{t("refuse.text")}</p>
    </ReasonSheet>
  );
}
