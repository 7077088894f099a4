import { Problem, wire } from "../client";
import { problemOf } from "../doing";
import { WOKEN } from "../load";
import { kept, onTop, withValues } from "./answers";
import { sheets, type Editor, type OpenSheet } from "./api";
import type { Answers, Form, Value } from "./form";

/** A moment after the last key; whoever types without a pause is saved all the same. */
const PAUSE_MS = 1200;
const LONGEST_MS = 6000;
const AGAIN_MS = [2000, 4000, 8000, 15_000, 30_000];
/** An attempt this long after the last key is a timer's, not a person's. */
const PERSON_MS = 60_000;

export type Saving =
  | { at: "clean" }
  | { at: "waiting" }
  | { at: "saving" }
  | { at: "saved"; time: string }
  /** No answer, a server that starts anew, or a session that is over: tried again until it is saved. */
  | { at: "offline" }
  | { at: "refused"; problem: Problem }
  /** Somebody else is the editor; what was typed is kept on this page. */
  | { at: "taken"; by?: Editor }
  /** The sheet has another version; the person chooses. */
  | { at: "conflict"; theirs: OpenSheet };

export interface Filled {
  form: Form;
  answers: Answers;
  /** Typed into a field but not what the field takes, by path: kept as typed. */
  typed: Record<string, string>;
  saving: Saving;
  /** When what the sheet tells of was; it decides the version of the form. */
  happened: string;
  /** Why it is added to a completed record; undefined while that is not said. */
  because?: string;
  /** As the server has it; undefined before a new sheet was first saved. */
  opened?: OpenSheet;
}

export interface Start {
  patientId: string;
  form: Form;
  answers: Answers;
  opened?: OpenSheet;
  /** Of a sheet that is not there yet. */
  fresh?: { folderId: string; happened: string; addendum?: boolean };
  onCreated?: (opened: OpenSheet) => void;
}

const lost = ({ status }: Problem) => status === 0 || status === 401 || status === 408 || status === 429 || status >= 500;

/**
 * What a person types into a sheet, saved as a draft a moment later. Nothing is lost by a broken connection, a session that ends or
 * a server that starts anew: it stays here and is tried again. Nothing of another person is written over: then it waits for a choice.
 */
export class Filling {
  private state: Filled;
  private saved: Answers;
  private base: Answers | undefined;
  private timer: number | undefined;
  private running: Promise<void> | undefined;
  private failures = 0;
  private typedAt = 0;
  private waitingSince = 0;
  private readonly listeners = new Set<() => void>();
  private readonly requestId = crypto.randomUUID();

  constructor(private readonly start: Start) {
    const { opened, form, answers } = start;
    this.base = opened?.sheet.answers;
    this.saved = answers;
    this.state = { form, answers, typed: {}, saving: { at: "clean" }, opened, happened: opened?.sheet.happened ?? start.fresh!.happened };
    if (opened?.draft) this.takeDraft(opened);
  }

  private takeDraft(opened: OpenSheet) {
    const draft = opened.draft!;
    this.saved = draft.answers;
    const moved = draft.version !== opened.sheet.version;
    if (moved) this.base = undefined;
    this.become({ opened, answers: draft.answers, saving: moved ? { at: "conflict", theirs: opened } : { at: "saved", time: draft.at } });
  }

  /** Listens to the page until the answer is called. */
  open(): () => void {
    const again = () => this.retry();
    window.addEventListener("online", again);
    window.addEventListener(WOKEN, again);
    return () => {
      window.removeEventListener("online", again);
      window.removeEventListener(WOKEN, again);
      window.clearTimeout(this.timer);
    };
  }

  readonly subscribe = (listener: () => void) => {
    this.listeners.add(listener);
    return () => void this.listeners.delete(listener);
  };

  /** A version is on its way: who writes is told after it, for a sheet that is complete may have no editor any more. */
  writing = false;
  /** The last word to the server that somebody writes here. */
  beat: Promise<void> = Promise.resolve();

