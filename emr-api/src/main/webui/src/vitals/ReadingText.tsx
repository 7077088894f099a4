import { decimal } from "../format/values";
import { useSpeech } from "../lang";
import { KINDS, UNITS, type Kind, type Measured } from "./api";

/** The values of a reading in one line. */
export function ReadingText({ of }: { of: Pick<Measured, "signs" | "oxygen" | "consciousness" | "note"> }) {
  const { t, code, language } = useSpeech();
  const value = (kind: Kind) => of.signs.find((sign) => sign.kind === kind)?.value;
  // A slash stands without a space before it.
  const unit = (kind: Kind) => (UNITS[kind] ?? t("vital.perMinute")).replace(/^(?!\/)/, " ");
  const show = (n: number) => decimal(String(n), language);
  const [high, low] = [value("SYSTOLIC_PRESSURE"), value("DIASTOLIC_PRESSURE")];
  const parts = KINDS.flatMap((kind) => {
    if (kind === "DIASTOLIC_PRESSURE" && high !== undefined) return [];
    if (kind === "SYSTOLIC_PRESSURE" && high !== undefined) return [`${t("vitals.pressure")} ${show(high)}${low === undefined ? "" : `/${show(low)}`} mmHg`];
    const n = value(kind);
    return n === undefined ? [] : [`${kind === "OXYGEN_SATURATION" ? "SpO₂" : code("vital", kind)} ${show(n)}${unit(kind)}`];
  });
  const said = [of.oxygen !== undefined && t(of.oxygen ? "vitals.oxygenYes" : "vitals.oxygenNo"), code("vconscious", of.consciousness), of.note];
  return <>{[...parts, ...said].filter(Boolean).join(" · ")}</>;
}
