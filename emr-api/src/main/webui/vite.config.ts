import { gzipSync } from "node:zlib";
import { defineConfig, type Plugin } from "vite";

/** What a first visit may cost over the wire: page, script and styles together, gzip. */
const FIRST_LOAD_LIMIT = 300_000;

function firstLoadSize(): Plugin {
  return {
    name: "first-load-size",
    apply: "build",
    writeBundle(_options, bundle) {
      let total = 0;
      for (const file of Object.values(bundle)) {
        const lazy = file.type === "chunk" && !file.isEntry && file.isDynamicEntry;
        if (!lazy) total += gzipSync(file.type === "chunk" ? file.code : file.source).length;
      }
      const text = `first load ${(total / 1000).toFixed(1)} kB gzip (limit ${FIRST_LOAD_LIMIT / 1000} kB)`;
      if (total > FIRST_LOAD_LIMIT) this.error(text);
      console.log(text);
    },
  };
}

export default defineConfig({
  plugins: [firstLoadSize()],
  build: {
    outDir: "dist",
    // Nothing is inlined: the content security policy allows neither inline script nor data: addresses.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    target: "es2022",
  },
  server: { port: 5173, strictPort: true },
});
