import { useRef, useState, type KeyboardEvent } from "react";
import { useSpeech, type Language } from "../lang";
import { labelOf, leaves, optionText } from "./answers";
import { useDesk } from "./desk";
import type { Item, Value } from "./form";
import { PLACES, type MarkPlace } from "./places";
import { Rows, type RowsProps } from "./Rows";

const STEPS: Record<string, number> = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 };

export const hasMarks = (item: Item) => item.layout !== undefined && item.layout in PLACES;

const optionOf = (place: MarkPlace, where: Item) => where.answerOption?.find(({ code }) => code === place.code);

function nameOf(place: MarkPlace, where: Item, language: Language) {
  const option = optionOf(place, where);
  return option ? optionText(option, language) : place[language];
}

interface PictureProps {
  item: Item;
  /** The item of a row that says which place it is about. */
  where: Item;
  rows: Value[];
}

/** Places to be marked by touch, or with arrows and Space; what is marked also stands in words. */
function MarkPicture({ item, where, rows }: PictureProps) {
  const { t, language } = useSpeech();
  const desk = useDesk();
  const still = desk.readOnly || item.readOnly === true;
  const picture = PLACES[item.layout!]!;
  const places = where.answerOption?.length ? picture.places.filter((place) => optionOf(place, where)) : picture.places;
  const [current, setCurrent] = useState(0);
  const drawn = useRef<(SVGPathElement | null)[]>([]);
  const placeOf = (row: Value) => row.answers?.[where.linkId]?.[0]?.code;
  const isMarked = (place: MarkPlace) => rows.some((row) => placeOf(row) === place.code);
  const toggle = (place: MarkPlace) => {
    if (still) return;
    const mark: Value = { code: place.code, display: nameOf(place, where, "vi"), ...(where.catalogue && { system: where.catalogue }) };
    desk.put(item.linkId, isMarked(place) ? rows.filter((row) => placeOf(row) !== place.code) : [...rows, { answers: { [where.linkId]: [mark] } }]);
  };
  const press = (event: KeyboardEvent, at: number) => {
    const step = STEPS[event.key];
    if (step) {
      const next = (at + step + places.length) % places.length;
      setCurrent(next);
      drawn.current[next]?.focus();
    } else if (event.key === " " || event.key === "Enter") toggle(places[at]!);
    else return;
    event.preventDefault();
  };
  const marked = places.filter(isMarked);
  return (
    <div className="marks">
      <svg viewBox={`0 0 ${picture.width} ${picture.height}`} width={picture.width} role="group" aria-label={labelOf(item, language)}>
        {picture.captions.map((caption) => <text key={caption.en} className="mark-caption" x={caption.x} y={caption.y} aria-hidden="true">{caption[language]}</text>)}
        {places.map((place, at) => (
          <g key={place.code}>
            <path
              ref={(element) => void (drawn.current[at] = element)}
              d={place.d}
              className={isMarked(place) ? "mark-place mark-on" : "mark-place"}
              role="checkbox"
              aria-checked={isMarked(place)}
              aria-disabled={still || undefined}
              aria-label={nameOf(place, where, language)}
              tabIndex={at === current && !still ? 0 : -1}
              onClick={() => { setCurrent(at); toggle(place); }}
              onKeyDown={(event) => press(event, at)}
            >
              <title>{nameOf(place, where, language)}</title>
            </path>
            {place.text && <text className={isMarked(place) ? "mark-text mark-text-on" : "mark-text"} x={place.text[1]} y={place.text[2]} textAnchor="middle" aria-hidden="true">{place.text[0]}</text>}
          </g>
        ))}
      </svg>
      <p className="fine" aria-live="polite">{marked.length > 0 ? t("sheet.marked", { x: marked.map((place) => nameOf(place, where, language)).join("; ") }) : t("sheet.noMarks")}</p>
    </div>
  );
}

/** Marks on a picture of the body, the eyes or the teeth, a row for each; what else is said of a place stands in the rows below. */
export function Marks(props: RowsProps) {
  const { item, shown } = props;
  const all = leaves(item.item);
  const where = all.find(({ type }) => type === "choice") ?? all[0]!;
  const rows = shown.answers[item.linkId] ?? [];
  return <Rows {...props} item={{ ...item, layout: "table", readOnly: true }} bare={all.length < 2} above={<MarkPicture item={item} where={where} rows={rows} />} />;
}
