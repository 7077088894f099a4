import { useEffect, useState } from "react";
import type { Study } from "../api";
import type { Problem } from "../client";
import { problemOf } from "../doing";
import { instances } from "./api";
import { contentOf, type Content } from "./content";

export type Held = { content: Content } | { problem: Problem };

/** What the series of a study hold, asked for one after another: the one that is looked at first, then the others. */
export function useContents(patientId: string, study: Study | undefined, first: string | undefined): Record<string, Held> {
  const [held, setHeld] = useState<Record<string, Held>>({});
  useEffect(() => {
    if (!study) return;
    const abort = new AbortController();
    const uids = (study.series ?? []).map((one) => one.uid);
    const order = [...uids.filter((uid) => uid === first), ...uids.filter((uid) => uid !== first)];
    void (async () => {
      for (const uid of order) {
        const place = { patientId, studyId: study.id, uid };
        try {
          const content = contentOf(place, await instances(place, abort.signal));
          if (!abort.signal.aborted) setHeld((before) => ({ ...before, [uid]: { content } }));
        } catch (cause) {
          if (abort.signal.aborted) return;
          setHeld((before) => ({ ...before, [uid]: { problem: problemOf(cause) } }));
        }
      }
    })();
    return () => abort.abort();
    // The one looked at first says only where to begin.
  }, [patientId, study]);
  return held;
}