  readonly read = (): Filled => this.state;

  private become(part: Partial<Filled>) {
    this.state = { ...this.state, ...part };
    this.listeners.forEach((listener) => listener());
  }

  /** Not on the server yet. */
  get dirty(): boolean {
    return this.state.answers !== this.saved || Object.keys(this.state.typed).length > 0;
  }

  /** An addendum that does not say why yet. */
  get unreasoned(): boolean {
    return !this.state.opened && this.start.fresh?.addendum === true && !this.state.because;
  }

  get folderId(): string {
    return this.state.opened?.sheet.folderId ?? this.start.fresh!.folderId;
  }

  /** The version that is changed. */
  get before(): Answers | undefined {
    return this.base;
  }

  readonly put = (path: string, values: Value[]) => {
    const { answers, typed } = this.state;
    const fewer = values.length < (answers[path]?.length ?? 0);
    // Rows behind one that is taken out have other places now.
    if (fewer && Object.keys(typed).some((one) => one.startsWith(`${path}/`))) this.become({ typed: Object.fromEntries(Object.entries(typed).filter(([one]) => !one.startsWith(`${path}/`))) });
    this.change(withValues(answers, path, values));
  };

  change(answers: Answers) {
    const now = Date.now();
    if (!this.waitingSince) this.waitingSince = now;
    this.typedAt = now;
    this.become({ answers });
    const { at } = this.state.saving;
    if (at === "taken" || at === "conflict") return;
    if (at !== "saving" && at !== "offline") this.become({ saving: { at: "waiting" } });
    if (!this.running && at !== "offline") this.plan(Math.max(0, Math.min(PAUSE_MS, this.waitingSince + LONGEST_MS - now)));
  }

  /** Keeps what a field cannot take as it was typed; undefined when it can. */
  readonly keep = (path: string, typed: string | undefined) => {
    if (this.state.typed[path] === typed) return;
    const { [path]: _, ...rest } = this.state.typed;
    this.become({ typed: typed === undefined ? rest : { ...rest, [path]: typed } });
  };

