import { useState, type FormEvent } from "react";
import { useDoing } from "../doing";
import { Drawer } from "../frame/Drawer";
import { FileButton } from "../frame/FileButton";
import { ProblemNote } from "../frame/states";
import { useSpeech, type Key } from "../lang";
import { disclosures, IDENTITIES, WAYS, type Form, type Way, type Whole } from "./api";
import { NO_PROOF, ProofFields } from "./Fields";

interface Props {
  whole: Whole;
  onClose: () => void;
  onDone: (whole: Whole) => void;
}

/** The SHA-256 of a file; the file stays on this machine. */
async function digest(file: File) {
  const bytes = new Uint8Array(await crypto.subtle.digest("SHA-256", await file.arrayBuffer()));
  return { fileSha256: [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join(""), fileBytes: file.size };
}

const number = (typed: string) => (/^\d+$/.test(typed.trim()) ? Number(typed) : undefined);

/** Notes what was handed over: what exactly, to whom, on which proof; of a file its digest. */
export function Handing({ whole, onClose, onDone }: Props) {
  const { t, code } = useSpeech();
  const { busy, problem, run } = useDoing();
  const asked = whole.versions[0]!.form;
  const forms = whole.decision?.forms ?? [];
  const [typed, setTyped] = useState({ form: forms[0] as Form, what: "", pages: "", copies: "1", way: asked.way, handedTo: asked.name });
  const [proof, setProof] = useState({ ...NO_PROOF, kind: asked.identity.kind, number: asked.identity.number });
  const [file, setFile] = useState<File>();
  const [leftOut, setLeftOut] = useState(false);
  const put = (part: Partial<typeof typed>) => setTyped({ ...typed, ...part });
  const onPaper = typed.form !== "READ";
  const save = (event: FormEvent) => {
    event.preventDefault();
    void run(async () =>
      onDone(
        await disclosures.deliver(whole.id, {
          step: whole.step,
          form: typed.form,
          what: typed.what.trim(),
          ...(onPaper ? { pages: number(typed.pages), copies: number(typed.copies) } : {}),
          ...(file ? await digest(file) : {}),
          leftOut,
          way: typed.way,
          handedTo: typed.handedTo.trim(),
          proof: { kind: proof.kind, number: proof.number.trim() },
        }),
      ),
    );
  };
  return (
    <Drawer kind="sheet" wide title={t("disclosure.deliver")} onClose={onClose}>
      <form className="order-form request-form" onSubmit={save}>
        <label>
          {t("disclosure.given")}
          <select value={typed.form} onChange={(e) => put({ form: e.target.value as Form })}>
            {forms.map((one) => <option key={one} value={one}>{code("form", one)}</option>)}
          </select>
        </label>
        <label>{t("disclosure.what")}<textarea rows={2} required maxLength={1000} value={typed.what} onChange={(e) => put({ what: e.target.value })} /></label>
        {onPaper && (
          <div className="pair">
            <label>{t("disclosure.pages")}<input inputMode="numeric" pattern="\d{1,6}" value={typed.pages} onChange={(e) => put({ pages: e.target.value })} /></label>
            <label>{t("disclosure.copies")}<input inputMode="numeric" pattern="\d{1,3}" value={typed.copies} onChange={(e) => put({ copies: e.target.value })} /></label>
          </div>
        )}
        <div className="field">
          <span className="buttons">
            <FileButton label={t("disclosure.file")} describedBy="disclosure-file" onChoose={setFile} />
            {file && <span className="wrap">{file.name}</span>}
            {file && <button type="button" className="button" onClick={() => setFile(undefined)}>{t("disclosure.noFile")}</button>}
          </span>
          <span id="disclosure-file" className="fine">{t("disclosure.fileHint")}</span>
        </div>
        {whole.labelsLeft && (
          <label className="check"><input type="checkbox" required checked={leftOut} onChange={(e) => setLeftOut(e.target.checked)} />{t("disclosure.leftOut")}</label>
        )}
        <label>
          {t("disclosure.handedHow")}
          <select value={typed.way} onChange={(e) => put({ way: e.target.value as Way })}>
            {WAYS.map((one) => <option key={one} value={one}>{code("way", one)}</option>)}
          </select>
        </label>
        <label>{t("disclosure.handedTo")}<input required maxLength={200} autoComplete="off" value={typed.handedTo} onChange={(e) => put({ handedTo: e.target.value })} /></label>
        <ProofFields short legend="disclosure.proof" kinds={IDENTITIES} value={proof} onChange={setProof} />
        {problem && <ProblemNote problem={problem} />}
        <button type="submit" className="button primary" disabled={busy || !typed.what.trim() || (whole.labelsLeft && !leftOut)}>{t("disclosure.deliver")}</button>
      </form>
    </Drawer>
  );
}

interface NoteProps {
  title: string;
  label: Key;
  act: Key;
  onClose: () => void;
  onSave: (note: string) => Promise<void>;
}

/** One note, and the act it goes with. */
export function Noting({ title, label, act, onClose, onSave }: NoteProps) {
  const { t } = useSpeech();
  const { busy, problem, run } = useDoing();
  const [note, setNote] = useState("");
  const save = (event: FormEvent) => {
    event.preventDefault();
    void run(() => onSave(note.trim()));
  };
  return (
    <Drawer title={title} onClose={onClose}>
      <form className="order-form" onSubmit={save}>
        <label>{t(label)}<textarea rows={3} required maxLength={1000} value={note} onChange={(e) => setNote(e.target.value)} /></label>
        {problem && <ProblemNote problem={problem} />}
        <button type="submit" className="button primary" disabled={busy || !note.trim()}>{t(act)}</button>
      </form>
    </Drawer>
  );
}
