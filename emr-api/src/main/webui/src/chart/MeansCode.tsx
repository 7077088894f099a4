import type { Meaning } from "../api";

/** What the code as sent means in the catalogue, under the name as sent; nothing where nobody mapped it. */
export function MeansCode({ meaning }: { meaning: Meaning | undefined }) {
  if (!meaning) return null;
  return (
    <span className="fine block">
      {meaning.name} · <span className="mono">{[meaning.system, meaning.code].join(" ")}</span>
    </span>
  );
}
