import { useState } from "react";
import { useDoing } from "../doing";
import { ProblemNote } from "../frame/states";
import { useSpeech, type Key } from "../lang";

interface Props {
  decide: (what: "send" | "dismiss") => Promise<void>;
  /** What the buttons say, and what is said when it is done. */
  words: Record<"send" | "dismiss" | "sent" | "dismissed", Key>;
}

/** What went out and was not taken: once more, or no more. */
export function SendOrLeave({ decide, words }: Props) {
  const { t } = useSpeech();
  const [done, setDone] = useState<"send" | "dismiss">();
  const { busy, problem, run } = useDoing();
  const choose = (what: "send" | "dismiss") =>
    run(async () => {
      await decide(what);
      setDone(what);
    });
  return (
    <>
      {!done && (
        <>
          <button type="button" className="button primary" onClick={() => void choose("send")} disabled={busy}>
            {t(words.send)}
          </button>
          <button type="button" className="button" onClick={() => void choose("dismiss")} disabled={busy}>
            {t(words.dismiss)}
          </button>
        </>
      )}
      {done && <span role="status" className="good">{t(done === "send" ? words.sent : words.dismissed)}</span>}
      {problem && <ProblemNote problem={problem} />}
    </>
  );
}
