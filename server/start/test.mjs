// @ts-check
import { existsSync, mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build, isBuilt } from "./build.mjs";
import { add, countPlaywright, countStatus, countVitest, nothing, sumLine } from "./count-tests.mjs";
import { installPackages } from "./install-packages.mjs";
import { requireNode } from "./node-version.mjs";
import { startPostgres } from "./postgres-cluster.mjs";
import { prepareBrowser, prepareCompiler, preparePostgres } from "./prepare-tests.mjs";
import { localProgram, root, runCommand } from "./run-command.mjs";

/** @typedef {import("./count-tests.mjs").Count} Count */

const reports = join(root, "reports");

/** @param {string} line */
const say = (line) => console.log(line);

/**
 * `npm test`: installs what is missing, then every check and every test, then the sum on a line of its own.
 * A failed step does not keep the next from running; whatever failed is named again at the end.
 */
async function test() {
  await prepareCompiler(say);
  await installPackages(say);
  const noBrowser = await prepareBrowser(say);
  const noPostgres = await preparePostgres(say);
  rmSync(reports, { recursive: true, force: true });
  mkdirSync(reports, { recursive: true });

  /** @type {[string, () => Promise<Count>][]} */
  const steps = [
    ["format", async () => countStatus(await status("biome", ["check", "--error-on-warnings", "."]))],
    [
      "imports and promises",
      async () => countStatus((await show(process.execPath, ["server/start/lint.mjs"])).status),
    ],
    ["unused code", async () => countStatus(await status("knip", []))],
    ["types", checkTypes],
    ["unit tests", () => unitTests(noPostgres)],
    ["build", buildIfNeeded],
    ["browser tests", () => browserTests(noBrowser)],
  ];
  let sum = nothing;
  const failures = [];
  for (const [name, run] of steps) {
    say(`\n── ${name}`);
    const count = await run();
    sum = add(sum, count);
    if (count.failed > 0) failures.push(name);
  }
  say(failures.length === 0 ? "" : `\nFailed: ${failures.join(", ")}`);
  if (noPostgres !== undefined) say(noPostgres);
  say(sumLine(sum));
  return failures.length === 0 ? 0 : 1;
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {Record<string, string>} [env]
 */
const show = (command, args, env) => runCommand(command, args, { show: true, env });

/**
 * @param {string} program one that a package of ours brings
 * @param {string[]} args
 */
const status = async (program, args) => (await show(localProgram(program), args)).status;

async function checkTypes() {
  const generated = await status("next", ["typegen"]);
  return countStatus(generated === 0 ? await status("tsc", ["--noEmit"]) : generated);
}

/** @param {string | undefined} noPostgres */
async function unitTests(noPostgres) {
  const postgres = noPostgres === undefined ? await startPostgres() : undefined;
  const stop = () => postgres?.stop();
  process.once("exit", stop);
  try {
    const file = join(reports, "vitest.json");
    const args = ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${file}`];
    const env = postgres === undefined ? undefined : { TEST_POSTGRES_URL: postgres.url };
    const outcome = await show(localProgram("vitest"), args, env);
    const count = countVitest(readIfThere(file), outcome.status);
    return noPostgres === undefined ? count : add(count, { ...nothing, skipped: 1 });
  } finally {
    process.off("exit", stop);
    stop();
  }
}

async function buildIfNeeded() {
  if (isBuilt()) {
    say("up to date");
    return countStatus(0);
  }
  try {
    await build({ show: true });
    return countStatus(0);
  } catch (error) {
    say(/** @type {Error} */ (error).message);
    return countStatus(1);
  }
}

/** @param {string | undefined} noBrowser */
async function browserTests(noBrowser) {
  if (noBrowser !== undefined) {
    say(noBrowser);
    return countStatus(1);
  }
  const outcome = await show(localProgram("playwright"), ["test"]);
  return countPlaywright(readIfThere(join(reports, "playwright.json")), outcome.status);
}

/** @param {string} path */
const readIfThere = (path) => (existsSync(path) ? readFileSync(path, "utf8") : undefined);

requireNode();
// A signal ends the step that runs (it is passed on) and then the rest.
process.on("SIGINT", () => process.exit(130));
process.on("SIGTERM", () => process.exit(143));
try {
  process.exitCode = await test();
} catch (error) {
  say(/** @type {Error} */ (error).message);
  say(sumLine({ ...nothing, failed: 1 }));
  process.exitCode = 1;
}
