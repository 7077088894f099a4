import { day, moment } from "../format/time";
import { useSpeech } from "../lang";
import type { Order, Warning } from "./api";

export const nameOf = (order: Order) => [order.medicine, order.strength].filter(Boolean).join(" ");

/** What speaks against a medicine, each in a line. */
export function Warned({ of }: { of: Warning[] }) {
  const { t } = useSpeech();
  return (
    <ul className="drug-warnings">
      {of.map((one) => <li key={one.of}>{t(one.concern === "ALLERGY" ? "drug.allergic" : "drug.duplicate", { x: one.words })}</li>)}
    </ul>
  );
}

/** An order in words: how, from when to when, by whom, and what was minded. */
export function OrderText({ of }: { of: Order }) {
  const { t, code } = useSpeech();
  const { plan } = of;
  return (
    <>
      <span className="block">{[of.dose, plan ? code("drugRoute", plan.route) : of.route].filter(Boolean).join(" · ")}</span>
      {of.instructions && <span className="fine block">{of.instructions}</span>}
      {plan?.indication && <span className="fine block">{t("drug.for", { x: plan.indication })}</span>}
      <span className="fine block">
        {[
          plan && t("drug.fromOn", { at: moment(plan.from) }),
          plan?.until && t("drug.untilOn", { at: moment(plan.until) }),
          of.source ? t("drug.told", { source: of.source }) : t("drug.orderedBy", { by: of.plan ? of.by : (of.prescriber ?? ""), at: day(of.recorded) }),
        ].filter(Boolean).join(" · ")}
      </span>
      {plan && plan.warnings.length > 0 && (
        <details className="fine">
          <summary>{t("drug.warned")}</summary>
          <Warned of={plan.warnings} />
          {plan.because && <p>{t("drug.because", { reason: plan.because })}</p>}
        </details>
      )}
    </>
  );
}
