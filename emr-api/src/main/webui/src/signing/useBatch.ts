import { useCallback, useEffect, useRef, useState } from "react";
import type { Problem } from "../client";
import { problemOf } from "../doing";
import { guardPage } from "../route";
import { MOST, signing, type Item, type Outcome } from "./api";
import { lineKey } from "./lines";
import { jobs, type Job } from "./remote";

/** So many are sent at once: between them it is seen how far it is, and people may stop. */
const AT_ONCE = 10;

export interface ToSign extends Item {
  /** For people: which sheet, of whom, in which role. */
  what: string;
  role: string;
}

/** What is signed with one key. */
export interface Part {
  keyId: string;
  pin: string;
  /** A service holds the key: its owner is asked on the phone. */
  remote: boolean;
  items: ToSign[];
}

/** What became of one; with neither it was not sent. */
export interface Tried {
  item: ToSign;
  outcome?: Outcome;
  /** It is asked for on the phone. */
  job?: Job;
  /** It was sent and nobody knows. */
  lost?: boolean;
}

type State =
  | { at: "asking"; problem?: Problem }
  | { at: "signing"; done: number; of: number }
  | { at: "done"; tried: Tried[]; problem?: Problem; stopped: boolean };

const unknown = ({ status }: Problem) => status === 0 || status >= 500;
const sent = ({ patientId, sheetId, entryId, version, place }: ToSign): Item => ({ patientId, sheetId, entryId, version, place });

/** What became of some that were sent together. */
async function sendTo({ keyId, pin, remote }: Part, some: ToSign[]): Promise<Tried[]> {
  if (!remote) {
    const { outcomes } = await signing.sign(keyId, pin, some.map(sent));
    return some.map((item, n) => ({ item, outcome: outcomes[n] }));
  }
  const { job, refused } = await jobs.begin(keyId, some.map(sent));
  const not = new Map(refused.map((one) => [lineKey(one), one]));
  return some.map((item) => (not.has(lineKey(item)) ? { item, outcome: not.get(lineKey(item)) } : { item, job }));
}

/** Signs many, a few at a time; what was signed stays signed whatever becomes of the rest. */
export function useBatch() {
  const [state, setState] = useState<State>({ at: "asking" });
  const stopping = useRef(false);
  const running = state.at === "signing";
  // Nobody leaves while it signs: what became of it would not be seen.
  useEffect(() => (running ? guardPage(() => false) : undefined), [running]);

  const run = useCallback(async (parts: Part[]) => {
    stopping.current = false;
    const all = parts.flatMap(({ items }) => items);
    const tried: Tried[] = [];
    let problem: Problem | undefined;
    setState({ at: "signing", done: 0, of: all.length });
    for (const part of parts) {
      const { items, remote } = part;
      // On the phone one agrees once to all.
      const atOnce = remote ? MOST : AT_ONCE;
      for (let i = 0; i < items.length && !problem && !stopping.current; i += atOnce) {
        const some = items.slice(i, i + atOnce);
        try {
          tried.push(...(await sendTo(part, some)));
        } catch (cause) {
          problem = problemOf(cause);
          if (unknown(problem)) tried.push(...some.map((item) => ({ item, lost: true })));
        }
        setState({ at: "signing", done: tried.filter(({ outcome }) => outcome && !outcome.code).length, of: all.length });
      }
    }
    const rest = all.slice(tried.length).map((item) => ({ item }));
    if (tried.length === 0) setState({ at: "asking", problem });
    else setState({ at: "done", tried: [...tried, ...rest], problem, stopped: stopping.current });
  }, []);

  const stop = useCallback(() => void (stopping.current = true), []);
  const again = useCallback(() => setState({ at: "asking" }), []);
  return { state, run, stop, again };
}
