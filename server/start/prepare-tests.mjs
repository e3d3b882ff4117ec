// @ts-check
import { existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import { root, runCommand } from "./run-command.mjs";
import {
  aptInstall,
  canInstall,
  compilerPackages,
  missingPrograms,
  postgresPrograms,
  systemBrowser,
} from "./system-packages.mjs";

/** @typedef {(line: string) => void} Say */

/**
 * Installs the compiler where root can; elsewhere the package installation names what is missing, if it needs it.
 * @param {Say} say
 */
export async function prepareCompiler(say) {
  const missing = missingPrograms(Object.keys(compilerPackages)).map(
    (program) => compilerPackages[program] ?? program,
  );
  if (missing.length === 0 || !canInstall()) return;
  say(`Installing ${missing.join(", ")} from Debian …`);
  const trouble = await aptInstall(missing);
  if (trouble !== undefined) say(trouble);
}

/**
 * @param {Say} say
 * @returns {Promise<string | undefined>} why there is no browser, or nothing
 */
export async function prepareBrowser(say) {
  if (hasBrowser()) return undefined;
  if (canInstall()) {
    say("Installing chromium-headless-shell from Debian …");
    await aptInstall(["chromium-headless-shell"]);
    if (hasBrowser()) return undefined;
  }
  if (process.platform === "linux" && !canInstall()) return NO_BROWSER;
  say("Installing Playwright's own browser …");
  const args = ["playwright", "install", ...(canInstall() ? ["--with-deps"] : []), "chromium"];
  const { output } = await runCommand("npx", args);
  return hasBrowser() ? undefined : `${output}\n${NO_BROWSER}`;
}

const NO_BROWSER =
  "The browser tests need a browser. On Debian: sudo apt-get install chromium-headless-shell. Elsewhere: npx playwright install --with-deps chromium. Or set PLAYWRIGHT_CHROMIUM_PATH.";

function hasBrowser() {
  if (systemBrowser() !== undefined) return true;
  const { chromium } = createRequire(join(root, "package.json"))("@playwright/test");
  return existsSync(chromium.executablePath());
}

/**
 * @param {Say} say
 * @returns {Promise<string | undefined>} why the Postgres tests are skipped, or nothing
 */
export async function preparePostgres(say) {
  if (postgresPrograms() !== undefined) return undefined;
  if (canInstall()) {
    say("Installing postgresql from Debian …");
    const trouble = await aptInstall(["postgresql"]);
    return postgresPrograms() === undefined ? `Postgres could not be installed:\n${trouble}` : undefined;
  }
  return process.platform === "linux"
    ? "Postgres is missing, so its tests are skipped. On Debian or Ubuntu: sudo apt-get install postgresql"
    : "Postgres is not looked for on this system, so its tests are skipped.";
}
