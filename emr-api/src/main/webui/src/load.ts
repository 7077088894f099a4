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

interface Options<T> {
  /** Asks again by itself while the page is visible, as long as what was read last wants it; such asking never extends the session. */
  everyMs?: number | ((data: T | undefined) => number | undefined);
}

/** Reads something when `key` changes; an answer to an older question is dropped. */
export function useLoad<T>(
  key: string | null,
  read: (signal: AbortSignal, background: boolean) => Promise<T>,
  { everyMs }: Options<T> = {},
): Loaded<T> {
  const [held, setHeld] = useState<{ key: string | null; data?: T; problem?: Problem }>({ key: null });
  const [turn, setTurn] = useState(0);
  const reader = useRef(read);
  reader.current = read;
  const asking = useRef((_background: boolean) => {});
  const acts = useRef(0);

  useEffect(() => {
    if (key === null) return;
    const abort = new AbortController();
    const ask = (background: boolean) => {
      const before = acts.current;
      // What was asked before an act may be answered after it, with what was so before it.
      const old = () => abort.signal.aborted || before !== acts.current;
      void reader.current(abort.signal, background).then(
        (data) => !old() && setHeld({ key, data }),
        (cause: unknown) => {
          if (old()) return;
          const problem = problemOf(cause);
          // What was read is still there to be seen while nobody answers; what may not be seen any more is not.
          const lost = background || problem.status === 0 || problem.status >= 500;
          setHeld((held) => ({ key, data: lost && held.key === key ? held.data : undefined, problem }));
        },
      );
    };
    asking.current = ask;
    ask(false);
    return () => {
      abort.abort();
      asking.current = () => {};
    };
  }, [key, turn]);

  const put = useCallback(
    (data: T) => {
      acts.current += 1;
      setHeld({ key, data });
    },
    [key],
  );
  const reload = useCallback(() => setTurn((n) => n + 1), []);
  useEffect(() => {
    window.addEventListener(WOKEN, reload);
    return () => window.removeEventListener(WOKEN, reload);
  }, [reload]);
  const current = held.key === key ? held : { key };
  const pace = typeof everyMs === "function" ? everyMs(current.data) : everyMs;
  useEffect(() => {
    if (!pace) return;
    const timer = window.setInterval(() => !document.hidden && asking.current(true), pace);
    return () => window.clearInterval(timer);
  }, [pace]);
  return {
    data: current.data,
    problem: current.problem,
    loading: key !== null && !current.data && !current.problem,
    reload,
    put,
  };
}
