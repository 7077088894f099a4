import type { Problem } from "../client";
import type { Loaded } from "../load";
import { Icon } from "../frame/Icon";
import { ProblemNote } from "../frame/states";
import { maySign, type Check } from "./api";
import { useWords } from "./words";

/** The codes for which a certificate was refused. */
export const warningsOf = ({ code, body }: Problem): string[] =>
  code === "NOT_APPLICABLE" ? (body.fields ?? []).map((field) => (typeof field === "string" ? field : (field.path ?? "")).replace(/^.*\//, "")).filter((field) => /^[A-Z_]+$/.test(field)) : [];

/** Codes about a certificate, said in words. */
export function Warnings({ of }: { of: readonly string[] }) {
  const { code } = useWords();
  return (
    <ul className="signing-warnings">
      {of.map((one) => <li key={one}>{code("warning", one)}</li>)}
    </ul>
  );
}

/** What was found of a certificate before it signs (TT 15/2025/TT-BKHCN art. 5): its owner is told, good or bad. */
export function CheckNote({ from }: { from: Loaded<Check> }) {
  const { t } = useWords();
  const check = from.data;
  if (from.problem && !check) return <ProblemNote problem={from.problem} onRetry={from.reload} />;
  if (!check) return <p className="fine" role="status">{t("batch.checking")}</p>;
  if (!maySign(check)) return <div className="note note-withdrawn" role="alert"><Icon name="warn" /><div><strong>{t("batch.bad")}</strong><Warnings of={check.warnings} /></div></div>;
  if (check.warnings.length > 0) return <div className="note note-stale" role="status"><Icon name="warn" /><div><strong>{t("batch.warned")}</strong><Warnings of={check.warnings} /></div></div>;
  return <p className="note note-good" role="status"><Icon name="info" /><span>{check.source ? t("batch.goodBy", { x: check.source }) : t("batch.good")}</span></p>;
}
