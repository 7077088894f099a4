import { createServer } from "node:http";
import { readFile } from "node:fs/promises";
import { extname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { ACCOUNTS, route } from "./answers.mjs";

/** Answers /api/v1 like the server would; false when the address is something else. */
export async function answer(request, response) {
  const url = new URL(request.url, "http://x");
  if (!url.pathname.startsWith("/api/v1")) return false;
  const chunks = [];
  for await (const chunk of request) chunks.push(chunk);
  const isJson = (request.headers["content-type"] ?? "").startsWith("application/json");
  const body = isJson && chunks.length > 0 ? JSON.parse(Buffer.concat(chunks).toString() || "{}") : { size: Buffer.concat(chunks).length };
  const who = /emr_fake=(\w*)/.exec(request.headers.cookie ?? "")?.[1];
  const result = route(request.method, url.pathname.slice(7), url.searchParams, body, ACCOUNTS[who]);
  response.statusCode = result.status;
  response.setHeader("Cache-Control", "no-store");
  response.setHeader("X-Request-Id", "req-0192-7fd1");
  if (result.cookie !== undefined) response.setHeader("Set-Cookie", `emr_fake=${result.cookie}; HttpOnly; SameSite=Strict; Path=/`);
  if (result.bytes) response.setHeader("Content-Security-Policy", "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'self'");
  response.setHeader("Content-Type", result.type ?? (result.status < 400 ? "application/json" : "application/problem+json"));
  response.end(result.bytes ?? (result.body === undefined ? undefined : JSON.stringify(result.body)));
  return true;
}

const TYPES = { ".html": "text/html; charset=utf-8", ".js": "text/javascript", ".css": "text/css", ".svg": "image/svg+xml", ".wasm": "application/wasm" };
const DIST = fileURLToPath(new URL("../../dist/", import.meta.url));

/** The built page with the strict policy of the real server, and the invented API. */
export function serve(port = 0) {
  const server = createServer(async (request, response) => {
    if (await answer(request, response)) return;
    response.setHeader("Content-Security-Policy", "default-src 'self'; script-src 'self' 'wasm-unsafe-eval'; img-src 'self' blob:; object-src 'none'; base-uri 'none'; frame-ancestors 'self'; form-action 'self'");
    const path = normalize(new URL(request.url, "http://x").pathname);
    const file = extname(path) ? path : "index.html";
    try {
      const bytes = await readFile(join(DIST, file));
      response.setHeader("Content-Type", TYPES[extname(file)] ?? "application/octet-stream");
      response.end(bytes);
    } catch {
      response.statusCode = 404;
      response.end();
    }
  });
  return new Promise((resolve) => server.listen(port, "127.0.0.1", () => resolve({ port: server.address().port, close: () => server.close() })));
}
