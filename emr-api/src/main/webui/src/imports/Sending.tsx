import { useEffect, useId, useRef, useState, type DragEvent } from "react";
import { useDoing } from "../doing";
import { bytes, whole } from "../format/values";
import { FileButton } from "../frame/FileButton";
import { ProblemNote } from "../frame/states";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { imports } from "./api";
import { heldOf, send, type Sent } from "./sending";

/** As much as the server takes. */
const LARGEST = 2 * 1024 ** 3;

interface DropProps {
  file: File | undefined;
  disabled: boolean;
  onFile: (file: File) => void;
}

/** A file dropped here or chosen. */
function Drop({ file, disabled, onFile }: DropProps) {
  const { t, language } = useSpeech();
  const [over, setOver] = useState(false);
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const dropped = event.dataTransfer.files[0];
    if (dropped && !disabled) onFile(dropped);
  };
  return (
    <div
      className={over ? "drop drop-over" : "drop"}
      onDragOver={(event) => {
        event.preventDefault();
        setOver(true);
      }}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <FileButton label={t("imports.choose")} accept=".xml,.json,.ndjson,.jsonl,.hl7,.txt" disabled={disabled} onChoose={onFile} />
      {file ? (
        <span className="wrap">
          <strong>{file.name}</strong> <span className="fine">{bytes(file.size, language)}</span>
        </span>
      ) : (
        <span className="fine">{t("imports.drop")}</span>
      )}
    </div>
  );
}

/** For which system, which file, and how much of it is sent. */
export function Sending({ onSent }: { onSent: (sent: Sent) => void }) {
  const { t, code, language } = useSpeech();
  const sources = useLoad("import sources", (signal) => imports.sources(signal));
  const [source, setSource] = useState("");
  const [file, setFile] = useState<File>();
  const [gone, setGone] = useState<number>();
  const { busy, problem, run } = useDoing();
  const stopping = useRef<AbortController>(undefined);
  const choice = useId();
  useEffect(() => () => stopping.current?.abort(), []);

  const start = () =>
    run(async () => {
      stopping.current = new AbortController();
      setGone(0);
      onSent(await send(source, file!, setGone, stopping.current.signal));
    });
  const held = useLoad(source && file ? `held ${source} ${file.size} ${file.lastModified}` : null, (signal) => heldOf(source, file!, signal)).data;
  const broke = problem?.status === 0;
  const tooLarge = (file?.size ?? 0) > LARGEST;
  return (
    <section className="card sending">
      <h2>{t("imports.new")}</h2>
      {sources.problem && <ProblemNote problem={sources.problem} onRetry={sources.reload} />}
      <label className="field-label" htmlFor={choice}>{t("imports.for")}</label>
      <select id={choice} value={source} disabled={busy} onChange={(event) => setSource(event.target.value)}>
        <option value="">{t("imports.forNone")}</option>
        {sources.data?.map((one) => (
          <option key={one.id} value={one.id}>{`${one.name} – ${code("senderKind", one.kind)}`}</option>
        ))}
      </select>
      <p className="fine">{t("imports.forHint")}</p>
      <Drop file={file} disabled={busy} onFile={setFile} />
      <p className="fine">{t("imports.kinds")}</p>
      {tooLarge && <p className="bad" role="alert">{t("imports.tooLarge")}</p>}
      {busy && file && gone !== undefined && (
        <div className="sending-progress">
          <progress max={file.size} value={gone} aria-label={t("imports.sending")} />
          <span className="num" role="status">
            {gone >= file.size ? t("imports.ending") : t("imports.sent", { n: bytes(gone, language), all: bytes(file.size, language) })}
          </span>
        </div>
      )}
      {held && !busy && !broke && (
        <p className="note note-stale" role="status">
          <span>{t(held.format === "notice-1.0" ? "imports.held" : "imports.heldWhole", { n: whole(held.items, language), x: bytes(held.bytes, language) })}</span>
        </p>
      )}
      {broke && !busy && <p className="note note-stale" role="alert"><span>{t("imports.broke")}</span></p>}
      {problem && !broke && <ProblemNote problem={problem} />}
      <div className="buttons">
        {busy ? (
          <button type="button" className="button" onClick={() => stopping.current?.abort()}>{t("imports.pause")}</button>
        ) : (
          <button type="button" className="button primary" disabled={!source || !file || tooLarge} onClick={() => void start()}>
            {t(broke || held ? "imports.goOn" : "imports.send")}
          </button>
        )}
      </div>
    </section>
  );
}
