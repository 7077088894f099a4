import { useLayoutEffect, useRef } from "react";
import { wire } from "../client";

/** Tells the trace when the browser prints this page; the page does not wait for it. Who may not print prints nothing. */
export function usePrinted(mayPrint: boolean, tell: () => Promise<void>) {
  const told = useRef(tell);
  told.current = tell;
  // Before anybody can print what is seen.
  useLayoutEffect(() => {
    if (!mayPrint) return undefined;
    const printed = () => {
      // Under the page of sign-in nothing of it reaches paper; a paper to be signed is printed by itself, and told by itself.
      const alone = wire.covered || document.querySelector(".paper-sheet");
      if (!alone) void told.current().catch(() => undefined);
    };
    window.addEventListener("beforeprint", printed);
    return () => window.removeEventListener("beforeprint", printed);
  }, [mayPrint]);
}
