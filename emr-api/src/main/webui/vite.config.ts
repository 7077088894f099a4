import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { defineConfig, type Plugin } from "vite";

/** What a first visit may cost over the wire: page, script and styles together, gzip. */
const FIRST_LOAD_LIMIT = 300_000;

function firstLoadSize(): Plugin {
  return {
    name: "first-load-size",
    apply: "build",
    writeBundle(_options, bundle) {
      // What the entry imports, and what that imports; a part shared by later pages alone comes with the first of them.
      // Workers and their WebAssembly come when an image is decoded.
      const early = (file: (typeof bundle)[string]) => (file.type === "chunk" ? file.isEntry : /\.(html|css|svg)$/.test(file.fileName));
      const first = new Set(Object.values(bundle).filter(early).map((file) => file.fileName));
      for (const name of first) {
        const file = bundle[name];
        if (file?.type === "chunk") for (const imported of file.imports) first.add(imported);
      }
      let total = 0;
      for (const name of first) {
        const file = bundle[name];
        if (file) total += gzipSync(file.type === "chunk" ? file.code : file.source).length;
      }
      const text = `first load ${(total / 1000).toFixed(1)} kB gzip (limit ${FIRST_LOAD_LIMIT / 1000} kB)`;
      if (total > FIRST_LOAD_LIMIT) this.error(text);
      console.log(text);
    },
  };
}

export default defineConfig({
  plugins: [firstLoadSize()],
  resolve: {
    // The image viewer asks for these by the names of Node's own; a browser gets the packages of the same names.
    alias: [
      { find: /^events$/, replacement: fileURLToPath(new URL("node_modules/events/events.js", import.meta.url)) },
      { find: /^url$/, replacement: fileURLToPath(new URL("node_modules/url/url.js", import.meta.url)) },
    ],
  },
  worker: { format: "es" },
  build: {
    outDir: "dist",
    // Nothing is inlined: the content security policy allows neither inline script nor data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2022",
  },
  server: { port: 5173, strictPort: true },
});
