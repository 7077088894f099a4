import { useMemo, useState } from "react";
import { useLoad } from "../load";
import { useDoing, type Doing } from "../doing";
import { dayKey, moment } from "../format/time";
import { Drawer } from "../frame/Drawer";
import { Icon } from "../frame/Icon";
import { ProblemNote } from "../frame/states";
import { useSpeech } from "../lang";
import { go } from "../route";
import { ScanPages } from "../scans/ScanPages";
import { useMe } from "../session";
import { SignedEntries } from "../signing/EntryMark";
import { signing } from "../signing/api";
import { SigningBand, SigningPanel } from "../signing/SigningPanel";
import { useSheetSigning } from "../signing/useSheetSigning";
import { abbreviations, type ShortForms } from "./abbreviations";
import { sheets, type OpenSheet } from "./api";
import { Conflict } from "./Conflict";
import { DeskProvider, jump, type Desk } from "./desk";
import { EditingBand } from "./Editing";
import type { Filled, Filling } from "./filling";
import type { Form } from "./form";
import { FormView, ToMend, useChecked } from "./FormView";
import { ReasonSheet } from "./ReasonSheet";
import { Refill } from "./Refill";
import { Refused } from "./SaveState";
import { SheetActs } from "./SheetActs";
import { SheetHead } from "./SheetHead";
import { useWriting } from "./useWriting";
import type { EditorState } from "./useEditor";
import { Versions } from "./Versions";

interface Props {
  patientId: string;
  filling: Filling;
  filled: Filled;
  editor: EditorState;
  leaving: { leave?: () => void; stay: () => void };
  /** An old version that is looked at. */
  old?: OpenSheet;
  looking: Doing;
  onLook: (version: number | undefined) => void;
}

const READ_ONLY: Desk = { readOnly: true, put: () => undefined, keep: () => undefined };
const NOTHING_TYPED = {};

/** What may not stand on it; asked for papers that are handed out only. */
function useShort(form: Form, happened: string): ShortForms | undefined {
  const on = dayKey(Date.parse(happened));
  return useLoad(form.handedOut ? `abbreviations ${on}` : null, (signal) => abbreviations(on, signal)).data;
}

/** A version as it was written, in its own version of the form. */
function WrittenVersion({ of }: { of: OpenSheet }) {
  const mended = useChecked(of.form, of.sheet.answers, NOTHING_TYPED);
  return <DeskProvider value={READ_ONLY}><FormView form={of.form} mended={mended} /></DeskProvider>;
}

