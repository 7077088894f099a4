import { useCallback, useEffect, useRef, useState } from "react";
import type { PatientRow } from "../api";
import { api, type Problem } from "../client";
import { problemOf } from "../doing";

const PAUSE_MS = 160;
const PAGE = 20;
/** A ward is seen whole, or it could not be put in another order. */
const WARD = 100;

export interface Finder {
  rows: PatientRow[];
  more: boolean;
  loading: boolean;
  problem: Problem | undefined;
  /** True when the rows are the people in my wards, not a search. */
  ward: boolean;
  /** Opens the row; before the answer to this very text is there, waits for it and opens it only if it is one person. */
  pick(at: number): void;
  loadMore(): void;
  again(): void;
}

/** Patients for a text; for an empty text the people now in my wards. The text never leaves memory and the request body. */
export function useFinder(
  text: string,
  departmentId: string | undefined,
  active: boolean,
  open: (row: PatientRow) => void,
): Finder {
  const [held, setHeld] = useState<{ rows: PatientRow[]; next?: string; asked: string }>({ rows: [], asked: "?" });
  const [problem, setProblem] = useState<Problem>();
  const [loading, setLoading] = useState(false);
  const [turn, setTurn] = useState(0);
  const running = useRef<AbortController | null>(null);
  const asked = text.trim().replace(/\s+/g, " ");

  const ask = useCallback(
    (cursor: string | undefined, before: PatientRow[]) => {
      running.current?.abort();
      const abort = new AbortController();
      running.current = abort;
      setLoading(true);
      api
        .search({ text: asked, limit: asked === "" ? WARD : PAGE, cursor, departmentId, inWard: asked === "" }, abort.signal)
        .then((page) => {
          setHeld({ rows: [...before, ...page.patients], next: page.next, asked });
          setProblem(undefined);
          setLoading(false);
        })
        .catch((cause: unknown) => {
          if (abort.signal.aborted) return;
          setProblem(problemOf(cause));
          setLoading(false);
        });
    },
    [asked, departmentId],
  );

  useEffect(() => {
    if (!active || asked.length === 1) return;
    const timer = window.setTimeout(() => ask(undefined, []), asked === "" ? 0 : PAUSE_MS);
    return () => window.clearTimeout(timer);
  }, [ask, asked, active, turn]);

  useEffect(() => () => running.current?.abort(), []);

  const settled = !loading && held.asked === asked;
  const wanted = useRef<string | null>(null);
  const opener = useRef(open);
  opener.current = open;
  useEffect(() => {
    if (!settled || wanted.current !== asked) return;
    wanted.current = null;
    if (held.rows.length === 1) opener.current(held.rows[0]!);
  }, [settled, asked, held.rows]);

  return {
    pick: (at) => {
      const row = held.rows[at];
      if (!settled) wanted.current = asked;
      else if (row) open(row);
    },
    rows: held.rows,
    more: held.next !== undefined && held.asked === asked,
    loading: loading || held.asked === "?",
    problem,
    ward: held.asked === "" || held.asked === "?",
    loadMore: () => !loading && held.next && ask(held.next, held.rows),
    again: () => setTurn((n) => n + 1),
  };
}
