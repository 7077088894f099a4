import type { Applied, Chart, Health, Inbound, Laboratory, ParkedPage, PatientPage, ProblemBody } from "./api";
import type { CareRelation, CareRequest, Colleague, NotTaken, Orderable, OrderRequest, Stopped, Stream, Subscriber } from "./api";
import type { About, DocumentRow, Me, Report, ReportRow, SignedIn, Source, Study, Treatment } from "./api";

/** Anything that kept a request from answering, in a form a person can be told. */
export class Problem extends Error {
  readonly status: number;
  readonly body: ProblemBody;
  readonly requestId: string | undefined;

  constructor(status: number, body: ProblemBody, requestId?: string) {
    super(body.code ?? `HTTP ${status}`);
    this.status = status;
    this.body = body;
    this.requestId = body.requestId ?? requestId;
  }

  get code(): string {
    return this.body.code ?? "";
  }
}

interface Ask {
  body?: unknown;
  /** Sent in place of a body, as CSV unless its type is said. */
  file?: Blob;
  type?: string;
  signal?: AbortSignal;
  /** Asked by a timer, not by a person: never extends the session. */
  background?: boolean;
}

/** What the session adds to every call; the page holds it in memory only. */
export const wire = {
  csrf: "",
  /** The page is covered: what it asks for by itself waits until somebody sees it again. */
  covered: false,
  language: "vi",
  /** Tries to renew the session; true when the call may be repeated. */
  renew: async (): Promise<boolean> => false,
  /** The session is over. */
  over: (): void => {},
  /** Something must be dealt with first: the hours of all roles ended, or the page is read from another network now. */
  held: (): void => {},
};

const BASE = "/api/v1";

async function once(method: string, path: string, ask: Ask): Promise<Response> {
  const headers: Record<string, string> = {
    Accept: "application/json, application/problem+json, text/csv",
    "Accept-Language": wire.language,
  };
  if (ask.body !== undefined) headers["Content-Type"] = "application/json";
  if (ask.file) headers["Content-Type"] = ask.type ?? "text/csv";
  // The server counts idle time from the last call of a person.
  if (!ask.background) headers["X-Emr-Activity"] = "1";
  if (method !== "GET" && wire.csrf) headers["X-CSRF-Token"] = wire.csrf;
  try {
    return await fetch(BASE + path, {
      method,
      headers,
      body: ask.file ?? (ask.body === undefined ? undefined : JSON.stringify(ask.body)),
      signal: ask.signal,
      credentials: "same-origin",
      cache: "no-store",
      redirect: "error",
    });
  } catch (cause) {
    if (ask.signal?.aborted) throw cause;
    throw new Problem(0, { code: "NO_CONNECTION" });
  }
}

async function problemOf(answer: Response): Promise<Problem> {
  let body: ProblemBody = {};
  try {
    body = (await answer.json()) as ProblemBody;
  } catch {
    // Not problem+json: a proxy in between. The status alone must do.
  }
  return new Problem(answer.status, body, answer.headers.get("X-Request-Id") ?? undefined);
}

async function read<T>(answer: Response): Promise<T> {
  if (!answer.ok) throw await problemOf(answer);
  if (answer.status === 204) return undefined as T;
  return (await answer.json()) as T;
}

/** Whether nobody is signed in any more; a wrong PIN or password is only an answer. */
const isOver = async (answer: Response) => answer.status === 401 && (await problemOf(answer.clone())).code !== "WRONG_CREDENTIALS";

/** The answer to what belongs to the session: renewed once when it ran out, else the session is over. */
async function answered(method: string, path: string, ask: Ask): Promise<Response> {
  if (ask.background && wire.covered) throw new Problem(0, { code: "NO_CONNECTION" });
  let answer = await once(method, path, ask);
  if (await isOver(answer)) {
    if (!ask.background && (await wire.renew())) answer = await once(method, path, ask);
    if (await isOver(answer)) wire.over();
  }
  return answer;
}

/** One call of the session. */
export async function call<T>(method: string, path: string, ask: Ask = {}): Promise<T> {
  const answer = await answered(method, path, ask);
  try {
    return await read<T>(answer);
  } catch (cause) {
    if (cause instanceof Problem && (cause.code === "OUTSIDE_HOURS" || cause.code === "SECOND_FACTOR")) wire.held();
    throw cause;
  }
}

/** What stands at a path, byte for byte. */
export async function bytes(path: string, signal?: AbortSignal): Promise<ArrayBuffer> {
  const answer = await answered("GET", path, { signal });
  if (!answer.ok) throw await problemOf(answer);
  return answer.arrayBuffer();
}

/** Takes a CSV file whole, or says which lines are wrong. */
export async function upload<T>(path: string, file: Blob): Promise<T> {
  return call<T>("POST", path, { file });
}

/** Gives the browser a file to save; nothing of it is kept by the page. */
export function save(name: string, file: Blob): void {
  const address = URL.createObjectURL(file);
  Object.assign(document.createElement("a"), { href: address, download: name }).click();
  URL.revokeObjectURL(address);
}

/** Saves a file the server makes. What is asked about people goes in a body. */
export async function download(path: string, name: string, question?: unknown): Promise<void> {
  const answer = await answered(question === undefined ? "GET" : "POST", path, { body: question });
  if (!answer.ok) throw await problemOf(answer);
  save(name, await answer.blob());
}

