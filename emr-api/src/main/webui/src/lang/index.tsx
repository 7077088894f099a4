import { createContext, useCallback, useContext, useEffect, useMemo, useState, type ReactNode } from "react";
import { wire } from "../client";
import { accountVi } from "./account.vi";
import { allergiesVi } from "./allergies.vi";
import { auditVi } from "./audit.vi";
import { deliveriesVi } from "./deliveries.vi";
import { deskVi } from "./desk.vi";
import { disclosureVi } from "./disclosure.vi";
import { cataloguesVi } from "./catalogues.vi";
import { formsVi } from "./forms.vi";
import { folderVi } from "./folder.vi";
import { imagingVi } from "./imaging.vi";
import { importsVi } from "./imports.vi";
import { moreVi } from "./more.vi";
import { diagnosisVi } from "./diagnosis.vi";
import { ordersVi } from "./orders.vi";
import { enteredVi } from "./entered.vi";
import { destructionVi } from "./destruction.vi";
import { exportsVi } from "./exports.vi";
import { receivedVi } from "./received.vi";
import { printsVi } from "./prints.vi";
import { privacyVi } from "./privacy.vi";
import { restrictionVi } from "./restriction.vi";
import { scansVi } from "./scans.vi";
import { signingVi } from "./signing.vi";
import { sourcesVi } from "./sources.vi";
import { staffVi } from "./staff.vi";
import { statisticsVi } from "./statistics.vi";
import { treatmentVi } from "./treatment.vi";
import { medicationsVi } from "./medications.vi";
import { movementsVi } from "./movements.vi";
import { vitalsVi } from "./vitals.vi";
import { vi as firstVi, type Key } from "./vi";

export type Language = "vi" | "en";
export type { Key };
export type Params = Record<string, string | number>;

const vi: Record<Key, string> = { ...firstVi, ...accountVi, ...allergiesVi, ...ordersVi, ...moreVi, ...destructionVi, ...exportsVi, ...receivedVi, ...printsVi, ...deskVi, ...auditVi, ...deliveriesVi, ...diagnosisVi, ...disclosureVi, ...enteredVi, ...folderVi, ...formsVi, ...cataloguesVi, ...imagingVi, ...importsVi, ...privacyVi, ...restrictionVi, ...scansVi, ...signingVi, ...sourcesVi, ...staffVi, ...statisticsVi, ...treatmentVi, ...medicationsVi, ...movementsVi, ...vitalsVi };
/** English comes with its first reader; until it is here everything is said in Vietnamese. */
export const dictionaries: Record<Language, Record<Key, string>> = { vi, en: vi };
const isHere = (language: Language) => language === "vi" || dictionaries.en !== vi;
const english = async () => void (dictionaries.en = (await import("./en")).en);

/** The words for a key, with `{x}` filled in. */
export function say(language: Language, key: Key, params: Params = {}): string {
  return dictionaries[language][key].replace(/\{(\w+)\}/g, (whole, name: string) => String(params[name] ?? whole));
}

/** The words for a code that came from outside, or the code itself when it is a new one. */
export function sayCode(language: Language, group: string, code: string | undefined): string {
  if (!code) return "";
  return dictionaries[language][`${group}.${code}` as Key] ?? code;
}

interface Speech {
  language: Language;
  setLanguage(next: Language): void;
  t(key: Key, params?: Params): string;
  code(group: string, code: string | undefined): string;
}

const SpeechContext = createContext<Speech | null>(null);
const REMEMBERED = "emr.language";

function remembered(): Language {
  try {
    return localStorage.getItem(REMEMBERED) === "en" ? "en" : "vi";
  } catch {
    return "vi";
  }
}

function use(language: Language) {
  wire.language = language;
  document.documentElement.lang = language;
}

export function SpeechProvider({ children, start }: { children: ReactNode; start?: Language }) {
  const [language, set] = useState<Language>(() => {
    const first = start ?? remembered();
    const now = isHere(first) ? first : "vi";
    use(now);
    return now;
  });
  const speak = useCallback((next: Language) => {
    const now = () => {
      use(next);
      set(next);
    };
    // Without a connection it stays as it is.
    if (isHere(next)) now();
    else void english().then(now, () => undefined);
  }, []);
  useEffect(() => speak(start ?? remembered()), [speak, start]);
  const setLanguage = useCallback(
    (next: Language) => {
      speak(next);
      try {
        localStorage.setItem(REMEMBERED, next);
      } catch {
        // Storage switched off: the choice lasts until the page closes.
      }
    },
    [speak],
  );
  const speech = useMemo<Speech>(
    () => ({
      language,
      setLanguage,
      t: (key, params) => say(language, key, params),
      code: (group, code) => sayCode(language, group, code),
    }),
    [language, setLanguage],
  );
  return <SpeechContext.Provider value={speech}>{children}</SpeechContext.Provider>;
}

export function useSpeech(): Speech {
  const speech = useContext(SpeechContext);
  if (!speech) throw new Error("SpeechProvider is missing");
  return speech;
}
