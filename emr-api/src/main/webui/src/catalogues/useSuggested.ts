import { useEffect, useState } from "react";
import { catalogues, type CatalogueEntry } from "./api";

/** A moment after the last key. */
const PAUSE_MS = 160;
const NONE: CatalogueEntry[] = [];

/** What of a catalogue is meant by what is typed; undefined asks nothing. An answer to an older question is dropped. */
export function useSuggested(catalogue: string, text: string | undefined, day: string | undefined): CatalogueEntry[] {
  const [found, setFound] = useState({ asked: "", entries: NONE });
  const asked = text === undefined ? undefined : `${catalogue} ${day ?? ""} ${text.trim()}`;
  useEffect(() => {
    if (asked === undefined) return;
    const abort = new AbortController();
    const timer = window.setTimeout(() => {
      catalogues.search(catalogue, text!.trim(), day, abort.signal).then(
        ({ entries }) => !abort.signal.aborted && setFound({ asked, entries }),
        // Without suggestions one types code and words as they are.
        () => !abort.signal.aborted && setFound({ asked, entries: NONE }),
      );
    }, PAUSE_MS);
    return () => {
      window.clearTimeout(timer);
      abort.abort();
    };
  }, [asked]);
  return asked !== undefined && found.asked === asked ? found.entries : NONE;
}
