import { useState, type FormEvent } from "react";
import { useDoing } from "../doing";
import { day } from "../format/time";
import { fits, typedDay, typedInstant } from "../format/typed";
import { DateField } from "../frame/DateField";
import { Drawer } from "../frame/Drawer";
import { ProblemNote, Shown } from "../frame/states";
import { useSpeech } from "../lang";
import { useLoad } from "../load";
import { disclosures, IDENTITIES, MANDATES, WAYS, type Choice, type Form, type RequestForm, type Way, type Whole } from "./api";
import { Boxes, NO_PROOF, ProofFields, type TypedProof } from "./Fields";

const proof = (typed: TypedProof) => ({ kind: typed.kind, number: typed.number.trim(), by: typed.by.trim() || undefined, on: typedDay(typed.on) });
const typedProof = (given: RequestForm["mandate"]): TypedProof => (given ? { kind: given.kind, number: given.number, by: given.by ?? "", on: day(given.on) } : NO_PROOF);

interface Typed {
  number: string;
  requester: string;
  name: string;
  organization: string;
  basisNote: string;
  purpose: string;
  forms: Form[];
  scope: string;
  periodFrom: string;
  periodUntil: string;
  contact: string;
  way: Way;
  receivedAt: string;
  dueOn: string;
  reason: string;
}

function typedOf(form?: RequestForm): Typed {
  return {
    number: "",
    requester: form?.requester ?? "",
    name: form?.name ?? "",
    organization: form?.organization ?? "",
    basisNote: form?.basisNote ?? "",
    purpose: form?.purpose ?? "",
    forms: form?.forms ?? [],
    scope: form?.scope ?? "",
    periodFrom: day(form?.periodFrom),
    periodUntil: day(form?.periodUntil),
    contact: form?.contact ?? "",
    way: form?.way ?? "IN_PERSON",
    receivedAt: "",
    dueOn: day(form?.dueOn),
    reason: "",
  };
}

interface Props {
  /** The request that is amended; a new one without. */
  of?: Whole;
  /** Whose record a new one is about; without, the number is asked for. */
  patientId?: string;
  onClose: () => void;
  onDone: (whole: Whole) => void;
}

