import { whole } from "../format/values";
import { useSpeech } from "../lang";
import type { ImportFile } from "./api";

const PARTS = ["applied", "replayed", "parked", "refused"] as const;

/** What became of the items as a bar, and the same in words. */
export function Counts({ of }: { of: ImportFile }) {
  const { t, language } = useSpeech();
  const all = Math.max(1, of.items);
  let from = 0;
  return (
    <>
      <svg className="parts" viewBox="0 0 100 6" preserveAspectRatio="none" aria-hidden="true">
        {PARTS.map((part) => {
          const width = (of[part] / all) * 100;
          from += width;
          return <rect key={part} className={`part-${part}`} x={from - width} y="0" width={width} height="6" />;
        })}
      </svg>
      <span className="parts-words num">
        {PARTS.filter((part) => of[part] > 0 || part === "applied").map((part) => (
          <span key={part}>
            <span className={`part-mark part-${part}`} aria-hidden="true" />
            {t(`imports.${part}`, { n: whole(of[part], language) })}
          </span>
        ))}
      </span>
    </>
  );
}
