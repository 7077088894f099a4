import { useCallback, useEffect, useRef, useState } from "react";
import type { Problem } from "./client";
import { problemOf } from "./doing";

/** Told when a page is seen again that was covered: what it shows may be old. */
export const WOKEN = "emr-woken";

export interface Loaded<T> {
  data: T | undefined;
  problem: Problem | undefined;
  loading: boolean;
  reload(): void;
  /** Takes the place of what was read: what an act answered. */
  put(data: T): void;
}

interface Options {
  /** Asks again by itself while the page is visible; such asking never extends the session. */
  everyMs?: number;
}

/** Reads something when `key` changes; an answer to an older question is dropped. */
export function useLoad<T>(
  key: string | null,
  read: (signal: AbortSignal, background: boolean) => Promise<T>,
  { everyMs }: Options = {},
): Loaded<T> {
  const [held, setHeld] = useState<{ key: string | null; data?: T; problem?: Problem }>({ key: null });
  const [turn, setTurn] = useState(0);
  const reader = useRef(read);
  reader.current = read;

  useEffect(() => {
    if (key === null) return;
    const abort = new AbortController();
    const ask = (background: boolean) =>
      reader.current(abort.signal, background).then(
        (data) => !abort.signal.aborted && setHeld({ key, data }),
        (cause: unknown) => {
          if (abort.signal.aborted) return;
          const problem = problemOf(cause);
          // What was read is still there to be seen while nobody answers; what may not be seen any more is not.
          const lost = background || problem.status === 0 || problem.status >= 500;
          setHeld((before) => ({ key, data: lost && before.key === key ? before.data : undefined, problem }));
        },
      );
    void ask(false);
    const timer = everyMs ? window.setInterval(() => !document.hidden && void ask(true), everyMs) : undefined;
    return () => {
      abort.abort();
      window.clearInterval(timer);
    };
  }, [key, turn, everyMs]);

  const put = useCallback((data: T) => setHeld({ key, data }), [key]);
  const reload = useCallback(() => setTurn((n) => n + 1), []);
  useEffect(() => {
    window.addEventListener(WOKEN, reload);
    return () => window.removeEventListener(WOKEN, reload);
  }, [reload]);
  const current = held.key === key ? held : { key };
  return {
    data: current.data,
    problem: current.problem,
    loading: key !== null && !current.data && !current.problem,
    reload,
    put,
  };
}
