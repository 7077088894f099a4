import { useCallback, useState } from "react";
import { useDoing, type Doing } from "../doing";
import type { Key } from "../lang";
import { Problem } from "../client";
import { kept, leaves } from "./answers";
import { sheets, type OpenSheet } from "./api";
import type { Filling } from "./filling";
import type { Answers, Form, Value } from "./form";
import type { EditorState } from "./useEditor";

/** What must be dealt with before a version can be written, and where it is. */
export interface Left {
  why: Key;
  path: string;
}

/** Taken over, changed, and without a reason yet. */
const isBare = (value: Value) => value.from !== undefined && value.because !== undefined && !value.because.trim();

/** Text that was typed and is no answer, a change without its reason, or an entry that is not written. */
function leftOver(form: Form, answers: Answers, typed: Record<string, string>): Left | undefined {
  const [path] = Object.keys(typed);
  if (path) return { why: "sheet.leftTyped", path };
  const unreasoned = Object.entries(answers).flatMap(([linkId, values]) => [
    ...(values.some(isBare) ? [linkId] : []),
    ...values.flatMap((value, i) => Object.entries(value.answers ?? {}).flatMap(([inner, several]) => (several.some(isBare) ? [`${linkId}/${i}/${inner}`] : []))),
  ])[0];
  if (unreasoned) return { why: "sheet.leftReason", path: unreasoned };
  const open = leaves(form.item).find((item) => item.layout === "entries" && answers[item.linkId]?.some((value) => !value.entry && Object.keys(value.answers ?? {}).length > 0));
  return open && { why: "sheet.leftEntry", path: open.linkId };
}

export interface Writing {
  doing: Doing;
  left?: Left;
  save(complete: boolean): Promise<void>;
  /** A new version of a completed sheet. */
  version(reason: string): Promise<void>;
  entry(item: string, answers: Answers): Promise<boolean>;
  strike(entry: string, reason: string): Promise<void>;
  stop(): Promise<void>;
}

/** Writes versions and entries of what is filled in; another version in between is met by a choice, never written over. */
export function useWriting(patientId: string, filling: Filling, editor: EditorState): Writing {
  const doing = useDoing();
  const [left, setLeft] = useState<Left>();
  const { run } = doing;
  const { stop: stopEditing } = editor;

  /** The draft is saved first: it must not come after the version, and a sheet must be there. */
  const onServer = useCallback(async () => {
    await filling.flush();
    const { opened, saving } = filling.read();
    if (saving.at === "refused") throw saving.problem;
    if (!opened || saving.at === "offline") throw new Problem(0, { code: "NO_CONNECTION" });
    return opened;
  }, [filling]);

  /** Throws what a person is to be told; that another version is there is told by the choice. */
  const met = useCallback(
    async (work: (opened: OpenSheet) => Promise<void>) => {
      try {
        await work(await onServer());
      } catch (cause) {
        if (!(cause instanceof Problem) || cause.status !== 409) throw cause;
        await filling.failed(cause);
      }
    },
    [filling, onServer],
  );

  const put = useCallback(
    (complete: boolean, reason?: string) =>
      met(async ({ sheet }) => {
        filling.writing = true;
        try {
          await filling.beat;
          const { answers, form } = filling.read();
          filling.written(await sheets.write(patientId, sheet.id, { version: sheet.version, answers: kept(form, answers), ...(complete && { complete }), ...(reason && { reason }) }), answers);
        } finally {
          filling.writing = false;
        }
      }),
    [filling, met, patientId],
  );

  const ready = useCallback(() => {
    const { form, answers, typed } = filling.read();
    const found = leftOver(form, answers, typed);
    setLeft(found);
    return !found;
  }, [filling]);

  const save = useCallback(
    async (complete: boolean) => {
      if (!ready()) return;
      const done = await run(() => put(complete));
      if (done && complete && filling.read().saving.at === "clean") await stopEditing();
    },
    [filling, put, ready, run, stopEditing],
  );

  const version = useCallback(
    async (reason: string) => {
      if (!ready()) return;
      await put(false, reason);
      if (filling.read().saving.at === "clean") await stopEditing();
    },
    [filling, put, ready, stopEditing],
  );

  const entry = useCallback(
    (item: string, answers: Answers) =>
      run(() =>
        met(async ({ sheet }) => {
          filling.entered(await sheets.entry(patientId, sheet.id, { version: sheet.version, item, answers }), item);
          // The draft on the server still holds the entry as it was being written, of the version before.
          await filling.flush();
        }),
      ),
    [filling, met, patientId, run],
  );

  const strike = useCallback(
    (id: string, reason: string) =>
      met(async ({ sheet }) => {
        filling.entered(await sheets.strike(patientId, sheet.id, id, { version: sheet.version, reason }), undefined);
        await filling.flush();
      }),
    [filling, met, patientId],
  );

  const stop = useCallback(async () => {
    setLeft(undefined);
    if ((await filling.flush()) || !filling.dirty) await stopEditing();
  }, [filling, stopEditing]);

  return { doing, left, save, version, entry, strike, stop };
}
