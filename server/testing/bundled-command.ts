import { spawn } from "node:child_process";
import { mkdirSync, mkdtempSync, rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";

export interface CommandOutcome {
  stdout: string;
  stderr: string;
  exitCode: number | null;
}

export interface BundledCommand {
  /** Runs `tiebreak …` as a process of its own. */
  run(
    args: readonly string[],
    options?: { variables?: Record<string, string>; stdin?: string },
  ): Promise<CommandOutcome>;
  remove(): void;
}

/** The command, bundled as for dist/ but in a place of its own, so that tests need no build. */
export async function bundleCommand(): Promise<BundledCommand> {
  const root = process.cwd();
  // Inside node_modules, where packages are found.
  const parent = join(root, "node_modules", ".cache");
  mkdirSync(parent, { recursive: true });
  const folder = mkdtempSync(join(parent, "tiebreak-command-"));
  await build({
    entryPoints: { tiebreak: join(root, "server", "cli", "main.ts") },
    outdir: folder,
    bundle: true,
    splitting: true,
    platform: "node",
    target: "node20",
    format: "esm",
    packages: "external",
    outExtension: { ".js": ".mjs" },
    tsconfig: join(root, "tsconfig.json"),
    logLevel: "warning",
  });
  return {
    run: (args, { variables = {}, stdin = "" } = {}) =>
      new Promise((resolve, reject) => {
        const env = { ...process.env, TIEBREAK_ROOT: root, ...variables };
        const child = spawn(process.execPath, [join(folder, "tiebreak.mjs"), ...args], { env });
        let stdout = "";
        let stderr = "";
        child.stdout.setEncoding("utf8").on("data", (text: string) => {
          stdout += text;
        });
        child.stderr.setEncoding("utf8").on("data", (text: string) => {
          stderr += text;
        });
        child.on("error", reject);
        child.on("close", (exitCode) => resolve({ stdout, stderr, exitCode }));
        child.stdin.end(stdin);
      }),
    remove: () => rmSync(folder, { recursive: true, force: true }),
  };
}
