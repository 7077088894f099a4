import type { ProblemBody } from "../api";
import { Problem, wire } from "../client";
import { imports, type ImportFile } from "./api";
import { beginOf, bytesOf } from "./lines";

/** Bytes of the beginning and the end of a file that are looked at to know it again. */
const LOOKED_AT = 1 << 16;

/** A number of 53 bits out of some bytes (cyrb53): enough to know a file again, no secret. */
function digest(bytes: Uint8Array): string {
  let a = 0xdeadbeef;
  let b = 0x41c6ce57;
  for (const byte of bytes) {
    a = Math.imul(a ^ byte, 2654435761);
    b = Math.imul(b ^ byte, 1597334677);
  }
  a = Math.imul(a ^ (a >>> 16), 2246822507) ^ Math.imul(b ^ (b >>> 13), 3266489909);
  b = Math.imul(b ^ (b >>> 16), 2246822507) ^ Math.imul(a ^ (a >>> 13), 3266489909);
  return (4294967296 * (2097151 & b) + (a >>> 0)).toString(36);
}

/**
 * The same for the same file, also after the page was loaded again: what broke off goes on, and what was sent is not taken twice. A changed
 * file is another one. Its name is not in it: names of files tell of people.
 */
export async function keyOf(file: File): Promise<string> {
  const ends = new Blob([file.slice(0, LOOKED_AT), file.slice(Math.max(0, file.size - LOOKED_AT))]);
  return `web-${file.size}-${file.lastModified}-${digest(await bytesOf(ends))}`;
}

export interface Sent {
  id: string;
  /** It had been received whole before. */
  known: boolean;
}

/** What the server holds of a file that did not come whole; undefined when nothing. */
export async function heldOf(source: string, file: File, signal?: AbortSignal): Promise<ImportFile | undefined> {
  const key = await keyOf(file);
  const all = await imports.list(signal);
  return all.find((one) => one.sourceId === source && one.key === key && one.state === "RECEIVING" && one.items > 0);
}

/** The part of a file that is still to be sent. */
interface Rest {
  item: number;
  begin: number;
}

/** Where a file of lines goes on; any other is sent from its start and compared there. */
async function restOf(source: string, file: File): Promise<Rest | undefined> {
  const held = await heldOf(source, file);
  if (held?.format !== "notice-1.0") return undefined;
  const begin = await beginOf(file, held.items);
  return begin === undefined ? undefined : { item: held.items, begin };
}

/** The name of a file for a header (RFC 8187): of any letters, but none that a header or its grammar takes for its own. */
function disposition(name: string): string {
  const encoded = encodeURIComponent(name.replace(/\p{Cs}/gu, "")).replace(/['()*]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`);
  return `attachment; filename*=UTF-8''${encoded}`;
}

function once(source: string, key: string, file: File, rest: Rest | undefined, onSent: (bytes: number) => void, signal: AbortSignal): Promise<Sent> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest();
    const from = rest ? `&from=${rest.item}` : "";
    request.open("POST", `/api/v1/imports?source=${encodeURIComponent(source)}${from}`);
    request.setRequestHeader("Content-Type", "application/octet-stream");
    request.setRequestHeader("Accept", "application/json, application/problem+json");
    request.setRequestHeader("Accept-Language", wire.language);
    request.setRequestHeader("Idempotency-Key", key);
    request.setRequestHeader("Content-Disposition", disposition(file.name));
    request.setRequestHeader("X-Emr-Activity", "1");
    request.setRequestHeader("X-CSRF-Token", wire.csrf);
    request.upload.onprogress = (event) => onSent((rest?.begin ?? 0) + event.loaded);
    request.onload = () => {
      let body: ProblemBody & { id?: string } = {};
      try {
        body = JSON.parse(request.responseText) as typeof body;
      } catch {
        // Not ours: a proxy in between. The status alone must do.
      }
      if (request.status === 202 && body.id) resolve({ id: body.id, known: request.getResponseHeader("Idempotency-Replayed") === "true" });
      else reject(new Problem(request.status, body, request.getResponseHeader("X-Request-Id") ?? undefined));
    };
    request.onerror = () => reject(new Problem(0, { code: "NO_CONNECTION" }));
    request.onabort = () => reject(new Problem(0, { code: "NO_CONNECTION" }));
    signal.addEventListener("abort", () => request.abort());
    request.send(rest ? file.slice(rest.begin) : file);
  });
}

/** What the server says when the rest does not fit to what it holds; the whole file does. */
const UNFIT = [400, 409, 422];

/**
 * Sends a file, or what is missing of one that broke off, and tells how many bytes of it are there; `fetch` cannot tell that. A rest that
 * does not fit is followed by the whole file, which the server compares.
 */
export async function send(source: string, file: File, onSent: (bytes: number) => void, signal: AbortSignal): Promise<Sent> {
  const key = await keyOf(file);
  const part = async (rest?: Rest) => {
    try {
      return await once(source, key, file, rest, onSent, signal);
    } catch (cause) {
      const renewed = cause instanceof Problem && cause.status === 401 && (await wire.renew());
      if (!renewed) throw cause;
      return once(source, key, file, rest, onSent, signal);
    }
  };
  const rest = await restOf(source, file);
  try {
    return await part(rest);
  } catch (cause) {
    if (!rest || !(cause instanceof Problem) || !UNFIT.includes(cause.status) || cause.code === "UNDER_WAY") throw cause;
    return part();
  }
}
