import { useEffect } from "react";
import { api, wire } from "../client";

/** Tells the trace when the browser prints this section; the page does not wait for it. Who may not print prints nothing. */
export function usePrinted(patientId: string, section: string, mayPrint: boolean) {
  useEffect(() => {
    if (!mayPrint) return undefined;
    const tell = () => {
      // Under the page of sign-in nothing of it reaches paper; a paper to be signed is printed by itself, and told by itself.
      const alone = wire.covered || document.querySelector(".paper-sheet");
      if (!alone) void api.printed(patientId, section).catch(() => undefined);
    };
    window.addEventListener("beforeprint", tell);
    return () => window.removeEventListener("beforeprint", tell);
  }, [patientId, section, mayPrint]);
}
