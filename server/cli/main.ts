import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { runCommandLine } from "./run-command-line";

const file = fileURLToPath(import.meta.url);
const isBuilt = file.endsWith(".js");
const root = join(dirname(file), isBuilt ? ".." : "../..");

process.exitCode = await runCommandLine(process.argv.slice(2), { root, isBuilt });
