import type { ReactNode } from "react";
import { useSpeech, type Key } from "../lang";

/** One subject of a folder. */
export function Part({ title, children }: { title: Key; children: ReactNode }) {
  const { t } = useSpeech();
  return (
    <section className="card">
      <div className="card-head">
        <h2>{t(title)}</h2>
      </div>
      {children}
    </section>
  );
}
