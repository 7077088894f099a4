import { isRows, type Answers, type Condition, type Form, type Item, type Value } from "./form";

export type TroubleCode =
  | "REQUIRED"
  | "UNKNOWN_ITEM"
  | "WRONG_TYPE"
  | "TOO_LONG"
  | "TOO_SMALL"
  | "TOO_LARGE"
  | "TOO_PRECISE"
  | "NOT_AN_OPTION"
  | "NOT_ENABLED"
  | "TOO_MANY"
  | "BAD_TEXT"
  /** Not the form but the law says so: a short form on a paper that is handed out. */
  | "ABBREVIATED";

/** What is wrong with an answer; `at` is a JSON pointer into the answers. */
export interface Trouble {
  at: string;
  code: TroubleCode;
}

export interface Checked {
  problems: Trouble[];
  /** Items that are asked now; those of a row as "group/row/item". */
  enabled: string[];
  /** What is computed, by the same names. */
  calculated: Record<string, number>;
}

export const MOST_ROWS = 400;
const LONGEST_LINE = 255;
const LONGEST_TEXT = 10_000;
const LONGEST_WORDS = 1000;
const LONGEST_REASON = 500;
const MOST_DECIMALS = 6;
/** More digits than are computed with exactly. */
const TOO_MUCH = 1e15;
const TOP = -1;
const DAY_MS = 86_400_000;
const OFFSET_MS = 7 * 3_600_000;
const DATE = /^(18|19|20|21)\d\d(-(0[1-9]|1[0-2])(-\d\d)?)?$/;
const DATE_TIME = /^(18|19|20|21)\d\d-\d\d-\d\dT([01]\d|2[0-3]):[0-5]\d:[0-5]\d(\.\d{1,6})?Z$/;
const TIME = /^([01]\d|2[0-3]):[0-5]\d$/;
const CODE = /^[\x21-\x7e]{1,40}$/;
const NOT_TEXT = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f]|[\ud800-\udfff]/u;
const KINDS = ["text", "number", "yes", "date", "dateTime", "time", "code", "answers"] as const;

const NONE: Value[] = [];

/** Items that are answered where they stand: plain ones and groups that repeat. */
const answered = (items: Item[] = []): Item[] => items.flatMap((item) => (item.type === "display" ? [] : item.type === "group" && !item.repeats ? answered(item.item) : [item]));

/** The day of a date or a time by the hospital's clock, counted from 1970. */
function dayOf([value]: Value[]): number | undefined {
  const at = value?.date === undefined ? Date.parse(value?.dateTime ?? "") + OFFSET_MS : value.date.length === 10 ? Date.parse(`${value.date}T00:00:00Z`) : Number.NaN;
  return Number.isNaN(at) ? undefined : Math.floor(at / DAY_MS);
}

/** Half away from nothing, as the server rounds; the trace a sum of decimals leaves in binary is taken off first. */
function rounded(n: number, places: number): number {
  const text = String(Number(Math.abs(n).toPrecision(15)));
  const size = text.includes("e") ? Number(Number(text).toFixed(places)) : Number(`${Math.round(Number(`${text}e${places}`))}e-${places}`);
  return n < 0 && size !== 0 ? -size : size;
}

interface Place {
  item: Item;
  parent?: Item;
  /** The repeating group it stands in. */
  rows?: Item;
}

/** A form with answers: which items are asked, and what is computed. What is no answer to its item counts as none. */
class Filled {
  private readonly places = new Map<string, Place>();
  private readonly known = new Map<string, boolean>();

  constructor(private readonly form: Form, private readonly answers: Answers) {
    form.item.forEach((item) => this.place(item));
  }

  private place(item: Item, parent?: Item, rows?: Item) {
    this.places.set(item.linkId, { item, parent, rows });
    item.item?.forEach((child) => this.place(child, item, isRows(item) ? item : rows));
  }

  enabled(linkId: string, row: number): boolean {
    const key = `${linkId}/${row}`;
    const before = this.known.get(key);
    if (before !== undefined) return before;
    const { item, parent, rows } = this.places.get(linkId)!;
    const { enableWhen = [], enableBehavior } = item;
    const above = !parent || this.enabled(parent.linkId, rows ? row : TOP);
    const test = (when: Condition) => this.holds(when, row);
    const enabled = above && (enableWhen.length === 0 || (enableBehavior === "any" ? enableWhen.some(test) : enableWhen.every(test)));
    this.known.set(key, enabled);
    return enabled;
  }

