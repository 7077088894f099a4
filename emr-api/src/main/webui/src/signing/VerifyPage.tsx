import { useState, type DragEvent } from "react";
import { useDoing } from "../doing";
import { bytes } from "../format/values";
import { FileButton } from "../frame/FileButton";
import { ProblemNote } from "../frame/states";
import { LARGEST, verifying, type Verified } from "./verifying";
import { Verdicts } from "./Verdicts";
import { useWords } from "./words";

/** Verifies any file that somebody holds; nothing of it is kept. */
export function VerifyPage() {
  const { t, language } = useWords();
  const { busy, problem, run } = useDoing();
  const [file, setFile] = useState<File>();
  const [over, setOver] = useState(false);
  const [found, setFound] = useState<Verified>();
  const tooLarge = (file?.size ?? 0) > LARGEST;
  const choose = (next: File) => {
    setFile(next);
    setFound(undefined);
    if (next.size <= LARGEST) void run(async () => setFound(await verifying.file(next)));
  };
  const drag = (event: DragEvent, within: boolean) => {
    event.preventDefault();
    setOver(within);
  };
  return (
    <div className="page narrow verify-page">
      <h1>{t("signing.verifyPage")}</h1>
      <p>{t("verify.intro")}</p>
      <section
        className={over ? "card verify-drop verify-over" : "card verify-drop"}
        aria-label={t("signing.verifyPage")}
        onDragOver={(event) => drag(event, true)}
        onDragLeave={(event) => drag(event, false)}
        onDrop={(event) => {
          drag(event, false);
          const dropped = event.dataTransfer.files[0];
          if (dropped && !busy) choose(dropped);
        }}
      >
        <div className="drop">
          <FileButton label={t(file ? "verify.another" : "verify.choose")} accept=".pdf,.xml,.json,.jws,.p7m,application/pdf,text/xml" disabled={busy} onChoose={choose} />
          {file && !over ? <span className="wrap"><strong>{file.name}</strong> <span className="fine">{bytes(file.size, language)}</span></span> : <span className="fine">{t(over ? "verify.dropHere" : "verify.drop")}</span>}
        </div>
        {tooLarge && <p className="bad" role="alert">{t("verify.tooLarge")}</p>}
        {busy && <div className="sending-progress"><progress aria-label={t("verify.checking")} /><span role="status">{t("verify.checking")}</span></div>}
        {problem && <ProblemNote problem={problem} />}
        {found && !busy && <Verdicts of={found} />}
      </section>
    </div>
  );
}
