import { useState, type ReactNode } from "react";
import { Empty, Shown } from "../frame/states";
import { useLoad } from "../load";
import { SigningLinks } from "./SigningLinks";
import { useWords, type Word } from "./words";

/** What a drawer does when it is left, or did its part. */
interface Ends<L> {
  onClose: () => void;
  onDone: (listed: L) => void;
}

interface Props<T, L> {
  here: Parameters<typeof SigningLinks>[0]["here"];
  /** In words. */
  title: string;
  intro: Word;
  none: Word;
  add: Word;
  /** Who may not is shown the list alone. */
  mayChange: boolean;
  list: (signal: AbortSignal) => Promise<L>;
  of: (listed: L) => readonly T[];
  heads: readonly string[];
  /** A line; it calls back to be ended, or changed. */
  row: (one: T, onEnd: () => void, onChange: () => void) => ReactNode;
  adding: (ends: Ends<L>) => ReactNode;
  ending: (one: T, ends: Ends<L>) => ReactNode;
  changing?: (one: T, ends: Ends<L>) => ReactNode;
}

/** A list that the hospital keeps for signing: what stands in it, one more, and the end of one. */
export function SettingsList<T, L>({ here, title, intro, none, add, mayChange, list, of, heads, row, adding, ending, changing }: Props<T, L>) {
  const { t } = useWords();
  const [open, setOpen] = useState<"new" | { end: T } | { change: T }>();
  const listed = useLoad(here, list);
  const ends: Ends<L> = {
    onClose: () => {
      setOpen(undefined);
      // It may have been left because somebody else changed it meanwhile.
      listed.reload();
    },
    onDone: (now) => {
      setOpen(undefined);
      listed.put(now);
    },
  };
  return (
    <div className="page">
      <div className="page-head">
        <h1>{title}</h1>
        <SigningLinks here={here} />
        <span className="grow" />
        {mayChange && <button type="button" className="button primary" onClick={() => setOpen("new")}>{t(add)}</button>}
      </div>
      <p>{t(intro)}</p>
      <Shown from={listed} rows={4}>
        {(now) =>
          of(now).length === 0 ? (
            <div className="card"><Empty>{t(none)}</Empty></div>
          ) : (
            <div className="card table-card">
              <table className="rows stacked" aria-label={title}>
                <thead><tr>{[...heads, ...(mayChange ? [t("certificate.act")] : [])].map((name) => <th key={name} scope="col">{name}</th>)}</tr></thead>
                <tbody>{of(now).map((one) => row(one, () => setOpen({ end: one }), () => setOpen({ change: one })))}</tbody>
              </table>
            </div>
          )
        }
      </Shown>
      {open === "new" && adding(ends)}
      {open && open !== "new" && ("end" in open ? ending(open.end, ends) : changing?.(open.change, ends))}
    </div>
  );
}
