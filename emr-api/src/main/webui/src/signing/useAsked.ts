import { useMemo } from "react";
import { useKept } from "../frame/Kept";
import { lineKey } from "./lines";
import type { JobPart } from "./remote";
import type { ToSign } from "./useBatch";

/** What was asked for since sign-in, in words: a job itself names nothing but numbers. */
export function useAsked() {
  const empty = useMemo(() => new Map<string, ToSign>(), []);
  const [asked] = useKept("asked to sign", empty);
  return useMemo(
    () => ({
      keep: (items: readonly ToSign[]) => items.forEach((item) => asked.set(lineKey(item), item)),
      of: (part: JobPart) => asked.get(lineKey(part)),
    }),
    [asked],
  );
}
