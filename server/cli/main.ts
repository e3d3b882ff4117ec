import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { runCommandLine } from "./run-command-line";

const file = fileURLToPath(import.meta.url);
const isBuilt = !file.endsWith(".ts");
const root = join(dirname(file), isBuilt ? ".." : "../..");

// Whoever reads may stop early, as head does: then there is nobody to tell.
process.stdout.on("error", (error: NodeJS.ErrnoException) => {
  if (error.code === "EPIPE") process.exit(0);
  throw error;
});

const exitCode = await runCommandLine(process.argv.slice(2), { root, isBuilt });
// A command that went well may have set its own: what it looked at does not hold.
process.exitCode = exitCode || process.exitCode;
