/** A text that Java source puts together; `…` stands for each part that is not written there. */
export interface JavaText {
  text: string;
  /** The call or annotation it stands in, by its bare name; empty outside of any. */
  call: string;
}

const STRING = /"(?:[^"\\\n]|\\.)*"/y;
/** What holds no text of its own: comments, text blocks (SQL) and characters. */
const NO_TEXT = /\/\/[^\n]*|\/\*[\s\S]*?\*\/|"""[\s\S]*?"""|'(?:[^'\\]|\\.)+'/y;
const BLANK = /\s+/y;

function matched(pattern: RegExp, java: string, at: number): string {
  pattern.lastIndex = at;
  return pattern.exec(java)?.[0] ?? "";
}

function skipped(java: string, start: number): number {
  let at = start;
  for (;;) {
    const length = matched(BLANK, java, at).length || matched(NO_TEXT, java, at).length;
    if (length === 0) return at;
    at += length;
  }
}

/** Where the part of a sum ends that begins here. */
function partEnd(java: string, start: number): number {
  let depth = 0;
  let at = start;
  while (at < java.length) {
    const whole = matched(NO_TEXT, java, at).length || matched(STRING, java, at).length;
    const c = java[at]!;
    if (!whole && depth === 0 && "+,;?:)]}".includes(c)) return at;
    if (!whole) depth += "([{".includes(c) ? 1 : ")]}".includes(c) ? -1 : 0;
    at += whole || 1;
  }
  return at;
}

function unquoted(literal: string): string {
  return literal.slice(1, -1).replace(/\\(.)/g, (_, c: string) => (c === "n" ? "\n" : c));
}

/** The text of the sum whose first string stands here, and where it ends. */
function sum(java: string, start: number): [string, number] {
  let text = "";
  let at = start;
  for (;;) {
    const literal = matched(STRING, java, at);
    text += literal ? unquoted(literal) : "…";
    at = skipped(java, literal ? at + literal.length : partEnd(java, at));
    if (java[at] !== "+") return [text, at];
    at = skipped(java, at + 1);
  }
}

/** Every text in a Java source, in its order. */
export function javaTexts(java: string): JavaText[] {
  const found: JavaText[] = [];
  const calls: string[] = [];
  let before = "";
  for (let at = skipped(java, 0); at < java.length; at = skipped(java, at)) {
    if (matched(STRING, java, at)) {
      const [text, end] = sum(java, at);
      found.push({ text: before === "+" ? `…${text}` : text, call: calls.at(-1) ?? "" });
      at = end;
      before = '"';
      continue;
    }
    before = java[at]!;
    if (before === "(") calls.push(/(\w+)\s*$/.exec(java.slice(Math.max(0, at - 80), at))?.[1] ?? calls.at(-1) ?? "");
    if (before === ")") calls.pop();
    at += 1;
  }
  return found;
}
