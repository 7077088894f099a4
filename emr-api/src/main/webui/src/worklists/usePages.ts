import { useCallback, useState } from "react";
import type { PageOf } from "../api";
import { Problem } from "../client";
import { useLoad, type Loaded } from "../load";
import { problemOf } from "../doing";

export interface Pages<T> {
  first: Loaded<PageOf<T>>;
  items: T[];
  next: string | undefined;
  more(): void;
  problem: Problem | undefined;
  /** Reads the list anew: after a decision, or when somebody was faster. */
  again(): void;
}

/** A list that comes page by page. */
export function usePages<T>(key: string, read: (cursor?: string, signal?: AbortSignal) => Promise<PageOf<T>>): Pages<T> {
  const first = useLoad(key, (signal) => read(undefined, signal));
  const [later, setLater] = useState<PageOf<T>>();
  const [problem, setProblem] = useState<Problem>();
  const next = later ? later.next : first.data?.next;
  const { reload } = first;
  const again = useCallback(() => {
    setLater(undefined);
    reload();
  }, [reload]);
  const more = () => {
    if (!next) return;
    read(next).then(
      (page) => {
        setLater((held) => ({ items: [...(held?.items ?? []), ...page.items], next: page.next }));
        setProblem(undefined);
      },
      (cause: unknown) => setProblem(problemOf(cause)),
    );
  };
  return { first, items: [...(first.data?.items ?? []), ...(later?.items ?? [])], next, more, problem, again };
}