  private plan(ms: number) {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.save(), ms);
  }

  private retry(): void {
    const { at } = this.state.saving;
    if (at === "offline" || (at === "waiting" && this.state.answers !== this.saved)) void this.save();
  }

  at(happened: string) {
    this.become({ happened });
  }

  because(because: string) {
    this.become({ because });
  }

  /** Saves now what is not saved; true when the server has all of it. */
  async flush(): Promise<boolean> {
    await this.running;
    const { at } = this.state.saving;
    if (at === "taken" || at === "conflict") return false;
    await this.save();
    return this.state.opened !== undefined && this.state.answers === this.saved;
  }

  private save(): Promise<void> {
    window.clearTimeout(this.timer);
    const nothing = this.state.opened !== undefined && this.state.answers === this.saved;
    if (wire.covered || nothing) return Promise.resolve();
    this.running ??= this.attempt().finally(() => {
      this.running = undefined;
      const { at } = this.state.saving;
      if (this.state.answers !== this.saved && (at === "saved" || at === "waiting")) {
        this.become({ saving: { at: "waiting" } });
        this.plan(PAUSE_MS);
      }
    });
    return this.running;
  }

  private async attempt() {
    const { answers, opened } = this.state;
    const wasLost = this.state.saving.at === "offline";
    if (!wasLost) this.become({ saving: { at: "saving" } });
    this.waitingSince = 0;
    try {
      const background = Date.now() - this.typedAt > PERSON_MS;
      const { sheet } = opened ?? (await this.create(answers));
      if (opened || Object.keys(kept(this.state.form, answers)).length < Object.keys(answers).length) await sheets.draft(this.start.patientId, sheet.id, { version: sheet.version, answers }, background);
      this.saved = answers;
      this.failures = 0;
      this.become({ saving: { at: "saved", time: new Date().toISOString() } });
    } catch (cause) {
      await this.failed(problemOf(cause));
    }
  }

  private async create(answers: Answers): Promise<OpenSheet> {
    const { patientId, fresh, form, onCreated } = this.start;
    const opened = await sheets.create(patientId, fresh!.folderId, { form: form.code, happened: this.state.happened, answers: kept(form, answers), requestId: this.requestId, reason: this.state.because });
    this.base = opened.sheet.answers;
    this.become({ opened });
    onCreated?.(opened);
    return opened;
  }

  /** What became of a write that was not taken; also of one that was not this draft's. */
  async failed(problem: Problem) {
    if (problem.status === 409 && this.state.opened) return this.meet(problem);
    if (!lost(problem)) return this.become({ saving: { at: "refused", problem } });
    this.become({ saving: { at: "offline" } });
    const wait = AGAIN_MS[Math.min(this.failures, AGAIN_MS.length - 1)]!;
    this.failures += 1;
    this.plan(wait);
    return undefined;
  }

  /** Looks at the sheet as it is now: somebody else writes on it, or it has a version to be set against what was typed. */
  private async meet(refused: Problem) {
    try {
      const now = await sheets.read(this.start.patientId, this.state.opened!.sheet.id);
      const other = now.editor && !now.editor.mine;
      if (now.sheet.version !== this.state.opened!.sheet.version) this.become({ saving: { at: "conflict", theirs: now } });
      else this.become({ saving: other ? { at: "taken", by: now.editor } : { at: "refused", problem: refused } });
    } catch (cause) {
      const problem = problemOf(cause);
      if (problem.status === 409) this.become({ saving: { at: "refused", problem } });
      else await this.failed(problem);
    }
  }

  /** The person chose between both sides; from now on the other version is the one that is changed. */
  choose(theirs: OpenSheet, answers: Answers) {
    this.base = theirs.sheet.answers;
    this.saved = theirs.sheet.answers;
    this.become({ opened: theirs, saving: { at: "waiting" } });
    this.change(answers);
  }

  /** This person is the editor, perhaps again; `now` is the sheet as it is. What was typed before it went over may be a draft by now. */
  mine(now: OpenSheet) {
    const { answers, opened } = this.state;
    const moved = now.sheet.version !== opened?.sheet.version;
    const here = answers !== this.base;
    if (!here && now.draft) return this.takeDraft(now);
    if (here && moved) return this.become({ saving: { at: "conflict", theirs: now } });
    if (moved || !opened) return this.written(now);
    this.become({ opened: now, saving: { at: answers === this.saved ? "clean" : "waiting" } });
    return answers === this.saved ? undefined : this.plan(0);
  }

  taken(by: Editor | undefined) {
    window.clearTimeout(this.timer);
    if (this.state.saving.at !== "conflict") this.become({ saving: { at: "taken", by } });
  }

  /** A version was written of what was sent: what was typed since stays and is saved after it. */
  written(opened: OpenSheet, sent: Answers = this.state.answers) {
    const { answers } = this.state;
    this.base = opened.sheet.answers;
    this.saved = opened.sheet.answers;
    this.become({ form: opened.form, opened, answers: opened.sheet.answers, typed: answers === sent ? {} : this.state.typed, saving: { at: "clean" } });
    if (answers !== sent) this.change(onTop(opened.sheet.answers, sent, answers));
  }

  /** An entry was written or struck out: the rest of the sheet stays as it is being typed, and the draft is of the new version. */
  entered(opened: OpenSheet, item: string | undefined) {
    const { answers, saving } = this.state;
    const before = { ...(this.base ?? {}) };
    const mine = { ...answers };
    if (item) {
      delete before[item];
      delete mine[item];
    }
    const hadDraft = saving.at !== "clean";
    this.base = opened.sheet.answers;
    this.saved = opened.sheet.answers;
    const now = onTop(opened.sheet.answers, before, mine);
    this.become({ opened, answers: opened.sheet.answers, saving: { at: "clean" } });
    if (hadDraft) this.change({ ...now });
  }
}
