import { moment } from "../format/time";
import { useSpeech } from "../lang";
import type { Late, Past } from "./api";
import { Part } from "./Part";

/** What was done with a folder, by whom, when and why. */
export function History({ of }: { of: Past[] }) {
  const { t, code } = useSpeech();
  return (
    <Part title="folder.history">
      <ol className="folder-steps" reversed>
        {of.map((past) => (
          <li key={past.version}>
            <strong>{past.act ? code("folderAct", past.act) : t("folder.told")}</strong>: {code("folderState", past.state)}
            {past.reason && <span className="block">{past.reason}</span>}
            <span className="fine block">{t("folder.by", { by: past.by, at: moment(past.at) })}</span>
          </li>
        ))}
      </ol>
    </Part>
  );
}

/** What was kept after the folder was closed. */
export function LateOnes({ of }: { of: Late[] }) {
  const { t, code } = useSpeech();
  if (of.length === 0) return null;
  return (
    <Part title="folder.late">
      <p className="fine">{t("folder.lateNote")}</p>
      <ul className="findings">
        {of.map((late) => (
          <li key={late.id}>
            <span className="chip">{code("object", late.kind)}</span>
            <span>{late.kind === "PAPER" ? code("paper", late.title) : late.title}<span className="fine block num">{moment(late.at)}</span></span>
          </li>
        ))}
      </ul>
    </Part>
  );
}
