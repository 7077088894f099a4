import { useState } from "react";
import type { Problem } from "../client";
import { useDoing } from "../doing";
import { bytes } from "../format/values";
import { Drawer } from "../frame/Drawer";
import { FileButton } from "../frame/FileButton";
import { Icon } from "../frame/Icon";
import { ProblemNote } from "../frame/states";
import { signing } from "./api";
import { warningsOf, Warnings } from "./CheckNote";
import { FacilityChoice } from "./FacilityChoice";
import { base64 } from "./names";
import { useWords } from "./words";

/** Many times what a key with its chain needs. */
const LARGEST = 64 * 1024;

/** Why a key was not registered. */
export function Refused({ problem }: { problem: Problem }) {
  const { t } = useWords();
  const warnings = warningsOf(problem);
  if (warnings.length > 0) return <div className="note note-withdrawn" role="alert"><Icon name="warn" /><div><strong>{t("certificate.mayNot")}</strong><Warnings of={warnings} /></div></div>;
  // A wrong PIN is told as what may not be opened.
  if (problem.code === "FORBIDDEN" || problem.code === "WRONG_CREDENTIALS") return <p className="note note-problem" role="alert"><Icon name="warn" /><span>{t("certificate.wrongFile")}</span></p>;
  return <ProblemNote problem={problem} />;
}

/** Registers a key that lies in a file, with the PIN that opens it; the PIN is not kept. */
export function RegisterKey({ seal, onClose, onDone }: { seal: boolean; onClose: () => void; onDone: () => void }) {
  const { t, language } = useWords();
  const { busy, problem, run } = useDoing();
  const [file, setFile] = useState<File>();
  const [pin, setPin] = useState("");
  const [facility, setFacility] = useState("");
  const tooLarge = (file?.size ?? 0) > LARGEST;
  const ready = file && !tooLarge && pin !== "" && (!seal || facility !== "");
  const save = () =>
    void run(async () => {
      try {
        await signing.register({ file: await base64(file!), pin, facilityId: seal ? facility : undefined });
      } finally {
        setPin("");
      }
    }).then((done) => done && onDone());
  return (
    <Drawer kind="sheet" title={t(seal ? "certificate.registerSeal" : "certificate.register")} onClose={onClose}>
      <form
        className="order-form"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) save();
        }}
      >
        {seal && <FacilityChoice chosen={facility} onChoose={setFacility} />}
        <div className="drop">
          <FileButton label={t("certificate.choose")} accept=".p12,.pfx,application/x-pkcs12" disabled={busy} describedBy="key-file" onChoose={setFile} />
          <span id="key-file" className={file ? "wrap" : "fine"}>{file ? <><strong>{file.name}</strong> <span className="fine">{bytes(file.size, language)}</span></> : t("certificate.file")}</span>
        </div>
        {tooLarge && <p className="bad" role="alert">{t("certificate.tooLarge")}</p>}
        <label>
          {t("certificate.pin")}
          <input type="password" value={pin} required maxLength={200} autoComplete="off" onChange={({ target }) => setPin(target.value)} />
        </label>
        {problem && <Refused problem={problem} />}
        <div className="buttons"><button type="submit" className="button primary" disabled={busy || !ready}>{t("certificate.save")}</button></div>
      </form>
    </Drawer>
  );
}
