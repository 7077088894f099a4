import { uuid } from "./people.mjs";

/** A page of paper that is nobody's. */
const PAGE = `<svg xmlns="http://www.w3.org/2000/svg" width="827" height="1169" viewBox="0 0 827 1169"><rect width="827" height="1169" fill="#fdfcf7"/><text x="413" y="120" font-family="serif" font-size="34" text-anchor="middle">GIẤY MINH HỌA</text>${Array.from({ length: 22 }, (_, i) => `<rect x="90" y="${190 + i * 40}" width="${560 + ((i * 37) % 90)}" height="5" fill="#556"/>`).join("")}<circle cx="620" cy="1060" r="70" fill="none" stroke="#b33" stroke-width="5"/></svg>`;
const picture = { status: 200, bytes: PAGE, type: "image/svg+xml" };
let files = 0;

/** Papers of a folder: files that are looked at, their pages, and what is kept. */
export function scansRoute(method, path, body, me, { problem }, keep) {
  if (/\/sheets\/[^/]+\/pages\/\d+\.jpg$/.test(path) || /\/scans\/files\/[^/]+\/\d+\.jpg$/.test(path)) return picture;
  const [, file] = /\/record-folders\/[^/]+\/scans(\/files)?$/.exec(path) ?? [];
  if (!/\/scans(\/files)?$/.test(path) || method !== "POST") return undefined;
  if (!me.rights.includes("RECORD_CREATE")) return problem(403, "FORBIDDEN");
  if (file) return { status: 201, body: { id: uuid(9870 + files++), mediaType: "application/pdf", size: 81_000, pages: [{ width: 827, height: 1169 }, { width: 827, height: 1169 }] } };
  return { status: 201, body: keep(body) };
}
