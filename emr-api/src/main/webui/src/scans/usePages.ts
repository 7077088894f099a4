import { useState } from "react";
import { Problem } from "../client";
import { problemOf } from "../doing";
import { ACCEPTED, MOST_BYTES, scans, type ChosenPage } from "./api";

/** A page on its way into a paper; `key` names it for as long as it is on the screen. */
export interface Page extends ChosenPage {
  key: string;
  name: string;
}

/** A file that was not taken, and why. */
export interface Refusal {
  name: string;
  problem: Problem;
}

export interface Pages {
  pages: readonly Page[];
  refused: readonly Refusal[];
  /** How many files of how many were sent; nothing while none is under way. */
  sending?: { done: number; of: number; name: string };
  add(files: readonly File[]): Promise<void>;
  move(key: string, by: -1 | 1): void;
  turn(key: string): void;
  remove(key: string): void;
}

/** What the server would refuse without looking is not sent. */
function unfit(file: File): Problem | undefined {
  if (!(ACCEPTED as readonly string[]).includes(file.type)) return new Problem(415, { code: "WRONG_MEDIA_TYPE", detail: "the file is no JPEG, PNG or PDF, whatever its name says" });
  if (file.size > MOST_BYTES) return new Problem(413, { code: "TOO_LARGE", detail: "a file of more than 25 MB" });
  return undefined;
}

/** The pages of a paper while they are put together: sent one file after the other, then put in order, turned and left out. */
export function usePages(patientId: string, folderId: string): Pages {
  const [pages, setPages] = useState<readonly Page[]>([]);
  const [refused, setRefused] = useState<readonly Refusal[]>([]);
  const [sending, setSending] = useState<Pages["sending"]>();
  const change = (key: string, next: (page: Page) => Page | undefined) => setPages((all) => all.flatMap((page) => (page.key === key ? (next(page) ?? []) : page)));
  return {
    pages,
    refused,
    sending,
    async add(files) {
      setRefused([]);
      for (const [done, file] of files.entries()) {
        setSending({ done, of: files.length, name: file.name });
        try {
          const problem = unfit(file);
          if (problem) throw problem;
          const taken = await scans.take(patientId, folderId, file);
          setPages((all) => [...all, ...taken.pages.map((_, i) => ({ key: `${taken.id}-${i + 1}`, name: file.name, file: taken.id, page: i + 1, turn: 0 }))]);
        } catch (cause) {
          setRefused((all) => [...all, { name: file.name, problem: problemOf(cause) }]);
        }
      }
      setSending(undefined);
    },
    move: (key, by) =>
      setPages((all) => {
        const from = all.findIndex((page) => page.key === key);
        const to = from + by;
        if (from < 0 || to < 0 || to >= all.length) return all;
        const next = [...all];
        [next[from], next[to]] = [next[to]!, next[from]!];
        return next;
      }),
    turn: (key) => change(key, (page) => ({ ...page, turn: (page.turn + 1) % 4 })),
    remove: (key) => change(key, () => undefined),
  };
}
