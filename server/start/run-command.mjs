// @ts-check
import { spawn } from "node:child_process";
import { createWriteStream, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** The checkout. */
export const root = fileURLToPath(new URL("../..", import.meta.url)).replace(/[/\\]$/, "");

/** @param {string} name a program that a package of ours brings */
export const localProgram = (name) => join(root, "node_modules", ".bin", name);

/** @typedef {{ status: number, output: string }} Outcome status is the command's own; a signal counts as 128 + its number */

/**
 * Runs a command, with its output shown (`show`), or kept in a log file, or only returned.
 * @param {string} command
 * @param {readonly string[]} args
 * @param {{ show?: boolean, log?: string, env?: Record<string, string>, cwd?: string, uid?: number, gid?: number }} [options]
 * @returns {Promise<Outcome>}
 */
export function runCommand(command, args, options = {}) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: options.cwd ?? root,
      env: { ...process.env, ...options.env },
      stdio: ["ignore", "pipe", "pipe"],
      uid: options.uid,
      gid: options.gid,
    });
    if (options.log !== undefined) mkdirSync(dirname(options.log), { recursive: true });
    const log = options.log === undefined ? undefined : createWriteStream(options.log);
    let output = "";
    /** @param {Buffer} chunk */
    const take = (chunk) => {
      output = (output + chunk).slice(-KEPT);
      log?.write(chunk);
      if (options.show === true) process.stdout.write(chunk);
    };
    child.stdout.on("data", take);
    child.stderr.on("data", take);
    const stopForwarding = forwardSignals(child);
    /** @param {Outcome} outcome */
    const finish = (outcome) => {
      stopForwarding();
      if (log === undefined) resolve(outcome);
      else log.end(() => resolve(outcome));
    };
    child.on("error", (error) => finish({ status: 127, output: `${command}: ${error.message}` }));
    child.on("close", (code, signal) => finish({ status: code ?? signalStatus(signal), output }));
  });
}

/** Enough for the JSON of the linter and for any tail worth reading. */
const KEPT = 32 * 1024 * 1024;

/**
 * Passes on the signals that reach us alone. A terminal's Ctrl-C reaches the child by itself.
 * @param {import("node:child_process").ChildProcess} child
 * @returns {() => void} ends the forwarding
 */
export function forwardSignals(child) {
  /** @param {NodeJS.Signals} signal */
  const pass = (signal) => {
    if (signal === "SIGINT" && process.stdin.isTTY) return;
    child.kill(signal);
  };
  const signals = /** @type {const} */ (["SIGINT", "SIGTERM", "SIGHUP"]);
  // First in line: a listener that ends this process must not keep the child from hearing of it.
  for (const signal of signals) process.prependListener(signal, pass);
  return () => {
    for (const signal of signals) process.off(signal, pass);
  };
}

/** @param {NodeJS.Signals | null} signal */
export function signalStatus(signal) {
  const numbers = { SIGHUP: 1, SIGINT: 2, SIGKILL: 9, SIGTERM: 15 };
  return 128 + (numbers[/** @type {keyof typeof numbers} */ (signal)] ?? 0);
}

/**
 * @param {string} text
 * @param {number} lines
 */
export const lastLines = (text, lines) => text.trimEnd().split("\n").slice(-lines).join("\n");
