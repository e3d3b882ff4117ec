import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { afterAll } from "vitest";
import { type Database, openDatabase } from "@/db/client";
import { newToken } from "../ids";
import type { VerbContext } from "../verb-context";

const migrations = join(process.cwd(), "db", "migrations");

/** The databases that schema and verb tests run on: SQLite always, Postgres where TEST_POSTGRES_URL names one. */
export const dialects: readonly ("sqlite" | "postgres")[] = process.env.TEST_POSTGRES_URL
  ? ["sqlite", "postgres"]
  : ["sqlite"];

afterAll(dropSpare);

export interface TestDatabase {
  database: Database;
  /** A context whose clock stands still until `advance` moves it. */
  as(actor: string): VerbContext;
  advance(ms: number): void;
  drop(): Promise<void>;
}

/** A fresh, empty, migrated database for one test. */
export async function createTestDatabase(dialect: "sqlite" | "postgres" = "sqlite"): Promise<TestDatabase> {
  const { url, remove } = dialect === "sqlite" ? temporaryFile() : await temporaryPostgres();
  const database = await openDatabase(url, { migrations });
  let now = Date.UTC(2026, 0, 1);
  return {
    database,
    as: (actor) => ({ database, actor, clock: () => now }),
    advance: (ms) => {
      now += ms;
    },
    async drop() {
      await database.close();
      await remove();
    },
  };
}

function temporaryFile() {
  const folder = mkdtempSync(join(tmpdir(), "tiebreak-"));
  const remove = async () => rmSync(folder, { recursive: true, force: true });
  return { url: join(folder, "test.db"), remove };
}

/** Databases of this test file that are empty again: emptying one is far quicker than making one. */
const spare: string[] = [];

async function temporaryPostgres() {
  const name = spare.pop() ?? (await createPostgres());
  const remove = async () => {
    await administer(urlOf(name), emptyTables);
    spare.push(name);
  };
  return { url: urlOf(name), remove };
}

async function createPostgres(): Promise<string> {
  const name = `tiebreak_${newToken().slice(0, 16)}`;
  await administer(process.env.TEST_POSTGRES_URL as string, (run) => run(`CREATE DATABASE ${name}`));
  return name;
}

/** Drops what `drop` kept for the next test. */
async function dropSpare(): Promise<void> {
  const names = spare.splice(0);
  if (names.length === 0) return;
  await administer(process.env.TEST_POSTGRES_URL as string, async (run) => {
    for (const name of names) await run(`DROP DATABASE ${name} WITH (FORCE)`);
  });
}

type Run = (statement: string) => Promise<{ rows: unknown[] }>;

async function emptyTables(run: Run): Promise<void> {
  const { rows } = await run("SELECT tablename FROM pg_tables WHERE schemaname = 'public'");
  const names = (rows as { tablename: string }[]).map(({ tablename }) => `"${tablename}"`);
  await run(`TRUNCATE ${names.join(", ")} RESTART IDENTITY`);
}

async function administer(url: string, work: (run: Run) => Promise<unknown>): Promise<void> {
  const client = new Client({ connectionString: url });
  await client.connect();
  try {
    await work((statement) => client.query(statement));
  } finally {
    await client.end();
  }
}

function urlOf(name: string): string {
  const url = new URL(process.env.TEST_POSTGRES_URL as string);
  url.pathname = `/${name}`;
  return url.toString();
}
