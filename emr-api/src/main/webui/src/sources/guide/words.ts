import { useCallback } from "react";
import { useSpeech, type Language } from "../../lang";
import { guideEn } from "./words.en";
import { guideVi } from "./words.vi";

export type Word = keyof typeof guideVi;
export const words: Record<Language, Record<Word, string>> = { vi: guideVi, en: guideEn };

/** Speaks the words of the guide, which are not in the dictionary that every page carries. */
export function useWords(): (word: Word) => string {
  const { language } = useSpeech();
  return useCallback((word) => words[language][word], [language]);
}
