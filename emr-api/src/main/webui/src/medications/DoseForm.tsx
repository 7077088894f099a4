import { useId, useState, type FormEvent } from "react";
import { Suggested } from "../catalogues/Suggested";
import { useChoice } from "../catalogues/useChoice";
import { useDoing } from "../doing";
import { moment } from "../format/time";
import { typedInstant } from "../format/typed";
import { DateField } from "../frame/DateField";
import { Drawer } from "../frame/Drawer";
import { ProblemNote } from "../frame/states";
import { useSpeech, type Key } from "../lang";
import { typedNumber } from "../vitals/typed";
import { medicationApi, OUTCOMES, type Order, type Outcome, type Recorded } from "./api";
import { nameOf, OrderText } from "./OrderText";

/** Somebody else of the house, by the name the house knows. */
function Witness({ value, onChange }: { value: string; onChange: (name: string) => void }) {
  const { t } = useSpeech();
  const id = useId();
  const { box, type, suggested } = useChoice("staff", undefined, (entry) => onChange(entry.name));
  return (
    <div className="field">
      <label htmlFor={id}>{t("drug.witness")}</label>
      <input
        {...box}
        id={id}
        value={value}
        maxLength={100}
        aria-describedby={`${id}b`}
        onChange={({ target }) => {
          type(target.value);
          onChange(target.value);
        }}
      />
      {suggested && <Suggested {...suggested} />}
      <span id={`${id}b`} className="fine">{t("drug.witnessHint")}</span>
    </div>
  );
}

interface Props {
  patientId: string;
  /** Who it is, on a page that is not about one person. */
  whom?: string;
  order: Order;
  due?: string;
  onClose: () => void;
  onDone: () => void;
}

/** Records what came of a dose: given as ordered in two touches, everything else with its reason. */
export function DoseForm({ patientId, whom, order, due, onClose, onDone }: Props) {
  const { t, code } = useSpeech();
  const { busy, problem, run } = useDoing();
  const { plan } = order;
  const [requestId] = useState(() => crypto.randomUUID());
  const [outcome, setOutcome] = useState<Outcome>("GIVEN");
  const [at, setAt] = useState(() => moment(new Date().toISOString()));
  const [amount, setAmount] = useState(() => (plan ? String(plan.dose).replace(".", ",") : ""));
  const [site, setSite] = useState("");
  const [because, setBecause] = useState("");
  const [witness, setWitness] = useState("");
  const [wrong, setWrong] = useState<Key>();
  const given = outcome === "GIVEN" || outcome === "PARTLY_GIVEN";

  const submit = (event: FormEvent) => {
    event.preventDefault();
    const instant = typedInstant(at);
    const number = typedNumber(amount);
    const lacks: Key | undefined = !instant
      ? "drug.wrongAt"
      : given && plan && !number
        ? "drug.wrongAmount"
        : outcome !== "GIVEN" && !because.trim()
          ? "drug.missingBecause"
          : given && plan?.highAlert && !witness.trim()
            ? "drug.missingWitness"
            : undefined;
    setWrong(lacks);
    if (lacks || busy || !instant) return;
    const dose: Recorded = { outcome, due, at: instant, because: because.trim() || undefined, ...(given && { amount: plan ? number : undefined, site: site.trim() || undefined, witness: witness.trim() || undefined }) };
    void run(() => medicationApi.record(patientId, { requestId, orderId: order.id, dose })).then((done) => done && onDone());
  };
  return (
    <Drawer title={t("drug.recordTitle")} onClose={onClose}>
      <form className="order-form" onSubmit={submit} noValidate>
        {whom && <p><strong>{whom}</strong></p>}
        <p>
          <strong>{nameOf(order)}</strong> {plan?.highAlert && <span className="chip chip-warn">{t("drug.highAlert")}</span>}
          <OrderText of={order} />
        </p>
        {due && <p className="num">{t("drug.dueAt", { at: moment(due) })}</p>}
        <fieldset className="choices">
          <legend>{t("drug.outcome")}</legend>
          {OUTCOMES.map((one) => (
            <label key={one} className="check">
              <input type="radio" name="outcome" checked={outcome === one} onChange={() => setOutcome(one)} /> {code("drugOutcome", one)}
            </label>
          ))}
        </fieldset>
        <DateField time label="drug.at" value={at} onChange={setAt} />
        {given && plan && (
          <label>
            {t("drug.amount", { unit: plan.unit })}
            <input inputMode="decimal" autoComplete="off" maxLength={12} value={amount} onChange={({ target }) => setAmount(target.value)} />
          </label>
        )}
        {given && (
          <label>
            {t("drug.site")}
            <input value={site} maxLength={100} autoComplete="off" onChange={({ target }) => setSite(target.value)} />
          </label>
        )}
        {given && plan?.highAlert && <Witness value={witness} onChange={setWitness} />}
        <label>
          {t(outcome === "GIVEN" ? "drug.remark" : "drug.why")}
          <input value={because} maxLength={500} autoComplete="off" onChange={({ target }) => setBecause(target.value)} />
        </label>
        {wrong && <p className="field-error" role="alert">{t(wrong)}</p>}
        {problem && <ProblemNote problem={problem} />}
        <button type="submit" className="button primary" disabled={busy}>{t("drug.save")}</button>
      </form>
    </Drawer>
  );
}