/** One sheet with everything that is done with it. */
export function SheetDesk({ patientId, filling, filled, editor, leaving, old, looking, onLook }: Props) {
  const { t } = useSpeech();
  const { form, answers, typed, saving, opened } = filled;
  const short = useShort(form, filled.happened);
  const mended = useChecked(form, answers, typed, short);
  const writing = useWriting(patientId, filling, editor);
  const [asked, setAsked] = useState<"refill" | "cancel" | "restore" | "revise" | "reason" | { strike: string }>();
  const unreasoned = filling.unreasoned;
  const editing = editor.at === "editing" && saving.at !== "taken" && !unreasoned;
  const allowed = opened?.allowed ?? [];
  const mayEdit = !opened || allowed.includes("EDIT");
  const me = useMe();
  const completed = opened?.sheet.status === "COMPLETED";
  const mayCancel = allowed.includes("CANCEL");
  const sheetId = opened?.sheet.id;
  const desk = useMemo<Desk>(
    () =>
      editing
        ? {
            readOnly: false,
            day: dayKey(Date.parse(filled.happened)),
            put: filling.put,
            keep: filling.keep,
            // A completed sheet takes no further entry.
            write: completed ? undefined : writing.entry,
            known: sheetId ? () => sheets.prefill(patientId, sheetId).then((fresh) => fresh.entries) : undefined,
            strike: (entry) => setAsked({ strike: entry }),
            mayStrike: ({ authorId }) => mayCancel || authorId === me.accountId,
            short,
          }
        : READ_ONLY,
    [editing, filled.happened, filling, writing.entry, completed, mayCancel, me.accountId, short, patientId, sheetId],
  );
  // Signed or sent back it may do less, or more; what is being typed is not touched.
  const signatures = useSheetSigning(patientId, opened, () => sheetId && void sheets.read(patientId, sheetId).then((now) => filling.dirty || filling.written(now), () => undefined));
  const entries = useMemo(() => ({ of: new Map(signatures.of?.signed.entries.map((one) => [one.entryId, one])), onVerify: (documentId: string) => signatures.of?.verify(documentId) }), [signatures.of]);
  const preview = useDoing();
  const close = () => setAsked(undefined);
  const version = () => filling.read().opened!.sheet.version;
  const conflict = saving.at === "conflict" ? saving.theirs : undefined;
  // A draft that the server keeps is not what the sheet says: who does not write sees what was written.
  const apart = !editing && editor.at === "reading" && !conflict && saving.at === "saved" && !filling.dirty && !opened?.sheet.scan ? opened : undefined;

  return (
    <article className="sheet-desk" aria-label={form.title}>
      <SheetHead
        patientId={patientId}
        folderId={filling.folderId}
        filled={filled}
        filling={filling}
        editing={editing || conflict !== undefined}
        old={old}
        mayEdit={mayEdit && editor.at === "reading" && !(editor.editing.editor && !editor.editing.editor.mine)}
        onEdit={() => void editor.ask(false)}
        onAsk={setAsked}
        printAddress={allowed.includes("PRINT") && sheetId ? sheets.printAddress(patientId, sheetId) : undefined}
      />
      {!form.confirmed && !opened?.sheet.scan && <p className="note note-stale"><Icon name="info" /><span><strong>{t("sheet.unconfirmed")}</strong> {t("sheet.unconfirmedText")}</span></p>}
      {opened?.sheet.status === "CANCELLED" && <p className="note note-withdrawn"><Icon name="warn" /><span><strong>{t("sheetStatus.CANCELLED")}</strong> {opened.sheet.reason}</span></p>}
      {opened?.sheet.addendum && <p className="note note-stale"><Icon name="info" /><span><strong>{t(opened.sheet.addendum.to === "COMPLETED" ? "sheet.addendum.completed" : "sheet.addendum.closed")}</strong> {opened.sheet.addendum.reason}</span></p>}
      {!old && !editing && signatures.of && <SigningBand of={signatures.of} />}
      <EditingBand editor={editor} saving={saving} mayEdit={mayEdit} />
      <Refused saving={saving} />
      {writing.doing.problem && <ProblemNote problem={writing.doing.problem} />}
      {preview.problem && <ProblemNote problem={preview.problem} />}
      {looking.problem && <ProblemNote problem={looking.problem} />}
      {writing.left && (
        <p className="note note-problem" role="alert">
          <Icon name="warn" />
          <span>{t(writing.left.why)}</span>
          <button type="button" className="button" onClick={() => jump(writing.left!.path)}>{t("sheet.there")}</button>
        </p>
      )}
      {old && (
        <p className="note note-stale" role="status">
          <Icon name="info" />
          <span>{t("sheet.oldVersion", { n: old.sheet.version, at: moment(old.versions?.find((one) => one.version === old.sheet.version)?.at) })}</span>
          <button type="button" className="button" onClick={() => onLook(undefined)}>{t("sheet.toCurrent")}</button>
        </p>
      )}
      {!old && opened?.sheet.scan && <ScanPages patientId={patientId} sheet={opened.sheet} />}
      {old && (old.sheet.scan ? <ScanPages patientId={patientId} sheet={old.sheet} /> : <WrittenVersion of={old} />)}
      {!old && conflict && <Conflict form={conflict.form} base={filling.before} mine={answers} theirs={conflict} onChosen={(chosen) => filling.choose(conflict, chosen)} />}
      <SignedEntries value={entries}>
        {!old && apart && (
          <>
            <p className="note note-stale" role="status"><Icon name="info" /><span>{t("sheet.draftApart")}</span></p>
            <WrittenVersion of={apart} />
          </>
        )}
        {!old && !conflict && !apart && !opened?.sheet.scan && (
          <DeskProvider value={desk}>
            {editing && <ToMend form={form} mended={mended} typed={typed} />}
            <FormView form={form} mended={mended} />
          </DeskProvider>
        )}
      </SignedEntries>
      {!old && !editing && signatures.of && <SigningPanel of={signatures.of} />}
      {signatures.layer}
      {editing && !conflict && !old && (
        <SheetActs
          filled={filled}
          busy={writing.doing.busy || preview.busy}
          onRefill={() => setAsked("refill")}
          onPreview={allowed.includes("PRINT") && sheetId ? () => void preview.run(() => sheets.preview(patientId, sheetId, filling.read().answers)) : undefined}
          onSave={() => (completed ? setAsked("reason") : void writing.save(false))}
          onComplete={() => void writing.save(true)}
          onStop={() => void writing.stop()}
        />
      )}
      {!editing && filling.dirty && <p className="note note-problem" role="status"><Icon name="warn" /><span>{t("saving.kept")}</span></p>}
      {opened && <Versions opened={opened} shown={old?.sheet.version ?? opened.sheet.version} onShow={onLook} />}

      {unreasoned && <ReasonSheet title="sheet.addendum" act="sheet.addendumDo" onClose={() => filling.unreasoned && go({ page: "patient", id: patientId, section: "folder", item: filling.folderId })} onReason={async (reason) => filling.because(reason)}><p>{t("sheet.addendumText")}</p></ReasonSheet>}
      {asked === "refill" && sheetId && <Refill patientId={patientId} sheetId={sheetId} form={form} answers={answers} onTake={(all) => all.forEach(([path, values]) => filling.put(path, values))} onClose={close} />}
      {asked === "cancel" && <ReasonSheet title="sheet.cancel" act="sheet.cancelDo" onClose={close} onReason={async (reason) => filling.written(await sheets.cancel(patientId, sheetId!, { version: version(), reason }))}><p>{t("sheet.cancelText")}</p></ReasonSheet>}
      {asked === "restore" && <ReasonSheet title="sheet.restore" act="sheet.restoreDo" onClose={close} onReason={async (reason) => filling.written(await sheets.restore(patientId, sheetId!, { version: version(), reason }))} />}
      {asked === "revise" && <ReasonSheet title="signing.revise" act="signing.revise" onClose={close} onReason={async (reason) => filling.written(await signing.revise(patientId, sheetId!, { version: version(), reason }))}><p>{t("signing.reviseText")}</p></ReasonSheet>}
      {asked === "reason" && <ReasonSheet title="sheet.newVersion" act="sheet.save" onClose={close} onReason={(reason) => writing.version(reason)}><p>{t("sheet.newVersionText")}</p></ReasonSheet>}
      {typeof asked === "object" && <ReasonSheet title="sheet.strikeTitle" act="sheet.strike" onClose={close} onReason={(reason) => writing.strike(asked.strike, reason)}><p>{t("sheet.strikeText")}</p></ReasonSheet>}
      {leaving.leave && (
        <Drawer kind="sheet" title={t("leave.title")} onClose={leaving.stay}>
          <p>{t("leave.text")}</p>
          <div className="buttons">
            <button type="button" className="button primary" onClick={leaving.stay}>{t("leave.stay")}</button>
            <button type="button" className="button" onClick={leaving.leave}>{t("leave.leave")}</button>
          </div>
        </Drawer>
      )}
    </article>
  );
}
