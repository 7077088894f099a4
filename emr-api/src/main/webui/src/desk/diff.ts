export interface Line {
  kind: "same" | "gone" | "new";
  text: string;
}

/** Segments as lines, whatever their ends; a last empty one is no line. */
export function lines(text: string): string[] {
  const all = text.split(/\r\n|\r|\n/);
  while (all.length > 0 && all.at(-1) === "") all.pop();
  return all;
}

/** Beyond this a table of all pairs is too large for a page; whole blocks are then shown as replaced. */
const MOST_PAIRS = 4_000_000;

/** What changed from one text to another, line by line (longest common subsequence). */
export function diff(before: string, after: string): Line[] {
  const a = lines(before);
  const b = lines(after);
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  const same = (from: string[]): Line[] => from.map((text) => ({ kind: "same", text }));
  return [
    ...same(a.slice(0, head)),
    ...middle(a.slice(head, a.length - tail), b.slice(head, b.length - tail)),
    ...same(a.slice(a.length - tail)),
  ];
}

function middle(a: string[], b: string[]): Line[] {
  const gone = (text: string): Line => ({ kind: "gone", text });
  const fresh = (text: string): Line => ({ kind: "new", text });
  if (a.length * b.length > MOST_PAIRS) return [...a.map(gone), ...b.map(fresh)];
  const width = b.length + 1;
  const common = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      common[i * width + j] =
        a[i] === b[j]
          ? common[(i + 1) * width + j + 1]! + 1
          : Math.max(common[(i + 1) * width + j]!, common[i * width + j + 1]!);
    }
  }
  const all: Line[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      all.push({ kind: "same", text: a[i]! });
      i++;
      j++;
    } else if (i < a.length && (j === b.length || common[(i + 1) * width + j]! >= common[i * width + j + 1]!)) {
      all.push(gone(a[i++]!));
    } else {
      all.push(fresh(b[j++]!));
    }
  }
  return all;
}
