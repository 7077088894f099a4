import { useSpeech } from "../lang";
import type { CatalogueEntry } from "./api";

const FLAGS = ["not_used", "not_primary", "discouraged_primary", "death_only", "female_only", "male_only"] as const;

/** What a list says of a code that whoever chooses it should know. */
export function Flags({ entry }: { entry: CatalogueEntry }) {
  const { t } = useSpeech();
  const set = FLAGS.filter((flag) => entry.properties?.[flag]);
  return set.length > 0 && <span className="fine block">{set.map((flag) => t(`catalogues.${flag}`)).join(" · ")}</span>;
}

/** The list under a field: chosen with the arrows and Enter, or by a touch. */
export function Suggested({ id, entries, at, onTake }: { id: string; entries: CatalogueEntry[]; at: number; onTake: (entry: CatalogueEntry) => void }) {
  const { t, language } = useSpeech();
  return (
    <ul id={id} role="listbox" aria-label={t("catalogues.suggested")} className="suggested">
      {entries.map((entry, i) => (
        <li
          key={`${entry.code} ${entry.name}`}
          id={`${id}-${i}`}
          role="option"
          aria-selected={i === at}
          // The field keeps the cursor, and is not left before the choice arrives.
          onPointerDown={(event) => event.preventDefault()}
          onClick={() => onTake(entry)}
        >
          {entry.code && <span className="mono">{entry.code}</span>} {(language === "en" ? entry.nameEn : undefined) ?? entry.name}
          <Flags entry={entry} />
        </li>
      ))}
    </ul>
  );
}
