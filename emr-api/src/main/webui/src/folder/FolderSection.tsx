import { useState } from "react";
import { day, moment } from "../format/time";
import { Facts, type Fact } from "../frame/Facts";
import { Empty, Shown } from "../frame/states";
import { TakeOut } from "../exports/TakeOut";
import { SheetTree } from "../forms/SheetTree";
import { useSpeech } from "../lang";
import { codeWords } from "../lang/papers";
import { PrintRecord } from "../prints/PrintRecord";
import { useLoad } from "../load";
import { ScannedPapers } from "../scans/ScannedPapers";
import { Link } from "../route";
import { folders, type Act, type Folder, type FolderPage } from "./api";
import { Findings } from "./Findings";
import { History, LateOnes } from "./History";
import { Lendings } from "./Lendings";
import { Standing } from "./State";
import { StepSheet } from "./StepSheet";

function useKept() {
  const { t, code } = useSpeech();
  return ({ retention }: Folder) => {
    if (!retention) return undefined;
    const why = code("retention", retention.keptAs);
    if (retention.until) return t("retention.until", { day: day(retention.until), why });
    return retention.years ? t("retention.years", { n: retention.years, why }) : t("retention.forEver", { why });
  };
}

function Head({ folder }: { folder: Folder }) {
  const { t, code, language } = useSpeech();
  const kept = useKept();
  const due = folder.dueAt && <span className={folder.overdue ? "bad" : undefined}>{moment(folder.dueAt)}</span>;
  const facts: Fact[] = [
    [t("folder.admission"), folder.admissionNumber],
    [t("folder.archiveNumber"), folder.archiveNumber ?? t("folder.notYet")],
    [t("folder.visit"), folder.visitNumber === folder.admissionNumber ? undefined : folder.visitNumber],
    [t("folder.alsoCalled"), folder.otherNumbers.join(", ")],
    [t("folder.facility"), folder.facility],
    [t("folder.departments"), folder.departments.join(" → ")],
    [t("folder.doctor"), folder.attendingDoctor],
    [t("folder.opened"), moment(folder.opened)],
    [t("folder.ended"), moment(folder.ended)],
    [t("folder.discharge"), folder.discharge?.kind && codeWords(language, "MA_LOAI_RV", folder.discharge.kind)],
    [t("folder.outcome"), folder.discharge?.outcome && codeWords(language, "KET_QUA_DTRI", folder.discharge.outcome)],
    [t("folder.completed"), folder.completed && moment(folder.completed)],
    [t("folder.closed"), folder.closed && moment(folder.closed)],
    [t("folder.archived"), folder.archived && moment(folder.archived)],
    [t(folder.state === "COMPLETED" ? "folder.dueClose" : "folder.dueComplete"), due],
    [t("folder.kept"), kept(folder)],
  ];
  return (
    <>
      <p className="folder-standing"><Standing of={folder} /> <span>{code("class", folder.class)}</span></p>
      {folder.received && (
        <p className="note note-stale" role="note">
          <span>
            <strong>{t("received.from", { sender: folder.received.sender, code: folder.received.senderCode })}</strong>
            <span className="fine block wrap">{t("received.by", { by: folder.received.by, at: moment(folder.received.at), admission: folder.received.admissionNumber, archive: folder.received.archiveNumber || "–", digest: folder.received.sha256 })}</span>
          </span>
        </p>
      )}
      {folder.hybrid && <p className="note note-stale" role="note"><span>{t("folder.hybridText")}</span></p>}
      {folder.held && (
        <p className="note note-stale"><span>{t("folder.heldWhy", { why: folder.held.reason })}<span className="fine block">{t("folder.heldBy", { by: folder.held.by, at: moment(folder.held.since) })}</span></span></p>
      )}
      <Facts of={facts} />
    </>
  );
}

function One({ patientId, id, onChanged }: { patientId: string; id: string; onChanged: () => void }) {
  const { t } = useSpeech();
  const page = useLoad(`${patientId} ${id}`, (signal) => folders.page(patientId, id, signal));
  const [act, setAct] = useState<Act>();
  const done = (next: FolderPage) => {
    setAct(undefined);
    page.put(next);
    onChanged();
  };
  return (
    <Shown from={page} rows={8}>
      {({ folder, findings, history, late, allowed, mayAdd, mayPrint, mayExport, sheets, forms, lendings, mayLend }) => (
        <>
          <section className="card folder-head" aria-label={t("folder.title", { number: folder.admissionNumber ?? "" })}>
            <header>
              <h2>{t("folder.title", { number: folder.admissionNumber ?? "" })}</h2>
              <div className="folder-acts">
                {allowed.map((one, i) => (
                  <button key={one} type="button" className={i === 0 ? "button primary" : "button"} onClick={() => setAct(one)}>{t(`folderAct.${one}`)}</button>
                ))}
                {mayPrint && <PrintRecord patientId={patientId} folderId={id} sheets={sheets ?? []} />}
                {mayExport && <TakeOut patientId={patientId} folderId={id} />}
              </div>
            </header>
            <Head folder={folder} />
          </section>
          {sheets && forms && <SheetTree patientId={patientId} folderId={id} sheets={sheets} offered={forms} findings={findings} mayAdd={mayAdd} addendum={folder.state !== "IN_TREATMENT"} />}
          {sheets && forms && <ScannedPapers patientId={patientId} folderId={id} sheets={sheets} offered={forms} mayAdd={mayAdd} addendum={folder.state !== "IN_TREATMENT"} onChanged={page.reload} />}
          {(folder.state === "IN_TREATMENT" || folder.state === "COMPLETED") && <Findings patientId={patientId} folderId={id} of={findings} mayAdd={mayAdd} />}
          <Lendings patientId={patientId} folderId={id} of={lendings} mayLend={mayLend} onDone={done} />
          <LateOnes of={late} />
          <History of={history} />
          {act && <StepSheet patientId={patientId} folder={folder} findings={findings} act={act} onClose={() => setAct(undefined)} onDone={done} />}
        </>
      )}
    </Shown>
  );
}

/** The record folders of one person: one at a time, the newest first; who may takes it on step by step. */
export function FolderSection({ patientId, open }: { patientId: string; open?: string }) {
  const { t, code } = useSpeech();
  const all = useLoad(patientId, (signal) => folders.of(patientId, signal));
  return (
    <Shown from={all}>
      {({ folders: list }) => {
        const id = open ?? list[0]?.id;
        if (!id) return <Empty>{t("folder.none")}</Empty>;
        return (
          <div className="folder">
            {list.length > 1 && (
              <nav className="folder-list" aria-label={t("folder.which")}>
                {list.map((one) => (
                  <Link key={one.id} to={{ page: "patient", id: patientId, section: "folder", item: one.id }} className="button" aria-current={one.id === id ? "page" : undefined}>
                    <span className="num">{one.admissionNumber}</span> <span className="fine num">{day(one.opened)}</span> <span className="fine">{code("folderState", one.state)}</span>
                  </Link>
                ))}
              </nav>
            )}
            <One key={id} patientId={patientId} id={id} onChanged={all.reload} />
          </div>
        );
      }}
    </Shown>
  );
}
