import { faultVi } from "./faults.vi";
import { useWords } from "./words";

/** A fault of a definition in the language of the screen. */
export function useFault(): (text: string) => string {
  const { language } = useWords();
  return (text) => (language === "vi" ? faultVi(text) : text);
}
