import { createContext, useContext, useEffect, useState, type Dispatch, type ReactNode, type SetStateAction } from "react";

const KeptContext = createContext<Map<string, unknown> | null>(null);

/** What people typed on pages they left, in memory only; it goes with the one who is signed in. */
export function Kept({ children }: { children: ReactNode }) {
  const [kept] = useState(() => new Map<string, unknown>());
  return <KeptContext.Provider value={kept}>{children}</KeptContext.Provider>;
}

/** As `useState`, and there again when the page is: under the key of the page, until it is forgotten. */
export function useKept<T>(key: string, first: T): [T, Dispatch<SetStateAction<T>>, () => void] {
  const kept = useContext(KeptContext);
  if (!kept) throw new Error("Kept is missing");
  const [value, setValue] = useState<T>(() => (kept.has(key) ? (kept.get(key) as T) : first));
  useEffect(() => void kept.set(key, value), [kept, key, value]);
  return [value, setValue, () => void kept.delete(key)];
}
