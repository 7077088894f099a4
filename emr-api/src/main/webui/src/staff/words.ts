import { useSpeech, type Language } from "../lang";
import type { RoleName } from "./api";

const DAYS_VI: Record<string, string> = { MO: "T2", TU: "T3", WE: "T4", TH: "T5", FR: "T6", SA: "T7", SU: "CN" };
const DAYS = Object.fromEntries(Object.entries(DAYS_VI).map(([code, vi]) => [vi, code]));

/** Hours such as `MO-FR 07:00-17:00` as a reader of the language writes them: T2-T6 07:00-17:00. */
export function hoursShown(hours: string | undefined, language: Language): string {
  if (!hours || language === "en") return hours ?? "";
  return hours.replace(/\b[A-Z]{2}\b/g, (day) => DAYS_VI[day] ?? day);
}

/** What was typed, with Vietnamese or English names of days, as the server takes it; undefined when empty. */
export function hoursSent(typed: string): string | undefined {
  const hours = typed.trim().toUpperCase().replace(/\b(T[2-7]|CN)\b/g, (day) => DAYS[day]!);
  return hours || undefined;
}

/** A role by its code, in the language of the screen; built-in ones are known without a list. */
export function useRoleName(roles?: readonly RoleName[]): (code: string) => string {
  const { code: word, language } = useSpeech();
  return (role) => {
    const named = roles?.find((one) => one.code === role);
    if (named) return language === "vi" ? named.nameVi : named.nameEn;
    return word("role", role);
  };
}
