import { useMemo } from "react";
import { useSpeech, type Key, type Params } from "../lang";
import { patientWordsEn } from "./words.en";
import { patientWordsVi } from "./words.vi";

export type Word = keyof typeof patientWordsVi;

/** Speaks the words of patients signing, and those of every page. */
export function useWords() {
  const { language, t, code } = useSpeech();
  return useMemo(() => {
    const own: Record<string, string> = language === "vi" ? patientWordsVi : patientWordsEn;
    return {
      t: (key: Word | Key, params: Params = {}) => own[key]?.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole)) ?? t(key as Key, params),
      code: (group: string, name: string) => own[`${group}.${name}`] ?? code(group, name),
    };
  }, [language, t, code]);
}
