// @ts-check
import { existsSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { compressParts } from "./compress-parts.mjs";
import { lastLines, localProgram, root, runCommand } from "./run-command.mjs";
import { sourceHash } from "./source-hash.mjs";

const STAMP = join(root, "dist", ".source-hash");

/** Whether .next and dist were built from the sources as they are now. */
export function isBuilt() {
  return (
    existsSync(STAMP) &&
    existsSync(join(root, ".next", "BUILD_ID")) &&
    readFileSync(STAMP, "utf8") === sourceHash(root)
  );
}

/**
 * Builds the pages, then the command and the workers.
 * @param {{ show: boolean }} options whether the builders' own output is shown
 * @throws {Error} with the end of the output
 */
export async function build({ show }) {
  const hash = sourceHash(root);
  rmSync(STAMP, { force: true });
  await step(localProgram("next"), ["build"], "build-pages.log", show);
  await compressParts(join(root, ".next", "static"));
  await step(process.execPath, [join(root, "server", "start", "bundle.mjs")], "build-command.log", show);
  writeFileSync(STAMP, hash);
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {string} logName
 * @param {boolean} show
 */
async function step(command, args, logName, show) {
  const log = join(root, "data", "logs", logName);
  const env = { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" };
  const { status, output } = await runCommand(command, args, { log, show, env });
  if (status !== 0)
    throw new Error(`${show ? "" : `${lastLines(output, 40)}\n\n`}The build failed; the whole log is ${log}`);
}

if (process.argv[1] !== undefined && import.meta.url === pathToFileURL(process.argv[1]).href) {
  try {
    await build({ show: true });
  } catch (error) {
    console.error(/** @type {Error} */ (error).message);
    process.exitCode = 1;
  }
}
