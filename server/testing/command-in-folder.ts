import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, afterEach, beforeAll, beforeEach } from "vitest";
import { type BundledCommand, bundleCommand, type CommandOutcome } from "./bundled-command";

export interface CommandInFolder {
  /** Runs `tiebreak …` on the test's own database. */
  run(
    args: readonly string[],
    options?: { stdin?: string; variables?: Record<string, string> },
  ): Promise<CommandOutcome>;
  /** The path of a name in the test's own folder. */
  path(name?: string): string;
  /** Writes a file there; returns its path. */
  write(name: string, content: string): string;
}

/** For a file of tests: the command, bundled once, and for each test a folder with a database of its own. */
export function commandInFolder(): CommandInFolder {
  let tiebreak: BundledCommand;
  let folder: string;
  beforeAll(async () => {
    tiebreak = await bundleCommand();
  }, 120_000);
  afterAll(() => tiebreak.remove());
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), "tiebreak-test-"));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));
  const path = (name = "") => join(folder, name);
  return {
    run: (args, { variables, ...options } = {}) =>
      tiebreak.run(args, { ...options, variables: { DATABASE_URL: path("t.db"), ...variables } }),
    path,
    write: (name, content) => {
      writeFileSync(path(name), content);
      return path(name);
    },
  };
}
