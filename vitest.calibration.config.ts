import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

declare module "vitest" {
  export interface ProvidedContext {
    /** Share of the replications to run, 1 for the whole calibration. */
    calibrationShare: number;
  }
}

/** `--mode trial` runs a twentieth of the replications: to see that all of it works, and how long the whole would take. */
export default defineConfig(({ mode }) => ({
  resolve: { alias: { "@": fileURLToPath(new URL(".", import.meta.url)) } },
  test: {
    include: ["server/**/*.calibration.ts"],
    environment: "node",
    provide: { calibrationShare: mode === "trial" ? 1 / 20 : 1 },
    testTimeout: 1_200_000,
    // What is printed are the figures themselves.
    silent: false,
    disableConsoleIntercept: true,
    maxWorkers: 2,
  },
}));
