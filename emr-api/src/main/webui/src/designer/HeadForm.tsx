import { labelOf } from "../forms/answers";
import { FORM_GROUPS, type FormGroup } from "../forms/form";
import type { Definition, Fault, Signer } from "./api";
import { METHODS, type Method } from "../patient-signing/api";
import { Choice, List, NumberField, Tick, Words } from "./fields";
import { ROLES, SETTINGS } from "./known";
import { useFault } from "./useFault";
import { useWords } from "./words";

interface Props {
  form: Definition;
  faults: Fault[];
  /** Takes the place of no form of the law: its kind is the hospital's to say. */
  free: boolean;
  readOnly: boolean;
  onChange: (form: Definition, field?: string) => void;
}

const OF_PATIENT = ["PATIENT", "WITNESS"];
const KINDS = ["RECORD", "SHEET", "PAPER"] as const;

/** How a patient, or who signs for them, may confirm (TT 13/2025/TT-BYT art. 3). */
function Confirming({ signer, disabled, onChange }: { signer: Signer; disabled: boolean; onChange: (signer: Signer) => void }) {
  const { t, code } = useWords();
  const chosen = signer.methods ?? METHODS;
  const put = (methods: Method[]) => onChange({ ...signer, methods: methods.length === METHODS.length ? undefined : methods });
  return (
    <fieldset className="designer-list">
      <legend>{t("designer.methods")}</legend>
      {METHODS.map((method) => (
        <label key={method} className="check">
          <input type="checkbox" checked={chosen.includes(method)} disabled={disabled || (chosen.length === 1 && chosen[0] === method)} onChange={(event) => put(METHODS.filter((one) => (one === method ? event.target.checked : chosen.includes(one))))} />
          {code("signingMethod", method)}
        </label>
      ))}
    </fieldset>
  );
}

/** What the form is called, to which records it belongs, who signs it. */
export function HeadForm({ form, faults, free, readOnly, onChange }: Props) {
  const { t, code, language } = useWords();
  const fault = useFault();
  const put = (part: Partial<Definition>, field?: string) => onChange({ ...form, ...part }, field);
  const groups = form.item.filter(({ type }) => type === "group").map((item): [string, string] => [item.linkId, labelOf(item, language).trim() || item.linkId]);
  return (
    <div className="order-form">
      {faults.map(({ at, text }) => <p key={at + text} className="bad" role="alert">{`${at}: ${fault(text)}`}</p>)}
      <Words label="designer.title" value={form.title} max={300} disabled={readOnly} onChange={(title) => put({ title: title ?? "" }, "title")} />
      <Words label="designer.titleEn" value={form.titleEn} max={300} disabled={readOnly} onChange={(titleEn) => put({ titleEn }, "titleEn")} />
      <p className="fine">{form.law}</p>
      {free && <Choice label="designer.kind" value={form.kind} options={KINDS.map((kind) => [kind, code("formKind", kind)])} disabled={readOnly} onChange={(kind) => put({ kind: kind as Definition["kind"] })} />}
      <Choice label="designer.group" value={form.group} options={FORM_GROUPS.map((group) => [group, code("formGroup", group)])} disabled={readOnly} onChange={(group) => put({ group: group as FormGroup })} />
      <fieldset className="designer-list">
        <legend>{t("designer.classes")}</legend>
        {SETTINGS.map((setting) => (
          <label key={setting} className="check">
            <input type="checkbox" checked={form.classes?.includes(setting) === true} disabled={readOnly} onChange={(event) => put({ classes: SETTINGS.filter((one) => (one === setting ? event.target.checked : form.classes?.includes(one))) })} />
            {code("settingName", setting)}
          </label>
        ))}
      </fieldset>
      <div className="designer-ticks">
        <Tick label="designer.mandatory" value={form.mandatory} disabled={readOnly} onChange={(mandatory) => put({ mandatory })} />
        <Tick label="designer.once" value={form.once} disabled={readOnly} onChange={(once) => put({ once })} />
        <Tick label="designer.handedOut" value={form.handedOut} disabled={readOnly} onChange={(handedOut) => put({ handedOut })} />
        <Tick label="designer.landscape" value={form.landscape} disabled={readOnly} onChange={(landscape) => put({ landscape })} />
      </div>
      <List title="designer.signers" add="designer.addSigner" of={form.signers ?? []} fresh={(): Signer => ({ role: ROLES[0], text: "" })} disabled={readOnly} onChange={(signers) => put({ signers }, "signers")}>
        {(signer, change) => (
          <>
            <Choice label="designer.role" value={signer.role} options={ROLES.map((role) => [role, code("signerRole", role)])} disabled={readOnly} onChange={(role = "") => change({ ...signer, role, methods: OF_PATIENT.includes(role) ? signer.methods : undefined })} />
            <Words label="designer.signerText" value={signer.text} max={200} disabled={readOnly} onChange={(text) => change({ ...signer, text: text ?? "" })} />
            <NumberField label="designer.order" value={signer.order} whole disabled={readOnly} onChange={(order) => change({ ...signer, order })} />
            <Tick label="designer.optional" value={signer.optional} disabled={readOnly} onChange={(optional) => change({ ...signer, optional })} />
            {OF_PATIENT.includes(signer.role) && <Confirming signer={signer} disabled={readOnly} onChange={change} />}
            <Choice label="designer.after" value={signer.after} none={t("designer.atTheEnd")} options={groups} disabled={readOnly} onChange={(after) => change({ ...signer, after })} />
          </>
        )}
      </List>
    </div>
  );
}
