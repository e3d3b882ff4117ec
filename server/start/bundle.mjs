// @ts-check
import { chmodSync, existsSync, readdirSync, rmSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

/** The command and the worker threads as plain JavaScript in dist/; npm packages stay in node_modules. */
const root = fileURLToPath(new URL("../..", import.meta.url));
const command = join(root, "server", "cli", "main.ts");
const jobs = join(root, "server", "jobs");
const workers = existsSync(jobs) ? readdirSync(jobs).filter((name) => name.endsWith(".worker.ts")) : [];

/** @type {import("esbuild").BuildOptions} */
const shared = {
  absWorkingDir: root,
  bundle: true,
  platform: "node",
  target: "node20",
  format: "esm",
  packages: "external",
  tsconfig: join(root, "tsconfig.json"),
  logLevel: "warning",
};

const dist = join(root, "dist");
rmSync(dist, { recursive: true, force: true });
// Split, so that a command loads only what it needs: not Next to print its help, not pg on SQLite.
const entryPoints = { tiebreak: command };
await build({ ...shared, entryPoints, outdir: dist, splitting: true, banner: { js: "#!/usr/bin/env node" } });
chmodSync(join(dist, "tiebreak.js"), 0o755);
for (const worker of workers) {
  const name = basename(worker, ".ts");
  await build({ ...shared, entryPoints: { [name]: join(jobs, worker) }, outdir: dist });
}
console.log(`dist/tiebreak.js and ${workers.length} worker${workers.length === 1 ? "" : "s"}`);
