import { defineConfig } from "vitest/config";

export default defineConfig({
  // A test reads the Java sources: each sentence written there has its Vietnamese here.
  server: { fs: { allow: ["../../../.."] } },
  test: {
    environment: "jsdom",
    environmentOptions: { jsdom: { url: "https://emr.test/" } },
    include: ["src/**/*.test.{ts,tsx}"],
    setupFiles: ["src/testing/setup.ts"],
    testTimeout: 20_000,
  },
});