  private holds({ question, operator, answer }: Condition, row: number): boolean {
    const values = this.values(question, row);
    const same = (value: Value) => (typeof answer === "boolean" ? value.yes === answer : typeof answer === "number" ? value.number === answer : value.code === answer || value.text === answer);
    if (operator === "exists") return values.length > 0 === answer;
    if (operator === "=") return values.some(same);
    if (operator === "!=") return values.length > 0 && !values.some(same);
    return values.some(({ number }) => number !== undefined && compares(number, answer as number, operator));
  }

  /** The answers of an item that is asked, in its row; from the top level those of all rows but struck entries. */
  values(linkId: string, row: number): Value[] {
    const { item, rows } = this.places.get(linkId)!;
    if (rows && row === TOP) return this.rows(rows.linkId).flatMap((value, each) => (value && !value.entry?.struck ? this.values(linkId, each) : []));
    if (!this.enabled(linkId, rows ? row : TOP)) return NONE;
    if (item.calculated) {
      const number = this.computed(item, row);
      return number === undefined ? NONE : [{ number }];
    }
    const given = (rows ? this.rows(rows.linkId)[row]?.answers : this.answers)?.[linkId] ?? NONE;
    return given.filter((value) => value && (!isRows(item) || value.answers));
  }

  rows(linkId: string): Value[] {
    return this.answers[linkId] ?? NONE;
  }

  private computed(item: Item, row: number): number | undefined {
    const { function: name, of } = item.calculated!;
    const result = compute(name, of.map((linkId) => this.values(linkId, row)));
    return result === undefined ? undefined : rounded(result, item.decimals ?? (item.type === "integer" ? 0 : name === "BMI" ? 1 : MOST_DECIMALS));
  }

  /** Each item that may be answered; in rows once for each row. */
  each(visit: (item: Item, name: string, row: number) => void) {
    for (const item of answered(this.form.item)) {
      visit(item, item.linkId, TOP);
      if (!isRows(item)) continue;
      const inside = answered(item.item);
      this.rows(item.linkId).forEach((_, row) => inside.forEach((child) => visit(child, `${item.linkId}/${row}/${child.linkId}`, row)));
    }
  }
}

function compares(one: number, other: number, operator: Condition["operator"]): boolean {
  if (operator === ">") return one > other;
  if (operator === "<") return one < other;
  return operator === ">=" ? one >= other : one <= other;
}

function compute(name: NonNullable<Item["calculated"]>["function"], of: Value[][]): number | undefined {
  const [first, second] = [of[0]?.[0]?.number, of[1]?.[0]?.number];
  switch (name) {
    case "SUM": {
      const numbers = of.flat().flatMap(({ number }) => (number === undefined ? [] : [number]));
      return numbers.length === 0 ? undefined : numbers.reduce((a, b) => a + b, 0);
    }
    case "COUNT":
      return of.flat().filter(({ entry }) => !entry?.struck).length;
    case "BMI":
      return first === undefined || second === undefined || first <= 0 || second <= 0 ? undefined : first / (second / 100) ** 2;
    case "DIFFERENCE":
      return first === undefined || second === undefined ? undefined : first - second;
    case "DAYS": {
      const [from, to] = [dayOf(of[0] ?? NONE), dayOf(of[1] ?? NONE)];
      return from === undefined || to === undefined || to < from ? undefined : Math.max(1, to - from);
    }
  }
}

/** A day the calendar has; a month or a year is one of its own. */
function isDay(date: string): boolean {
  if (!DATE.test(date)) return false;
  const at = Date.parse(`${date}T00:00:00Z`);
  return date.length < 10 || (!Number.isNaN(at) && new Date(at).toISOString().startsWith(date));
}

function decimalsOf(n: number): number {
  const [, digits = "", exponent = "0"] = /^-?\d+(?:\.(\d+))?(?:e([+-]?\d+))?$/.exec(String(n)) ?? [];
  return Math.max(0, digits.length - Number(exponent));
}

function ofNumber(item: Item, n: number): TroubleCode[] {
  if (Math.abs(n) >= TOO_MUCH) return [n > 0 ? "TOO_LARGE" : "TOO_SMALL"];
  const found: TroubleCode[] = [];
  if (decimalsOf(n) > (item.type === "integer" ? 0 : (item.decimals ?? MOST_DECIMALS))) found.push("TOO_PRECISE");
  if (item.minValue !== undefined && n < item.minValue) found.push("TOO_SMALL");
  if (item.maxValue !== undefined && n > item.maxValue) found.push("TOO_LARGE");
  return found;
}

