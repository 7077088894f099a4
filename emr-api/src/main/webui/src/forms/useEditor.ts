import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import type { Problem } from "../client";
import { problemOf } from "../doing";
import { WOKEN } from "../load";
import { sheets, type Editing } from "./api";
import type { Filling } from "./filling";

const BEAT_MS = 10_000;

export interface EditorState {
  /** Only reading, waiting for a sheet that somebody else has, or writing. */
  at: "reading" | "asking" | "editing";
  editing: Editing;
  problem?: Problem;
  /** Asks for the sheet; with `takeOver` also from somebody who has it: that one is warned first. */
  ask(takeOver: boolean): Promise<void>;
  stop(): Promise<void>;
}

/**
 * One writes at a time. Who writes tells the server so every few seconds, and learns that way that somebody else asks for the sheet;
 * what is typed is saved before it goes over.
 */
export function useEditor(patientId: string, filling: Filling | undefined, sheetId: string | undefined): EditorState {
  const [at, setAt] = useState<EditorState["at"]>("reading");
  const [editing, setEditing] = useState<Editing>({});
  const [problem, setProblem] = useState<Problem>();
  const now = useRef(at);
  const become = useCallback((next: EditorState["at"]) => {
    now.current = next;
    setAt(next);
  }, []);

  const hear = useCallback(
    async (answer: Editing) => {
      setEditing(answer);
      if (!filling || !sheetId) return;
      const mine = answer.editor?.mine === true;
      if (now.current === "editing" && !mine) {
        filling.taken(answer.editor);
        become("reading");
      }
      // Somebody waits for it: what is typed so far must be there when it goes over.
      if (now.current === "editing" && mine && answer.wanted) void filling.flush();
      if (now.current === "asking" && mine) {
        filling.mine(await sheets.read(patientId, sheetId));
        become("editing");
      }
    },
    [become, filling, patientId, sheetId],
  );

  const ask = useCallback(
    async (takeOver: boolean) => {
      setProblem(undefined);
      become("asking");
      try {
        const answer = await sheets.edit(patientId, sheetId!, takeOver);
        await hear(answer);
        // Somebody has it, and nobody asked that one for it.
        if (now.current === "asking" && !takeOver) become("reading");
      } catch (cause) {
        become("reading");
        setProblem(problemOf(cause));
      }
    },
    [become, hear, patientId, sheetId],
  );

  const stop = useCallback(async () => {
    become("reading");
    setEditing({});
    if (sheetId) await sheets.leave(patientId, sheetId).catch(() => undefined);
  }, [become, patientId, sheetId]);

  // Before anybody can press a button of the sheet.
  useLayoutEffect(() => {
    const opened = filling?.read().opened;
    setEditing(opened ? { editor: opened.editor, wanted: opened.wanted } : {});
    // A new sheet is there to be written; so is one with a draft of one's own.
    become(filling && (!opened || opened.draft) ? "editing" : "reading");
  }, [become, filling]);

  useEffect(() => {
    if (!sheetId || at === "reading") return undefined;
    // A beat that is lost is made good by the next one; the server waits longer than that.
    const beat = () => {
      if (filling && !filling.writing) filling.beat = sheets.edit(patientId, sheetId, false, true).then(hear, () => undefined);
    };
    if (at === "editing") beat();
    const timer = window.setInterval(beat, BEAT_MS);
    window.addEventListener(WOKEN, beat);
    return () => {
      window.clearInterval(timer);
      window.removeEventListener(WOKEN, beat);
    };
  }, [at, filling, hear, patientId, sheetId]);

  return { at, editing, problem, ask, stop };
}
