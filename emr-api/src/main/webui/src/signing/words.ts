import { useMemo } from "react";
import { useSpeech, type Key, type Language, type Params } from "../lang";
import { remoteEn } from "./remote.en";
import { remoteVi } from "./remote.vi";
import { settingsEn } from "./settings.en";
import { settingsVi } from "./settings.vi";
import { verifyEn } from "./verify.en";
import { verifyVi } from "./verify.vi";
import { signingWordsEn } from "./words.en";
import { signingWordsVi } from "./words.vi";

export type Word = keyof typeof signingWordsVi | keyof typeof remoteVi | keyof typeof settingsVi | keyof typeof verifyVi;
export const words: Record<Language, Record<Word, string>> = { vi: { ...signingWordsVi, ...remoteVi, ...settingsVi, ...verifyVi }, en: { ...signingWordsEn, ...remoteEn, ...settingsEn, ...verifyEn } };

/** Speaks the words of signing, and those of every page. */
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
