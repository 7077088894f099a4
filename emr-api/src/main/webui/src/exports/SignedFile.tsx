import { useState } from "react";
import { download } from "../client";
import { useDoing } from "../doing";
import { Shown } from "../frame/states";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { signing } from "../signing/api";
import { KeyFields, type Chosen } from "../signing/KeyFields";
import { isRemote } from "../signing/remote";
import { SignProblem } from "../signing/SignSheet";

/** The record as XML with a signature in it, by a key that is at hand: the own one, or the seal of the facility. */
export function SignedFile({ path, name }: { path: string; name: string }) {
  const { t } = useSpeech();
  const { busy, problem, run } = useDoing();
  const keys = useLoad("signing keys", (signal) => signing.keys(signal));
  const [chosen, setChosen] = useState<Chosen>({ key: "", pin: "", ready: false });
  const take = () => {
    const { key: keyId, pin } = chosen;
    setChosen({ ...chosen, pin: "", ready: false });
    void run(() => download(path, name, { keyId, pin }));
  };
  return (
    <form
      className="order-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen.ready) take();
      }}
    >
      <Shown from={keys} rows={3}>{(listed) => <KeyFields seal={false} legend={t("exports.signKey")} keys={listed.keys.filter((key) => !isRemote(key))} chosen={chosen} onChange={setChosen} />}</Shown>
      {problem && <SignProblem problem={problem} />}
      <div className="buttons"><button type="submit" className="button" disabled={busy || !chosen.ready}>{t("exports.signed")}</button></div>
    </form>
  );
}
