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

/** How a record is signed: the way it is asked for, and how its file ends. */
const FORMS = [
  ["xades", "xml/signature", "xml"],
  ["jades", "json/signature", "jws.json"],
  ["cadesXml", "xml/p7m", "xml.p7m"],
  ["cadesJson", "json/p7m", "json.p7m"],
] as const;

/** The record as signed data, by a key that is at hand: the own one, or the seal of the facility. */
export function SignedFile({ path, name }: { path: string; name: string }) {
  const { t } = useSpeech();
  const { busy, problem, run } = useDoing();
  const keys = useLoad("signing keys", (signal) => signing.keys(signal));
  const [chosen, setChosen] = useState<Chosen>({ key: "", pin: "", ready: false });
  const [form, setForm] = useState<(typeof FORMS)[number]>(FORMS[0]);
  const take = () => {
    const { key: keyId, pin } = chosen;
    setChosen({ ...chosen, pin: "", ready: false });
    void run(() => download(`${path}/${form[1]}`, `${name}.${form[2]}`, { keyId, pin }));
  };
  return (
    <form
      className="order-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (chosen.ready) take();
      }}
    >
      <label>
        {t("exports.signForm")}
        <select value={form[0]} onChange={(event) => setForm(FORMS.find(([name]) => name === event.target.value) ?? FORMS[0])}>
          {FORMS.map(([name]) => (
            <option key={name} value={name}>{t(`exports.form.${name}`)}</option>
          ))}
        </select>
      </label>
      <Shown from={keys} rows={3}>{(listed) => <KeyFields seal={false} legend={t("exports.signKey")} keys={listed.keys.filter((key) => !isRemote(key))} chosen={chosen} onChange={setChosen} />}</Shown>
      {problem && <SignProblem problem={problem} />}
      <div className="buttons"><button type="submit" className="button" disabled={busy || !chosen.ready}>{t("exports.signed")}</button></div>
    </form>
  );
}
