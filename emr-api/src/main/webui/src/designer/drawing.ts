import { Problem } from "../client";
import { problemOf } from "../doing";
import { WOKEN } from "../load";
import { ownForms, type Definition, type OpenForm } from "./api";

const PAUSE_MS = 1500;
const AGAIN_MS = [2000, 4000, 8000, 15_000, 30_000];
const PERSON_MS = 60_000;
const MOST_STEPS = 200;

export type Saving =
  | { at: "saved" }
  | { at: "waiting" }
  | { at: "saving" }
  /** No answer: tried again until it is saved. */
  | { at: "offline" }
  | { at: "refused"; problem: Problem }
  /** Somebody else did something with it: the person chooses. */
  | { at: "conflict"; theirs: OpenForm };

export interface Drawn {
  opened: OpenForm;
  definition: Definition;
  saving: Saving;
  mayUndo: boolean;
  mayRedo: boolean;
}

const lost = ({ status }: Problem) => status === 0 || status === 401 || status === 408 || status === 429 || status >= 500;

/**
 * A definition while a person changes it: every step can be taken back, and all of it is saved a moment later. A broken connection
 * loses nothing; what somebody else did meanwhile is never written over.
 */
export class Drawing {
  private state: Drawn;
  private saved: Definition;
  private undone: Definition[] = [];
  private steps: Definition[] = [];
  /** Of the field that is typed in: its keys together are one step. */
  private stepOf: string | undefined;
  private timer: number | undefined;
  private running: Promise<void> | undefined;
  private failures = 0;
  private typedAt = 0;
  private readonly listeners = new Set<() => void>();

  constructor(opened: OpenForm) {
    this.saved = opened.definition;
    this.state = { opened, definition: opened.definition, saving: { at: "saved" }, mayUndo: false, mayRedo: false };
  }

  open(): () => void {
    const again = () => void (this.dirty && this.save());
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

  readonly read = (): Drawn => this.state;

  private become(part: Partial<Drawn>) {
    this.state = { ...this.state, ...part, mayUndo: this.steps.length > 0, mayRedo: this.undone.length > 0 };
    this.listeners.forEach((listener) => listener());
  }

  get dirty(): boolean {
    return this.state.definition !== this.saved;
  }

  /** @param field keys typed into the same field one after the other are one step */
  change(definition: Definition, field?: string) {
    if (definition === this.state.definition) return;
    if (field === undefined || field !== this.stepOf) this.steps = [...this.steps, this.state.definition].slice(-MOST_STEPS);
    this.stepOf = field;
    this.undone = [];
    this.typed(definition);
  }

  undo() {
    const before = this.steps.pop();
    if (!before) return;
    this.undone.push(this.state.definition);
    this.stepOf = undefined;
    this.typed(before);
  }

  redo() {
    const next = this.undone.pop();
    if (!next) return;
    this.steps.push(this.state.definition);
    this.stepOf = undefined;
    this.typed(next);
  }

  private typed(definition: Definition) {
    this.typedAt = Date.now();
    const halted = this.state.saving.at === "conflict";
    this.become({ definition, saving: halted ? this.state.saving : { at: "waiting" } });
    if (!halted) this.plan(PAUSE_MS);
  }

  private plan(ms: number) {
    window.clearTimeout(this.timer);
    this.timer = window.setTimeout(() => void this.save(), ms);
  }

  /** Saves now; true when everything typed is saved. */
  async flush(): Promise<boolean> {
    if (this.dirty && this.state.saving.at !== "conflict") await this.save();
    return !this.dirty;
  }

  private save(): Promise<void> {
    window.clearTimeout(this.timer);
    this.running = (this.running ?? Promise.resolve()).then(() => this.once());
    return this.running;
  }

  private async once(): Promise<void> {
    const { opened, definition, saving } = this.state;
    if (!this.dirty || saving.at === "conflict") return;
    this.become({ saving: { at: "saving" } });
    try {
      const now = await ownForms.write(opened.form.id, opened.form.number, definition, Date.now() - this.typedAt > PERSON_MS);
      this.failures = 0;
      this.saved = definition;
      this.become({ opened: now, saving: { at: this.dirty ? "waiting" : "saved" } });
      if (this.dirty) this.plan(PAUSE_MS);
    } catch (cause) {
      await this.failed(problemOf(cause));
    }
  }

  private async failed(problem: Problem) {
    if (lost(problem)) {
      this.become({ saving: { at: "offline" } });
      this.plan(AGAIN_MS[Math.min(this.failures++, AGAIN_MS.length - 1)]!);
    } else if (problem.status === 409) {
      try {
        this.become({ saving: { at: "conflict", theirs: await ownForms.open(this.state.opened.form.id) } });
      } catch (cause) {
        await this.failed(problemOf(cause));
      }
    } else this.become({ saving: { at: "refused", problem } });
  }

  /** The person chose between what was typed here and what the other one left; either can be taken back. */
  choose(mine: boolean) {
    const { saving, definition } = this.state;
    if (saving.at !== "conflict") return;
    this.saved = saving.theirs.definition;
    if (!mine) this.steps.push(definition);
    this.become({ opened: saving.theirs, definition: mine ? definition : saving.theirs.definition, saving: { at: mine ? "waiting" : "saved" } });
    if (mine) void this.save();
  }

  /** Something was done with it besides writing. */
  stepped(opened: OpenForm) {
    this.saved = opened.definition;
    this.become({ opened, definition: opened.definition, saving: { at: "saved" } });
  }
}
