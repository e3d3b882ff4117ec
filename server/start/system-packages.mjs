// @ts-check
import { accessSync, constants, existsSync, readdirSync } from "node:fs";
import { delimiter, join } from "node:path";
import { runCommand } from "./run-command.mjs";

/** @type {Record<string, string>} the programs that compiling better-sqlite3 needs, and the Debian package of each */
export const compilerPackages = { "g++": "g++", make: "make", python3: "python3" };

/** @param {string} program */
export function hasProgram(program) {
  return (process.env.PATH ?? "").split(delimiter).some((folder) => {
    try {
      accessSync(join(folder, program), constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

/** @param {readonly string[]} programs */
export const missingPrograms = (programs) => programs.filter((program) => !hasProgram(program));

/** The folder of initdb, pg_ctl and postgres, the newest where there are several. */
export function postgresPrograms() {
  const debian = "/usr/lib/postgresql";
  const versions = existsSync(debian) ? readdirSync(debian).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [
    ...versions.map((version) => join(debian, version, "bin")),
    ...(process.env.PATH ?? "").split(delimiter),
    "/opt/homebrew/opt/postgresql/bin",
  ];
  return folders.find((folder) => existsSync(join(folder, "initdb")) && existsSync(join(folder, "pg_ctl")));
}

/** Where a browser of the system would be; playwright.config.ts reads the same list. */
export const browserPaths = ["/usr/bin/chromium-headless-shell", "/usr/bin/chromium"];

export function systemBrowser() {
  return [process.env.PLAYWRIGHT_CHROMIUM_PATH ?? "", ...browserPaths].find(
    (path) => path !== "" && existsSync(path),
  );
}

export const isRoot = () => process.getuid?.() === 0;

/** Whether missing packages can be installed here without asking anyone. */
export const canInstall = () => isRoot() && hasProgram("apt-get");

/**
 * Installs Debian packages, fetching the package lists where the ones at hand do not do.
 * @param {readonly string[]} packages
 * @returns {Promise<string | undefined>} what went wrong, or nothing
 */
export async function aptInstall(packages) {
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  const args = ["install", "-q", "-y", "--no-install-recommends", ...packages];
  if ((await runCommand("apt-get", args, { env })).status === 0) return undefined;
  const update = await runCommand("apt-get", ["update", "-q"], { env });
  const install = await runCommand("apt-get", args, { env });
  return install.status === 0 ? undefined : `${update.output}${install.output}`;
}
