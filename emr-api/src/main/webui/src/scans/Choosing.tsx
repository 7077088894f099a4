import { useState } from "react";
import { Icon } from "../frame/Icon";
import { useSpeech } from "../lang";
import { ProblemNote } from "../frame/states";
import { ACCEPTED, MOST_PAGES, scans } from "./api";
import { Files } from "./Files";
import type { Page, Pages } from "./usePages";

interface Props {
  patientId: string;
  folderId: string;
  pages: Pages;
}

/** One page as a small picture, with what may be done with it before it is kept. */
function Small({ patientId, folderId, page, at, of, pages }: Props & { page: Page; at: number; of: number }) {
  const { t } = useSpeech();
  const n = at + 1;
  return (
    <li className="scan-small">
      <span className="scan-frame"><img className={`scan-turn-${page.turn}`} src={scans.lookAddress(patientId, folderId, page.file, page.page)} alt={t("scans.pageOf", { n, name: page.name })} /></span>
      <span className="fine num">{t("scans.page", { n, of })}</span>
      <span className="scan-acts">
        <button type="button" className="button icon-only" disabled={at === 0} onClick={() => pages.move(page.key, -1)} aria-label={t("scans.earlier", { n })}><Icon name="left" size={16} /></button>
        <button type="button" className="button icon-only" onClick={() => pages.turn(page.key)} aria-label={t("scans.turn", { n })}><Icon name="turn" size={16} /></button>
        <button type="button" className="button icon-only" onClick={() => pages.remove(page.key)} aria-label={t("scans.remove", { n })}><Icon name="close" size={16} /></button>
        <button type="button" className="button icon-only" disabled={at === of - 1} onClick={() => pages.move(page.key, 1)} aria-label={t("scans.later", { n })}><Icon name="right" size={16} /></button>
      </span>
    </li>
  );
}

/** Files from the disk, by dragging, or from the camera; their pages in the order of the paper. */
export function Choosing({ patientId, folderId, pages }: Props) {
  const { t } = useSpeech();
  const [over, setOver] = useState(false);
  const { sending } = pages;
  const add = (files: readonly File[]) => void pages.add(files);
  return (
    <section
      aria-label={t("scans.pages")}
      className={over ? "scan-drop scan-over" : "scan-drop"}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={(event) => {
        event.preventDefault();
        setOver(false);
        if (!sending) add([...event.dataTransfer.files]);
      }}
    >
      <div className="buttons">
        <Files label={t("scans.camera")} accept="image/jpeg,image/png" camera disabled={Boolean(sending)} onChoose={add} />
        <Files label={t("scans.choose")} accept={ACCEPTED.join(",")} disabled={Boolean(sending)} onChoose={add} />
      </div>
      <p className="fine">{t("scans.rules")}</p>
      {sending && (
        <div className="sending-progress">
          <p role="status">{t("scans.sending", { n: sending.done + 1, of: sending.of, name: sending.name })}</p>
          <progress max={sending.of} value={sending.done} aria-label={t("scans.sendingShort")} />
        </div>
      )}
      {pages.refused.map((one) => (
        <div key={one.name}>
          <p className="bad">{t("scans.refused", { name: one.name })}</p>
          <ProblemNote problem={one.problem} />
        </div>
      ))}
      {pages.pages.length > 0 && (
        <ol className="plain scan-list">
          {pages.pages.map((page, at) => <Small key={page.key} patientId={patientId} folderId={folderId} page={page} at={at} of={pages.pages.length} pages={pages} />)}
        </ol>
      )}
      {pages.pages.length > MOST_PAGES && <p className="bad" role="alert">{t("scans.tooMany", { n: MOST_PAGES })}</p>}
    </section>
  );
}
