import { useEffect, useRef } from "react";
import { useLoad } from "../load";
import { lineKey } from "./lines";
import { jobs, type Job } from "./remote";

/** Between two looks at what waits for a phone. */
export const LOOK_MS = 3_000;

const waits = ({ state }: Job) => state === "WAITING";

/**
 * What was asked for in the last hour; looked at again by itself while something waits.
 *
 * @param onEnded one that waited does not any more
 */
export function useJobs(onEnded: () => void) {
  const waited = useRef(new Set<string>());
  const listed = useLoad("signing jobs", async (signal, background) => (await jobs.list(signal, background)).jobs, { everyMs: (seen) => (seen?.some(waits) ? LOOK_MS : undefined) });
  const all = listed.data ?? [];
  useEffect(() => {
    const ended = all.some((job) => !waits(job) && waited.current.has(job.id));
    waited.current = new Set(all.filter(waits).map(({ id }) => id));
    if (ended) onEnded();
  }, [listed.data]);
  const underWay = new Set(all.filter(waits).flatMap(({ items }) => items.filter(({ outcome }) => !outcome).map(lineKey)));
  return { all, underWay, reload: listed.reload };
}
