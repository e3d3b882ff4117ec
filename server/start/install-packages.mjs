// @ts-check
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { lastLines, root, runCommand } from "./run-command.mjs";
import { compilerPackages, missingPrograms } from "./system-packages.mjs";

/**
 * Makes node_modules match package-lock.json, and the database driver match this Node; does nothing where they do.
 * @param {(line: string) => void} say
 * @throws {Error} saying what to install or where the log is
 */
export async function installPackages(say) {
  if (!isInstalled(root)) {
    say("Installing packages (the first time about two minutes: the database driver may be compiled) …");
    await npm(["ci", "--include=dev", "--no-audit", "--no-fund"], "install.log");
  }
  if (await driverWorks()) return;
  say("Rebuilding the database driver for this version of Node …");
  await npm(["rebuild", "better-sqlite3"], "rebuild.log");
  if (!(await driverWorks()))
    throw new Error(`better-sqlite3 does not load on Node ${process.versions.node}.`);
}

/**
 * npm records in node_modules/.package-lock.json what a finished installation put there.
 * @param {string} folder
 */
export function isInstalled(folder) {
  const record = join(folder, "node_modules", ".package-lock.json");
  if (!existsSync(record)) return false;
  const wanted = lockedPackages(join(folder, "package-lock.json"));
  const present = lockedPackages(record);
  return Object.entries(wanted).every(
    ([path, entry]) =>
      path === "" || (present[path] ? present[path].version === entry.version : entry.optional),
  );
}

/**
 * @param {string} path
 * @returns {Record<string, { version?: string, optional?: boolean }>}
 */
function lockedPackages(path) {
  return JSON.parse(readFileSync(path, "utf8")).packages;
}

async function driverWorks() {
  const script = `new (require("better-sqlite3"))(":memory:").close()`;
  return (await runCommand(process.execPath, ["-e", script])).status === 0;
}

/**
 * @param {string[]} args
 * @param {string} logName
 */
async function npm(args, logName) {
  const log = join(root, "data", "logs", logName);
  const { status, output } = await runCommand("npm", args, { log });
  if (status === 0) return;
  const missing = missingPrograms(Object.keys(compilerPackages));
  const advice =
    missing.length === 0
      ? ""
      : `\n\nCompiling the database driver needs ${missing.join(", ")}. On Debian or Ubuntu:\n  sudo apt-get install ${missing
          .map((program) => compilerPackages[program])
          .join(" ")}\nOn macOS: xcode-select --install`;
  throw new Error(
    `${lastLines(output, 25)}\n\n"npm ${args.join(" ")}" failed; the whole log is ${log}${advice}`,
  );
}
