import { useSyncExternalStore } from "react";

/** Whether the window is at least so wide (in CSS pixels); not where that cannot be asked. */
export function useRoom(least: number): boolean {
  const query = () => window.matchMedia?.(`(min-width: ${least}px)`);
  return useSyncExternalStore(
    (changed) => {
      const watched = query();
      watched?.addEventListener("change", changed);
      return () => watched?.removeEventListener("change", changed);
    },
    () => query()?.matches ?? false,
  );
}
