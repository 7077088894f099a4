import { useMemo } from "react";
import { useSpeech, type Key, type Language, type Params } from "../lang";
import { designerEn } from "./words.en";
import { designerVi } from "./words.vi";

export type Word = keyof typeof designerVi;
export const words: Record<Language, Record<Word, string>> = { vi: designerVi, en: designerEn };

/** Speaks the words of these screens, and those of every page. */
export function useWords() {
  const { language, t, code } = useSpeech();
  return useMemo(() => {
    const own = words[language] as Record<string, string>;
    return {
      language,
      t: (key: Word | Key, params: Params = {}) => own[key]?.replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole)) ?? t(key as Key, params),
      code: (group: string, name: string) => own[`${group}.${name}`] ?? code(group, name),
    };
  }, [language, t, code]);
}