function ofWords(text: string | undefined, longest: number, lines: boolean): TroubleCode[] {
  const found: TroubleCode[] = [];
  if (text === undefined) return found;
  if (text.length > longest) found.push("TOO_LONG");
  if (NOT_TEXT.test(text) || (!lines && text.includes("\n"))) found.push("BAD_TEXT");
  return found;
}

function ofText(item: Item, text: string | undefined): TroubleCode[] {
  if (!text?.trim()) return ["WRONG_TYPE"];
  const lines = item.type === "text";
  return ofWords(text, item.maxLength ?? (lines ? LONGEST_TEXT : LONGEST_LINE), lines);
}

function ofChoice(item: Item, value: Value): TroubleCode[] {
  if (value.code === undefined) return item.type === "open-choice" ? ofText(item, value.text) : ["WRONG_TYPE"];
  const found = ofWords(value.display, LONGEST_WORDS, false);
  if (item.answerOption?.length) {
    if (value.system !== undefined || !item.answerOption.some(({ code }) => code === value.code)) found.push("NOT_AN_OPTION");
  } else if (!CODE.test(value.code)) found.push("WRONG_TYPE");
  else if (value.system !== undefined && value.system !== item.catalogue) found.push("NOT_AN_OPTION");
  return found;
}

/** What is wrong with one value of an item that is no group. */
function ofValue(item: Item, value: Value): TroubleCode[] {
  const must = (kept: boolean): TroubleCode[] => (kept ? [] : ["WRONG_TYPE"]);
  switch (item.type) {
    case "boolean":
      return must(value.yes !== undefined);
    case "integer":
    case "decimal":
      return value.number === undefined ? ["WRONG_TYPE"] : ofNumber(item, value.number);
    case "date":
      return must(value.date !== undefined && isDay(value.date));
    case "dateTime":
      return must(value.dateTime !== undefined && DATE_TIME.test(value.dateTime) && isDay(value.dateTime.slice(0, 10)));
    case "time":
      return must(value.time !== undefined && TIME.test(value.time));
    case "string":
    case "text":
      return ofText(item, value.text);
    case "choice":
    case "open-choice":
      return ofChoice(item, value);
    default:
      return ["WRONG_TYPE"];
  }
}

const escaped = (name: string) => name.replaceAll("~", "~0").replaceAll("/", "~1");

/** Checks, enables and computes by the form alone: the same rules as the server's, held by the same examples. */
export function check(form: Form, answers: Answers): Checked {
  const filled = new Filled(form, answers);
  const checked: Checked = { problems: [], enabled: [], calculated: {} };
  filled.each((item, name, row) => {
    if (filled.enabled(item.linkId, row)) checked.enabled.push(name);
    const [computed] = item.calculated ? filled.values(item.linkId, row) : NONE;
    if (computed) checked.calculated[name] = computed.number!;
  });
  const problem = (at: string) => (code: TroubleCode) => void checked.problems.push({ at, code });

  const level = (asked: Item[], given: Answers, above: string, row: number) => {
    const known = new Set(asked.map(({ linkId }) => linkId));
    for (const linkId of Object.keys(given)) if (!known.has(linkId)) problem(`${above}/${escaped(linkId)}`)("UNKNOWN_ITEM");
    for (const item of asked) judge(item, given[item.linkId] ?? NONE, `${above}/${item.linkId}`, row);
  };
  const judge = (item: Item, values: Value[], at: string, row: number) => {
    const enabled = filled.enabled(item.linkId, row);
    if (!enabled && values.length > 0) problem(at)("NOT_ENABLED");
    if (!enabled || item.calculated) return;
    if (item.required && values.length === 0) problem(at)("REQUIRED");
    if (values.length > (item.repeats ? MOST_ROWS : 1)) return problem(at)("TOO_MANY");
    values.forEach((value, i) => one(item, value, `${at}/${i}`, i));
  };
  const one = (item: Item, value: Value, at: string, row: number) => {
    if (!value || KINDS.filter((kind) => value[kind] != null).length !== 1) return problem(at)("WRONG_TYPE");
    ofWords(value.because, LONGEST_REASON, true).forEach(problem(at));
    if (item.type === "group" && value.answers) return level(answered(item.item), value.answers, at, row);
    ofValue(item, value).forEach(problem(at));
  };
  level(answered(form.item), answers, "", TOP);
  const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
  checked.problems.sort((a, b) => order(a.at, b.at) || order(a.code, b.code));
  return checked;
}