function Inner({ choices, of, patientId, onDone }: Props & { choices: Choice[] }) {
  const { t, code } = useSpeech();
  const { busy, problem, run } = useDoing();
  const before = of?.versions[0]?.form;
  const [typed, setTyped] = useState(() => typedOf(before));
  const [identity, setIdentity] = useState(() => typedProof(before?.identity));
  const [mandate, setMandate] = useState(() => typedProof(before?.mandate));
  const put = (part: Partial<Typed>) => setTyped({ ...typed, ...part });
  const choice = choices.find((one) => one.requester === typed.requester);
  const days = [typed.periodFrom, typed.periodUntil, typed.dueOn, identity.on, mandate.on].every((one) => fits(one, typedDay)) && fits(typed.receivedAt, typedInstant);
  const save = (event: FormEvent) => {
    event.preventDefault();
    if (!days) return;
    const form: RequestForm = {
      requester: typed.requester,
      name: typed.name.trim(),
      organization: typed.organization.trim() || undefined,
      identity: proof(identity),
      mandate: mandate.kind ? proof(mandate) : undefined,
      basisNote: typed.basisNote.trim() || undefined,
      purpose: typed.purpose.trim(),
      forms: typed.forms,
      scope: typed.scope.trim(),
      periodFrom: typedDay(typed.periodFrom),
      periodUntil: typedDay(typed.periodUntil),
      contact: typed.contact.trim() || undefined,
      way: typed.way,
      receivedAt: typedInstant(typed.receivedAt),
      dueOn: typedDay(typed.dueOn),
    };
    void run(async () =>
      onDone(of ? await disclosures.amend(of.id, of.step, form, typed.reason.trim()) : await disclosures.receive(patientId ? { patientId } : { patientNumber: typed.number.trim() }, form)),
    );
  };
  const text = (name: "name" | "organization" | "contact" | "number", required: boolean, longest = 200) => (
    <label key={name}>
      {t(`disclosure.form.${name}`)}
      <input required={required} maxLength={longest} autoComplete="off" value={typed[name]} onChange={(e) => put({ [name]: e.target.value })} />
    </label>
  );
  const area = (name: "basisNote" | "purpose" | "scope" | "reason", required: boolean) => (
    <label key={name}>
      {t(`disclosure.form.${name}`)}
      <textarea rows={2} required={required} maxLength={1000} value={typed[name]} onChange={(e) => put({ [name]: e.target.value })} />
    </label>
  );
  return (
    <form className="order-form request-form" onSubmit={save}>
      {!of && !patientId && text("number", true, 100)}
      <label>
        {t("disclosure.form.requester")}
        <select required value={typed.requester} onChange={(e) => put({ requester: e.target.value, forms: [] })}>
          <option value="">{t("staff.choose")}</option>
          {choices.map((one) => <option key={one.requester} value={one.requester}>{code("requester", one.requester)}</option>)}
        </select>
      </label>
      {choice && (
        <>
          <p className="note"><span><strong>{t("disclosure.basis")}:</strong> {choice.basis}</span></p>
          {(choice.needsWords || typed.basisNote) && area("basisNote", choice.needsWords)}
          {text("name", true)}
          {text("organization", choice.needsOrganization)}
          <ProofFields legend="disclosure.identity" kinds={IDENTITIES} value={identity} onChange={setIdentity} />
          {(choice.needsMandate || mandate.kind) && (
            <ProofFields legend="disclosure.mandate" kinds={choice.needsConsent ? ["PATIENT_CONSENT"] : MANDATES} value={mandate} onChange={setMandate} required={choice.needsMandate} />
          )}
          <Boxes legend="disclosure.form.forms" group="form" all={choice.forms} chosen={typed.forms} onChange={(forms) => put({ forms })} />
          {area("purpose", true)}
          {area("scope", true)}
          <div className="pair">
            <DateField label="disclosure.form.periodFrom" value={typed.periodFrom} onChange={(periodFrom) => put({ periodFrom })} />
            <DateField label="disclosure.form.periodUntil" value={typed.periodUntil} onChange={(periodUntil) => put({ periodUntil })} />
          </div>
          {text("contact", false)}
          <label>
            {t("disclosure.form.way")}
            <select value={typed.way} onChange={(e) => put({ way: e.target.value as Way })}>
              {WAYS.map((one) => <option key={one} value={one}>{code("way", one)}</option>)}
            </select>
          </label>
          <div className="pair">
            {!of && <DateField time label="disclosure.form.receivedAt" hint="disclosure.form.receivedHint" value={typed.receivedAt} onChange={(receivedAt) => put({ receivedAt })} />}
            <DateField label="disclosure.form.dueOn" hint="disclosure.form.dueHint" value={typed.dueOn} onChange={(dueOn) => put({ dueOn })} />
          </div>
          {of && area("reason", true)}
        </>
      )}
      {problem && <ProblemNote problem={problem} />}
      <button type="submit" className="button primary" disabled={busy || !choice || typed.forms.length === 0 || !days}>{t(of ? "disclosure.amend" : "disclosure.take")}</button>
    </form>
  );
}

/** Takes a request in, or amends one: what must be shown and may be asked for follows from who asks. */
export function Editor(props: Props) {
  const { t } = useSpeech();
  const choices = useLoad("disclosure choices", (signal) => disclosures.choices(signal));
  return (
    <Drawer kind="sheet" wide title={t(props.of ? "disclosure.amend" : "disclosure.take")} onClose={props.onClose}>
      <Shown from={choices}>{(all) => <Inner {...props} choices={all} />}</Shown>
    </Drawer>
  );
}
