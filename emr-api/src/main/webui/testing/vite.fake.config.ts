import { defineConfig } from "vite";
// @ts-expect-error plain JavaScript, used by node as it is
import { answer } from "./fake/server.mjs";

/** `npm run dev`: the page with invented people, no server needed. */
export default defineConfig({
  root: new URL("..", import.meta.url).pathname,
  plugins: [
    {
      name: "invented-api",
      configureServer(server) {
        server.middlewares.use((request, response, next) => {
          answer(request, response).then((done: boolean) => done || next(), next);
        });
      },
    },
  ],
});
