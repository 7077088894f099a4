import { useCallback, useState } from "react";
import { Problem } from "./client";

/** Whatever was thrown, in a form a person can be told. */
export const problemOf = (cause: unknown) => (cause instanceof Problem ? cause : new Problem(0, { code: "INTERNAL" }));

export interface Doing {
  busy: boolean;
  problem: Problem | undefined;
  /** Runs one thing at a time; true when it was done. */
  run(work: () => Promise<unknown>): Promise<boolean>;
}

/** Something a person asked for: whether it still runs, and what kept it from being done. */
export function useDoing(): Doing {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Problem>();
  const run = useCallback(async (work: () => Promise<unknown>) => {
    setBusy(true);
    setProblem(undefined);
    try {
      await work();
      return true;
    } catch (cause) {
      setProblem(problemOf(cause));
      return false;
    } finally {
      setBusy(false);
    }
  }, []);
  return { busy, problem, run };
}
