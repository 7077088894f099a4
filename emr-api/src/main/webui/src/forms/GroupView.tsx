import { useSpeech } from "../lang";
import { labelOf, valuesAt } from "./answers";
import type { TroubleCode } from "./check";
import { anchor } from "./desk";
import { Entries } from "./Entries";
import { FieldView } from "./FieldView";
import { isRows, type Answers, type Item, type Value } from "./form";
import { hasMarks, Marks } from "./Marks";
import { Rows } from "./Rows";
import { VitalGrid } from "./VitalGrid";

/** What a part of a form needs to show itself. */
export interface Shown {
  answers: Answers;
  enabled: ReadonlySet<string>;
  computed(path: string): Value[];
  /** The first that is wrong with an item, by the item's path. */
  troubles: ReadonlyMap<string, TroubleCode>;
  typed: Record<string, string>;
}

interface PartProps {
  item: Item;
  /** "" or "group/0/" inside a row. */
  place: string;
  shown: Shown;
  /** Of the heading a group has. */
  level: 2 | 3 | 4 | 5;
  /** In a table cell: the words a field is called by. */
  bare?: string;
}

/** One item of a form, or a group of them, where it is asked now. */
export function Part({ item, place, shown, level, bare }: PartProps) {
  const path = place + item.linkId;
  const { language } = useSpeech();
  if (item.type === "group" && !isRows(item)) return <Group item={item} place={place} shown={shown} level={level} />;
  if (!shown.enabled.has(path) && item.type !== "display") return null;
  if (item.type === "display") return <p className="form-words">{labelOf(item, language)}</p>;
  if (isRows(item)) {
    const Kind = item.layout === "entries" ? Entries : item.layout === "vital-grid" ? VitalGrid : hasMarks(item) ? Marks : Rows;
    return <Kind item={item} shown={shown} level={level} />;
  }
  return <FieldView item={item} path={path} values={item.calculated ? shown.computed(path) : valuesAt(shown.answers, path)} trouble={shown.troubles.get(path)} typed={shown.typed[path]} bare={bare} />;
}

export interface GroupProps {
  item: Item;
  place: string;
  shown: Shown;
  level: 2 | 3 | 4 | 5;
}

/** True for a group of which nothing is asked now. */
const asleep = (item: Item, place: string, { enabled }: Shown): boolean => (item.item ?? []).length > 0 && (item.item ?? []).every((one) => (one.type === "group" && !isRows(one) ? asleep(one, place, { enabled } as Shown) : one.type !== "display" && !enabled.has(place + one.linkId)));

function Group({ item, place, shown, level }: GroupProps) {
  if (asleep(item, place, shown)) return null;
  const { layout = "line" } = item;
  const body = <div className={`form-${layout}`}>{(item.item ?? []).map((one) => <Part key={one.linkId} item={one} place={place} shown={shown} level={Math.min(5, level + 1) as 3} />)}</div>;
  if (!item.text) return body;
  return (
    <section className={`form-group form-group-${level}`} id={anchor(place + item.linkId)} tabIndex={-1} aria-labelledby={`${anchor(place + item.linkId)}-h`}>
      <Heading item={item} place={place} level={level} />
      {body}
    </section>
  );
}

/** The heading of a group. */
export function Heading({ item, place = "", level }: { item: Item; place?: string; level: 2 | 3 | 4 | 5 }) {
  const { language } = useSpeech();
  const Tag = `h${level}` as "h2";
  return <Tag id={`${anchor(place + item.linkId)}-h`}>{labelOf(item, language)}</Tag>;
}
