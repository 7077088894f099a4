import { useState } from "react";
import { useDoing } from "../doing";
import { bytes } from "../format/values";
import { Drawer } from "../frame/Drawer";
import { FileButton } from "../frame/FileButton";
import { ProblemNote } from "../frame/states";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { go } from "../route";
import { Decide } from "./Decide";
import { packs, received, type Looked } from "./received";

/** As much as the server takes: of one record, and of a ZIP of many. */
const LARGEST = 32 * 1024 ** 2;
const LARGEST_ZIP = 2 * 1024 ** 3;

/** Takes records of another hospital in: one that is looked at here, or a ZIP of many that has its own page. */
export function TakeIn({ onClose }: { onClose: () => void }) {
  const { t, language } = useSpeech();
  const senders = useLoad("record senders", (signal) => received.senders(signal));
  const [sender, setSender] = useState("");
  const [file, setFile] = useState<File>();
  const [looked, setLooked] = useState<Looked>();
  const { busy, problem, run } = useDoing();
  const zip = /\.zip$/i.test(file?.name ?? "");
  const send = () =>
    void run(async () => {
      if (zip) go({ page: "received", id: (await packs.bring(sender, file!)).id });
      else setLooked(await received.look(sender, file!));
    });
  const tooLarge = (file?.size ?? 0) > (zip ? LARGEST_ZIP : LARGEST);
  return (
    <Drawer wide title={t("received.title")} onClose={onClose}>
      <div className="order-form">
        <p className="fine">{t("received.intro")}</p>
        {senders.problem && <ProblemNote problem={senders.problem} onRetry={senders.reload} />}
        {senders.data?.length === 0 && <p className="note note-stale"><span>{t("received.noSender")}</span></p>}
        <label>
          {t("received.sender")}
          <select value={sender} disabled={busy} onChange={(e) => { setSender(e.target.value); setLooked(undefined); }}>
            <option value="">{t("received.chooseSender")}</option>
            {senders.data?.map((one) => <option key={one.id} value={one.id}>{`${one.name} (${one.code})`}</option>)}
          </select>
        </label>
        <div className="drop">
          <FileButton label={t("received.choose")} accept=".xml,.json,.zip" disabled={busy} onChoose={(next) => { setFile(next); setLooked(undefined); }} />
          {file ? <span className="wrap"><strong>{file.name}</strong> <span className="fine">{bytes(file.size, language)}</span></span> : <span className="fine">{t("received.kinds")}</span>}
        </div>
        {zip && <p className="fine">{t("received.packHint")}</p>}
        {tooLarge && <p className="bad" role="alert">{t(zip ? "received.zipTooLarge" : "received.tooLarge")}</p>}
        {zip && busy && <div className="sending-progress"><progress aria-label={t("imports.sending")} /><span role="status">{t("imports.sending")}</span></div>}
        {problem && <ProblemNote problem={problem} />}
        {looked ? (
          <Decide key={looked.sha256} looked={looked} take={(compared) => received.take(sender, file!, looked, compared)} />
        ) : (
          <div className="buttons">
            <button type="button" className="button primary" disabled={busy || !sender || !file || tooLarge} onClick={send}>{t(zip ? "received.send" : "received.look")}</button>
          </div>
        )}
      </div>
    </Drawer>
  );
}
