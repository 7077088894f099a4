const SLICE = 4 << 20;
const NEWLINE = 10;
const BLANKS = [32, 9, 13, NEWLINE];

export async function bytesOf(blob: Blob): Promise<Uint8Array> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(new Uint8Array(reader.result as ArrayBuffer));
    reader.onerror = () => reject(reader.error ?? new Error("the file cannot be read"));
    reader.readAsArrayBuffer(blob);
  });
}

/** Whether a line is an object by itself: nothing else begins a file of lines as the server cuts them. */
async function isObject(line: Blob): Promise<boolean> {
  const bytes = await bytesOf(line);
  if (bytes[0] !== 123) return false;
  try {
    return typeof JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) === "object";
  } catch {
    return false;
  }
}

/**
 * Where an item begins in a file of lines (NDJSON), in bytes: the lines before it that are not blank are counted, as the server counts
 * them. Undefined where that is not certain: a file of another kind, or a first or this line that is no object by itself.
 */
export async function beginOf(file: Blob, item: number): Promise<number | undefined> {
  let found = 0;
  let begin: number | undefined;
  for (let at = 0; at < file.size; at += SLICE) {
    const slice = await bytesOf(file.slice(at, at + SLICE));
    for (let i = 0; i < slice.length; i++) {
      const byte = slice[i]!;
      if (begin === undefined && !BLANKS.includes(byte)) begin = at + i;
      if (byte !== NEWLINE || begin === undefined) continue;
      const asked = found === item;
      if ((found === 0 || asked) && !(await isObject(file.slice(begin, at + i)))) return undefined;
      if (asked) return begin;
      found += 1;
      begin = undefined;
    }
  }
  return begin !== undefined && found === item && (await isObject(file.slice(begin))) ? begin : undefined;
}
