import { existsSync } from "node:fs";
import { defineConfig, devices } from "@playwright/test";
import { browserPaths } from "./server/start/system-packages.mjs";

/** The system's browser where there is one, else Playwright's own. */
const browser = [process.env.PLAYWRIGHT_CHROMIUM_PATH ?? "", ...browserPaths].find((path) =>
  existsSync(path),
);

export default defineConfig({
  testDir: "e2e",
  // A retry would hide a race, so there is none; each worker serves the built app itself (e2e/app.ts).
  retries: 0,
  workers: 2,
  fullyParallel: false,
  forbidOnly: process.env.CI !== undefined,
  timeout: 120_000,
  expect: { timeout: 10_000 },
  outputDir: "test-results",
  reporter: [["list"], ["json", { outputFile: "reports/playwright.json" }]],
  use: {
    trace: "retain-on-failure",
    screenshot: "only-on-failure",
    launchOptions: {
      executablePath: browser,
      chromiumSandbox: process.getuid?.() !== 0,
      args: [
        "--disable-gpu",
        "--disable-quic",
        "--no-first-run",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
      ],
    },
  },
  projects: [{ name: "desktop", use: { ...devices["Desktop Chrome"], channel: undefined } }],
});
