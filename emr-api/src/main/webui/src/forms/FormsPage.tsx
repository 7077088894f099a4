import { useState } from "react";
import { Listing } from "../frame/Table";
import { Shown } from "../frame/states";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { sheets, type FormRow } from "./api";
import { matches } from "./found";

const STATES = ["CONFIRMED", "UNCONFIRMED", "MISSING"] as const;
type State = (typeof STATES)[number];
const KINDS = ["RECORD", "SHEET", "PAPER"] as const;

function Catalogue({ forms }: { forms: FormRow[] }) {
  const { t, code, language } = useSpeech();
  const [typed, setTyped] = useState("");
  const [state, setState] = useState<State>();
  const count = (one: State) => forms.filter((form) => form.state === one).length;
  const found = forms.filter((form) => (!state || form.state === state) && matches(`${form.code} ${form.title} ${form.titleEn ?? ""}`, typed));
  return (
    <>
      <div className="filters">
        <label className="inline-label">{t("forms.find")}<input value={typed} autoComplete="off" maxLength={80} onChange={(event) => setTyped(event.target.value)} /></label>
        <div className="switch">
          <button type="button" aria-pressed={!state} onClick={() => setState(undefined)}>{t("tree.all")} <span className="count">{forms.length}</span></button>
          {STATES.map((one) => <button key={one} type="button" aria-pressed={state === one} onClick={() => setState(one)}>{code("formState", one)} <span className="count">{count(one)}</span></button>)}
        </div>
      </div>
      {KINDS.map((kind) => {
        const here = found.filter((form) => form.kind === kind);
        if (here.length === 0) return null;
        return (
          <section key={kind} aria-label={code("formKind", kind)}>
            <h2>{code("formKind", kind)} <span className="count">{here.length}</span></h2>
            <Listing columns={["forms.code", "forms.name", "forms.law", "forms.state"]} of={here} none="forms.none" label={code("formKind", kind)}>
              {(form) => (
                <tr key={form.code}>
                  <th scope="row" className="num">{form.code}</th>
                  <td>{(language === "en" ? form.titleEn : undefined) ?? form.title}</td>
                  <td className="fine">{form.law}</td>
                  <td><span className={`chip form-${form.state}`}>{code("formState", form.state)}</span>{form.version && <span className="fine"> {t("forms.version", { n: form.version })}</span>}</td>
                </tr>
              )}
            </Listing>
          </section>
        );
      })}
      {found.length === 0 && <p className="empty">{t("forms.none")}</p>}
    </>
  );
}

/** Every form the law prescribes, and whether this system has it: what is missing is seen. */
export function FormsPage() {
  const { t } = useSpeech();
  const forms = useLoad("forms", (signal) => sheets.forms(signal));
  return (
    <div className="page">
      <div className="page-head"><h1>{t("forms.title")}</h1></div>
      <p className="fine">{t("forms.text")}</p>
      <Shown from={forms} rows={12}>{(data) => <Catalogue forms={data.forms} />}</Shown>
    </div>
  );
}
