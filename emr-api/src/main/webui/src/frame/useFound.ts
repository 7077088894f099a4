import { useCallback, useEffect, useRef, useState } from "react";
import { useDoing } from "../doing";
import { WOKEN } from "../load";

const WAIT_MS = 250;

interface Found<T> {
  rows: T[];
  next?: string;
}

/**
 * Page by page what is found for what is typed: asked a moment after the last key, and at once where there is no text. An answer to
 * an older question is dropped.
 */
export function useFound<A extends { text: string }, T>(asked: A, find: (asked: A, cursor: string | undefined, signal: AbortSignal) => Promise<Found<T>>) {
  const { busy, problem, run } = useDoing();
  const [found, setFound] = useState<Found<T>>();
  const [turn, setTurn] = useState(0);
  const question = useRef<AbortSignal>(undefined);
  const ask = (signal: AbortSignal, before: T[], cursor?: string) =>
    void run(async () => {
      try {
        const page = await find(asked, cursor, signal);
        if (!signal.aborted) setFound({ rows: [...before, ...page.rows], next: page.next });
      } catch (cause) {
        if (!signal.aborted) throw cause;
      }
    });
  const first = useRef(ask);
  first.current = ask;

  useEffect(() => {
    const abort = new AbortController();
    question.current = abort.signal;
    const timer = window.setTimeout(() => first.current(abort.signal, []), asked.text ? WAIT_MS : 0);
    return () => {
      window.clearTimeout(timer);
      abort.abort();
    };
  }, [asked, turn]);

  const again = useCallback(() => setTurn((n) => n + 1), []);
  useEffect(() => {
    window.addEventListener(WOKEN, again);
    return () => window.removeEventListener(WOKEN, again);
  }, [again]);
  return { found, busy, problem, again, forget: () => setFound(undefined), more: () => ask(question.current!, found!.rows, found!.next) };
}
