// @ts-check
import { spawn } from "node:child_process";
import { join } from "node:path";
import { build, isBuilt } from "./build.mjs";
import { installPackages } from "./install-packages.mjs";
import { requireNode } from "./node-version.mjs";
import { forwardSignals, root, signalStatus } from "./run-command.mjs";

/** `npm start`: from a fresh clone to a served demo campaign. Everything that is there already is left alone. */
async function start() {
  /** @param {string} line */
  const say = (line) => console.log(line);
  const command = join(root, "dist", "tiebreak.js");
  await installPackages(say);
  if (!isBuilt()) {
    say("Building (about a minute) …");
    await build({ show: false });
  }
  const demo = await runAttached([command, "demo", "--if-empty"]);
  return demo === 0 ? runAttached([command, "serve", ...process.argv.slice(2)]) : demo;
}

/**
 * Runs our command on this terminal.
 * @param {string[]} args
 * @returns {Promise<number>} its own status; Ctrl-C is no failure
 */
function runAttached(args) {
  return new Promise((resolve) => {
    const child = spawn(process.execPath, args, { cwd: root, stdio: "inherit" });
    forwardSignals(child);
    child.on("error", () => resolve(1));
    child.on("close", (code, signal) => resolve(code ?? (signal === "SIGINT" ? 0 : signalStatus(signal))));
  });
}

requireNode();
try {
  process.exitCode = await start();
} catch (error) {
  console.error(`\n${/** @type {Error} */ (error).message}`);
  process.exitCode = 1;
}