const enc = encodeURIComponent;

export interface SearchAsk {
  text: string;
  cursor?: string;
  limit?: number;
  departmentId?: string;
  inWard?: boolean;
}

export const api = {
  about: async () => read<About>(await once("GET", "/about", {})),
  signIn: async (username: string, password: string) =>
    read<SignedIn>(await once("POST", "/session", { body: { username, password } })),
  refresh: async () => read<SignedIn>(await once("POST", "/session/refresh", {})),
  signOut: async () => read<void>(await once("DELETE", "/session", {})),
  me: (background = false) => call<Me>("GET", "/me", { background }),
  password: async (current: string, next: string) =>
    call<void>("PUT", "/me/password", { body: { current, next } }),
  emergency: async (reason: string) => call<void>("POST", "/me/emergency", { body: { reason } }),

  search: (ask: SearchAsk, signal?: AbortSignal) => call<PatientPage>("POST", "/patients/search", { body: ask, signal }),
  chart: (id: string, signal?: AbortSignal) => call<Chart>("GET", `/patients/${enc(id)}`, { signal }),
  laboratory: (id: string, days: number, signal?: AbortSignal) =>
    call<Laboratory>("GET", `/patients/${enc(id)}/laboratory?days=${days}`, { signal }),
  reports: (id: string, cursor?: string) =>
    call<{ reports: ReportRow[]; next?: string }>(
      "GET",
      `/patients/${enc(id)}/reports${cursor ? `?cursor=${enc(cursor)}` : ""}`,
    ),
  report: (id: string, reportId: string, signal?: AbortSignal) =>
    call<Report>("GET", `/patients/${enc(id)}/reports/${enc(reportId)}`, { signal }),
  treatment: (id: string, signal?: AbortSignal) => call<Treatment>("GET", `/patients/${enc(id)}/treatment`, { signal }),
  studies: (id: string) => call<Study[]>("GET", `/patients/${enc(id)}/studies`),
  documents: (id: string) => call<DocumentRow[]>("GET", `/patients/${enc(id)}/documents`),
  documentAddress: (id: string, documentId: string) =>
    `${BASE}/patients/${enc(id)}/documents/${enc(documentId)}/content`,
  services: (text: string, signal?: AbortSignal) =>
    call<Orderable>("GET", `/services?text=${enc(text)}`, { signal }),
  order: (id: string, body: OrderRequest) => call<void>("POST", `/patients/${enc(id)}/orders`, { body }),
  cancelOrder: (id: string, orderId: string, version: number, reason: string) =>
    call<void>("POST", `/patients/${enc(id)}/orders/${enc(orderId)}/cancel`, { body: { version, reason } }),
  care: (id: string, signal?: AbortSignal) => call<CareRelation[]>("GET", `/patients/${enc(id)}/care`, { signal }),
  colleagues: (text: string, signal?: AbortSignal) => call<Colleague[]>("GET", `/colleagues?text=${enc(text)}`, { signal }),
  askCare: (id: string, body: CareRequest) => call<CareRelation[]>("POST", `/patients/${enc(id)}/care`, { body }),
  endCare: (id: string, relationId: string) =>
    call<CareRelation[]>("POST", `/patients/${enc(id)}/care/${enc(relationId)}/end`),
  reveal: (id: string, kind: string) =>
    call<{ value: string }>("POST", `/patients/${enc(id)}/identifiers/reveal`, { body: { kind } }),
  printed: (id: string, section: string) =>
    call<void>("POST", `/patients/${enc(id)}/prints`, { body: { section: section.toUpperCase() } }),

  parked: (cursor?: string, signal?: AbortSignal) =>
    call<ParkedPage>("GET", `/parked?limit=50${cursor ? `&cursor=${enc(cursor)}` : ""}`, { signal }),
  apply: (inboundId: string, confirmed?: string) =>
    call<Applied>("POST", `/parked/${enc(inboundId)}/apply${confirmed ? `?confirmed=${enc(confirmed)}` : ""}`),
  inbound: (id: string, signal?: AbortSignal) => call<Inbound>("GET", `/inbound/${enc(id)}`, { signal }),
  messageAddress: (id: string) => `${BASE}/inbound/${enc(id)}/body`,
  stopped: (signal?: AbortSignal, background = false) =>
    call<Stopped[]>("GET", "/outgoing/parked", { signal, background }),
  decide: (id: string, what: "send" | "dismiss") => call<void>("POST", `/outgoing/${enc(id)}/${what}`),
  subscribers: (signal?: AbortSignal, background = false) =>
    call<Subscriber[]>("GET", "/webhooks", { signal, background }),
  notTaken: (signal?: AbortSignal, background = false) =>
    call<NotTaken[]>("GET", "/webhooks/parked", { signal, background }),
  decideEvent: (id: string, what: "send" | "dismiss") => call<void>("POST", `/webhooks/${enc(id)}/${what}`),
  tellAllAgain: (sourceId: string) => call<{ events: number }>("POST", `/webhooks/subscribers/${enc(sourceId)}/send`),
  streams: (signal?: AbortSignal, background = false) => call<Stream[]>("GET", "/streams", { signal, background }),
  sources: (signal?: AbortSignal, background = false) => call<Source[]>("GET", "/sources", { signal, background }),
  health: (signal?: AbortSignal, background = false) => call<Health>("GET", "/health", { signal, background }),
};
