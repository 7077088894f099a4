import type { KeyboardEventHandler, ReactNode } from "react";
import { useSpeech, type Key } from "../lang";
import { Empty } from "./states";

/** The key of a column's name, and how it looks: what is compared stands right, what needs room is not on a phone. Undefined is none. */
type Column = Key | [Key, "right" | "large-only"] | undefined;

interface TableProps<T> {
  columns: Column[];
  of: readonly T[];
  /** How it looks beside other tables; as it is, rows become cards on a phone. */
  look?: string;
  label?: string;
  /** One `tr` with its key. */
  children: (one: T, index: number) => ReactNode;
}

/** A table with a row for each of a list. */
export function Table<T>({ columns, of, look = "stacked", label, children }: TableProps<T>) {
  const { t } = useSpeech();
  return (
    <table className={`rows ${look}`} aria-label={label}>
      <thead>
        <tr>
          {columns.map((column) => {
            const [name, className] = Array.isArray(column) ? column : [column];
            return name && <th key={name} scope="col" className={className}>{t(name)}</th>;
          })}
        </tr>
      </thead>
      <tbody>{of.map(children)}</tbody>
    </table>
  );
}

interface ListingProps<T> extends TableProps<T> {
  /** What is said when there is nothing to list. */
  none: Key;
  onKeyDown?: KeyboardEventHandler;
}

/** A table on a card of its own. */
export function Listing<T>({ none, onKeyDown, ...table }: ListingProps<T>) {
  const { t } = useSpeech();
  if (table.of.length === 0) return <Empty>{t(none)}</Empty>;
  return (
    <div className="card table-card" onKeyDown={onKeyDown}>
      <Table {...table} />
    </div>
  );
}
