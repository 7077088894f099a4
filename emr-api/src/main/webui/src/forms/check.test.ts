import { describe, expect, it } from "vitest";
import { check } from "./check";
import type { Answers, Form } from "./form";

interface Vector {
  name: string;
  form: Form;
  answers: Answers;
  problems: { at: string; code: string }[];
  calculated?: Record<string, number>;
  enabled?: string[];
}

/** The server runs the same. */
const [vectors = []] = Object.values(
  import.meta.glob("../../../../../../emr-core/src/test/resources/forms/vectors.json", { import: "default", eager: true }) as Record<string, Vector[]>,
);

const pointer = (name: string) => `/${name}`;

describe("the rules of a form", () => {
  it("are held by examples", () => expect(vectors.length).toBeGreaterThan(200));

  it.each(vectors.map((one) => [one.name, one] as const))("%s", (_name, { form, answers, problems, enabled, calculated }) => {
    const checked = check(form, answers);
    expect(checked.problems).toEqual(problems);
    if (enabled) expect(checked.enabled.map(pointer).sort()).toEqual(enabled);
    if (calculated) expect(Object.fromEntries(Object.entries(checked.calculated).map(([name, number]) => [pointer(name), number]))).toEqual(calculated);
  });
});
