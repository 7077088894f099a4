import type { ReactNode } from "react";
import { Empty, ProblemNote, Shown } from "../frame/states";
import { useSpeech, type Key } from "../lang";
import type { Pages } from "./usePages";

interface Props<T> {
  pages: Pages<T>;
  intro: Key;
  none: Key;
  /** What was just decided, in words. */
  done: string;
  keyOf: (item: T) => string;
  children: (item: T) => ReactNode;
}

/** A worklist of cards that comes page by page: what it is about, what was just done, and every card. */
export function Cards<T>({ pages, intro, none, done, keyOf, children }: Props<T>) {
  const { t } = useSpeech();
  return (
    <>
      <p className="fine">{t(intro)}</p>
      <p role="status" className="good">{done}</p>
      <Shown from={pages.first} rows={6}>
        {() =>
          pages.items.length === 0 ? (
            <Empty>{t(none)}</Empty>
          ) : (
            <ul className="plain pairs">
              {pages.items.map((item) => (
                <li key={keyOf(item)} className="card">
                  {children(item)}
                </li>
              ))}
            </ul>
          )
        }
      </Shown>
      <More pages={pages} />
    </>
  );
}

/** Asks for the next page of a worklist, if there is one. */
export function More({ pages }: { pages: Pages<unknown> }) {
  const { t } = useSpeech();
  return (
    <>
      {pages.problem && <ProblemNote problem={pages.problem} />}
      {pages.next && (
        <button type="button" className="button load-more" onClick={pages.more}>
          {t("app.more")}
        </button>
      )}
    </>
  );
}
