import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

export default defineConfig({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)) } },
  test: {
    include: ["{app,server,db}/**/*.test.{ts,tsx}"],
    environment: "node",
    restoreMocks: true,
    // On a busy machine fast-check alone takes seconds to prepare its graphemes.
    testTimeout: 30_000,
    // All cores: database tests wait more than they compute.
    maxWorkers: "100%",
  },
});
