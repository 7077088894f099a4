import { useState } from "react";
import { useDoing } from "../doing";
import { bytes } from "../format/values";
import { Drawer } from "../frame/Drawer";
import { FileButton } from "../frame/FileButton";
import { ProblemNote } from "../frame/states";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { Link } from "../route";
import { LookedAt } from "./LookedAt";
import { received, type Looked, type Taken } from "./received";

/** As much as the server takes. */
const LARGEST = 32 * 1024 ** 2;

function Done({ taken }: { taken: Taken }) {
  const { t } = useSpeech();
  return (
    <div className="note" role="status">
      <span>
        {t(taken.known ? "received.known" : "received.done")}{" "}
        <Link to={{ page: "patient", id: taken.patientId, section: "folder", item: taken.folderId }}>{t("exports.open")}</Link>
      </span>
    </div>
  );
}

/** Takes one record of another hospital in: whose file it is, what it says and what is wrong with it come first. */
export function TakeIn({ onClose }: { onClose: () => void }) {
  const { t, language } = useSpeech();
  const senders = useLoad("record senders", (signal) => received.senders(signal));
  const [sender, setSender] = useState("");
  const [file, setFile] = useState<File>();
  const [looked, setLooked] = useState<Looked>();
  const [compared, setCompared] = useState(false);
  const [taken, setTaken] = useState<Taken>();
  const { busy, problem, run } = useDoing();
  const anew = () => {
    setLooked(undefined);
    setCompared(false);
    setTaken(undefined);
  };
  const look = () => void run(async () => setLooked(await received.look(sender, file!)));
  const take = () => void run(async () => setTaken(await received.take(sender, file!, looked!, compared)));
  const doubtful = looked?.here?.nameDiffers || looked?.here?.birthDiffers;
  const tooLarge = (file?.size ?? 0) > LARGEST;
  return (
    <Drawer wide title={t("received.title")} onClose={onClose}>
      <div className="order-form">
        <p className="fine">{t("received.intro")}</p>
        {senders.problem && <ProblemNote problem={senders.problem} onRetry={senders.reload} />}
        {senders.data?.length === 0 && <p className="note note-stale"><span>{t("received.noSender")}</span></p>}
        <label>
          {t("received.sender")}
          <select value={sender} disabled={busy} onChange={(e) => { setSender(e.target.value); anew(); }}>
            <option value="">{t("received.chooseSender")}</option>
            {senders.data?.map((one) => <option key={one.id} value={one.id}>{`${one.name} (${one.code})`}</option>)}
          </select>
        </label>
        <div className="drop">
          <FileButton label={t("received.choose")} accept=".xml,.json" disabled={busy} onChoose={(next) => { setFile(next); anew(); }} />
          {file ? <span className="wrap"><strong>{file.name}</strong> <span className="fine">{bytes(file.size, language)}</span></span> : <span className="fine">{t("received.kinds")}</span>}
        </div>
        {tooLarge && <p className="bad" role="alert">{t("received.tooLarge")}</p>}
        {looked && <LookedAt of={looked} />}
        {doubtful && looked?.mayTake && !taken && (
          <label className="check"><input type="checkbox" checked={compared} onChange={(e) => setCompared(e.target.checked)} /> {t("received.compared")}</label>
        )}
        {taken && <Done taken={taken} />}
        {problem && <ProblemNote problem={problem} />}
        {!taken && (
          <div className="buttons">
            {looked?.mayTake ? (
              <button type="button" className="button primary" disabled={busy || (doubtful && !compared)} onClick={take}>{t(looked.here?.edition ? "received.takeEdition" : "received.take")}</button>
            ) : (
              !looked && <button type="button" className="button primary" disabled={busy || !sender || !file || tooLarge} onClick={look}>{t("received.look")}</button>
            )}
          </div>
        )}
      </div>
    </Drawer>
  );
}
