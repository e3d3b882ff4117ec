import { existsSync, readFileSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { z } from "zod";

const Env = z.object({
  /** postgres://… or the path of a SQLite file. */
  DATABASE_URL: z.string().optional(),
  /** Signs sessions; made once and kept in the database when unset. */
  TIEBREAK_SECRET: z.string().min(32, "use at least 32 characters").optional(),
  /** The address that people open, when it is not the one that serve prints: it goes into links. */
  TIEBREAK_URL: z.url("give a whole address such as https://judge.example.org").optional(),
  /** Worker threads for scoring. */
  TIEBREAK_WORKERS: z.coerce.number().int().min(1).max(64).optional(),
  /** The checkout; found from the working folder when unset. */
  TIEBREAK_ROOT: z.string().optional(),
  NODE_ENV: z.string().optional(),
  VITEST: z.string().optional(),
});

export type Env = z.infer<typeof Env>;

/** The environment, validated. Only here is `process.env` read. */
export function readEnv(): Env {
  const parsed = Env.safeParse(process.env);
  if (parsed.success) return parsed.data;
  const problems = parsed.error.issues.map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  throw new Error(`The environment is not usable. ${problems.join("; ")}.`);
}

/** A variable that the person names, such as the one that holds a key. */
export function readVariable(name: string): string | undefined {
  return process.env[name];
}

/** The checkout's folder: the nearest one above the working folder whose package is tiebreak. */
export function projectRoot(): string {
  const named = readEnv().TIEBREAK_ROOT;
  if (named) return resolve(named);
  for (let folder = process.cwd(); ; folder = dirname(folder)) {
    const manifest = join(folder, "package.json");
    if (existsSync(manifest) && JSON.parse(readFileSync(manifest, "utf8")).name === "tiebreak") return folder;
    if (dirname(folder) === folder) throw new Error("Run this inside a checkout of Tiebreak.");
  }
}

/** Where the database is: `DATABASE_URL`, else data/tiebreak.db in the checkout. */
export function databaseUrl(): string {
  return readEnv().DATABASE_URL ?? join(projectRoot(), "data", "tiebreak.db");
}

/** For the command: where its checkout is, and that the built one runs the built workers. What the shell set stays. */
export function settleEnvironment({ root, isBuilt }: { root: string; isBuilt: boolean }): void {
  if (!process.env.TIEBREAK_ROOT) process.env.TIEBREAK_ROOT = root;
  if (isBuilt && !process.env.NODE_ENV) Object.assign(process.env, { NODE_ENV: "production" });
}

/** For the server, before Next is loaded: production, no telemetry, and the address that goes into links. */
export function prepareServing({ publicUrl }: { publicUrl?: string }): void {
  Object.assign(process.env, { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1" });
  if (publicUrl !== undefined) process.env.TIEBREAK_URL = publicUrl;
}
