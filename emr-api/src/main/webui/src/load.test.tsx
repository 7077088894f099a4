import { act, render } from "@testing-library/react";
import { afterEach, beforeEach, describe, expect, it, vi } from "vitest";
import { useLoad, type Loaded } from "./load";

interface Work {
  running: boolean;
  done: number;
}

let loaded: Loaded<Work>;
let answers: ((work: Work) => void)[];

function Page() {
  loaded = useLoad<Work>("work", () => new Promise((answer) => answers.push(answer)), { everyMs: (seen) => (seen && !seen.running ? undefined : 1_000) });
  return null;
}

const answer = (n: number, work: Work) => act(async () => answers[n]!(work));
const pass = (ms: number) => act(async () => vi.advanceTimersByTime(ms));

describe("what is read again by itself", () => {
  beforeEach(() => {
    vi.useFakeTimers();
    answers = [];
  });
  afterEach(() => vi.useRealTimers());

  it("is not put back by an answer that was asked for before an act", async () => {
    render(<Page />);
    await answer(0, { running: true, done: 1 });
    await pass(1_000);
    expect(answers).toHaveLength(2);
    await act(async () => loaded.put({ running: false, done: 2 }));
    await answer(1, { running: true, done: 1 });
    expect(loaded.data).toEqual({ running: false, done: 2 });
  });

  it("is asked for no more when what was read wants it no more, and again when it is read anew", async () => {
    render(<Page />);
    await answer(0, { running: true, done: 1 });
    await pass(1_000);
    await answer(1, { running: false, done: 2 });
    await pass(10_000);
    expect(answers).toHaveLength(2);
    await act(async () => loaded.reload());
    await answer(2, { running: true, done: 2 });
    await pass(1_000);
    expect(answers).toHaveLength(4);
  });
});
