// @ts-check
import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";

/** What the build is made from. Tests and measurements are not in it. */
const FOLDERS = ["app", "db", "server", "public"];
const FILES = [
  "instrumentation.ts",
  "proxy.ts",
  "next.config.ts",
  "postcss.config.mjs",
  "tsconfig.json",
  "package.json",
  "package-lock.json",
];

/**
 * A hash of the sources, by content: a fresh checkout of the same commit has the same one.
 * @param {string} folder the checkout
 */
export function sourceHash(folder) {
  const hash = createHash("sha256");
  hash.update(process.versions.node.split(".")[0] ?? "");
  for (const file of [...FILES, ...FOLDERS.flatMap((room) => sourceFiles(folder, room))]) {
    const path = join(folder, file);
    if (!existsSync(path)) continue;
    hash.update(`\0${file}\0`);
    hash.update(readFileSync(path));
  }
  return hash.digest("hex");
}

/**
 * @param {string} folder
 * @param {string} room
 * @returns {string[]} paths from the checkout, sorted
 */
function sourceFiles(folder, room) {
  if (!existsSync(join(folder, room))) return [];
  return readdirSync(join(folder, room), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !/\.test\.tsx?$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1))
    .sort();
}
