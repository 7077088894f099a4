import type { ReactNode } from "react";
import { useSpeech } from "../lang";
import { labelOf, leaves } from "./answers";
import { MOST_ROWS } from "./check";
import { anchor, jump, useDesk } from "./desk";
import type { Item } from "./form";
import { Heading, Part, type Shown } from "./GroupView";

export interface RowsProps {
  item: Item;
  shown: Shown;
  level: 2 | 3 | 4 | 5;
}

/** Rows of a group: added at the end, and taken out again. */
export function useRows(item: Item, shown: Shown) {
  const desk = useDesk();
  const rows = shown.answers[item.linkId] ?? [];
  return {
    rows,
    add: () => {
      desk.put(item.linkId, [...rows, { answers: {} }]);
      const [first] = leaves(item.item);
      // When the row is drawn.
      window.setTimeout(() => first && jump(`${item.linkId}/${rows.length}/${first.linkId}`), 30);
    },
    remove: (at: number) => desk.put(item.linkId, rows.filter((_, i) => i !== at)),
    full: rows.length >= MOST_ROWS,
  };
}

export function AddRow({ item, add, full }: { item: Item; add: () => void; full: boolean }) {
  const { t, language } = useSpeech();
  const desk = useDesk();
  if (desk.readOnly || item.readOnly || full) return null;
  return <button type="button" className="button add-row" onClick={add} aria-label={`${t("sheet.addRow")}: ${labelOf(item, language)}`}>{`+ ${t("sheet.addRow")}`}</button>;
}

/** A cell of a row: its field, called by its column and the row's number. */
export function Cell({ item, group, row, shown }: { item: Item; group: Item; row: number; shown: Shown }) {
  const { t, language } = useSpeech();
  const name = labelOf(item, language);
  return (
    <td data-label={name}>
      <Part item={item} place={`${group.linkId}/${row}/`} shown={shown} level={5} bare={`${name}, ${t("sheet.rowN", { n: row + 1 })}`} />
    </td>
  );
}

function AsTable({ item, shown }: RowsProps) {
  const { t, language } = useSpeech();
  const desk = useDesk();
  const { rows, add, remove, full } = useRows(item, shown);
  const columns = leaves(item.item);
  return (
    <>
      {rows.length > 0 && (
        <div className="form-table-scroll">
          <table className="form-rows" aria-labelledby={`${anchor(item.linkId)}-h`}>
            <thead>
              <tr>
                <th scope="col" className="row-n"><span className="hidden-text">{t("sheet.row")}</span></th>
                {columns.map((column) => <th key={column.linkId} scope="col" className={`column-${column.type}`}>{labelOf(column, language)}{column.unit && <span className="fine"> {column.unit}</span>}</th>)}
                {!desk.readOnly && <th scope="col" className="row-out"><span className="hidden-text">{t("sheet.removeRow")}</span></th>}
              </tr>
            </thead>
            <tbody>
              {rows.map((_, row) => (
                <tr key={row}>
                  <th scope="row" className="row-n">{row + 1}</th>
                  {columns.map((column) => <Cell key={column.linkId} item={column} group={item} row={row} shown={shown} />)}
                  {!desk.readOnly && <td className="row-out"><button type="button" className="button quiet icon-only" aria-label={`${t("sheet.removeRow")} ${row + 1}`} onClick={() => remove(row)}>×</button></td>}
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {rows.length === 0 && desk.readOnly && <p className="fine">{t("sheet.noRows")}</p>}
      <AddRow item={item} add={add} full={full} />
    </>
  );
}

function AsBlocks({ item, shown, level }: RowsProps) {
  const { t, language } = useSpeech();
  const desk = useDesk();
  const { rows, add, remove, full } = useRows(item, shown);
  const Tag = `h${Math.min(5, level + 1)}` as "h3";
  return (
    <>
      {rows.map((_, row) => (
        <div className="form-block" key={row} role="group" aria-label={`${labelOf(item, language)} ${row + 1}`}>
          <div className="form-block-head">
            <Tag>{t("sheet.blockN", { n: row + 1 })}</Tag>
            {!desk.readOnly && <button type="button" className="button quiet" aria-label={`${t("sheet.removeRow")} ${row + 1}`} onClick={() => remove(row)}>{t("sheet.removeRow")}</button>}
          </div>
          <div className="form-line">{(item.item ?? []).map((one) => <Part key={one.linkId} item={one} place={`${item.linkId}/${row}/`} shown={shown} level={Math.min(5, level + 2) as 4} />)}</div>
        </div>
      ))}
      {rows.length === 0 && desk.readOnly && <p className="fine">{t("sheet.noRows")}</p>}
      <AddRow item={item} add={add} full={full} />
    </>
  );
}

/**
 * A group that repeats: a table with a column for each item, or a block for each row.
 *
 * @param above a picture of what the rows say
 * @param bare the picture says all of it
 */
export function Rows({ above, bare = false, ...props }: RowsProps & { above?: ReactNode; bare?: boolean }) {
  const { item, level } = props;
  return (
    <section className={`form-group form-group-${level}`} id={anchor(item.linkId)} tabIndex={-1} aria-labelledby={`${anchor(item.linkId)}-h`}>
      <Heading item={item} level={level} />
      {above}
      {bare ? null : item.layout === "table" ? <AsTable {...props} /> : <AsBlocks {...props} />}
    </section>
  );
}
