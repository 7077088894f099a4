import { useEffect, useRef, useState } from "react";
import { guardPage } from "../route";
import type { Filling } from "./filling";

/** What may be typed and not saved. */
type Unsaved = Pick<Filling, "dirty" | "flush">;

/**
 * Keeps a page from being left while what was typed on it is not saved: it is saved first, and only where that fails the person is
 * asked. Answers how to leave all the same, while that is asked.
 */
export function useLeaving(filling: Unsaved | undefined): { leave?: () => void; stay: () => void } {
  const [leave, setLeave] = useState<() => void>();
  const asking = useRef(false);
  useEffect(() => {
    if (!filling) return undefined;
    const unload = (event: BeforeUnloadEvent) => filling.dirty && event.preventDefault();
    const open = guardPage((go) => {
      if (!filling.dirty) return true;
      if (asking.current) return false;
      asking.current = true;
      void filling.flush().then((saved) => {
        asking.current = false;
        if (saved && !filling.dirty) go();
        else setLeave(() => go);
      });
      return false;
    });
    window.addEventListener("beforeunload", unload);
    return () => {
      open();
      window.removeEventListener("beforeunload", unload);
    };
  }, [filling]);
  return { leave, stay: () => setLeave(undefined) };
}
