import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Client } from "pg";
import { type Database, openDatabase } from "@/db/client";
import { newToken } from "../ids";
import type { VerbContext } from "../verb-context";

const migrations = join(process.cwd(), "db", "migrations");

/** The databases that schema and verb tests run on: SQLite always, Postgres where TEST_POSTGRES_URL names one. */
export const dialects: readonly ("sqlite" | "postgres")[] = process.env.TEST_POSTGRES_URL
  ? ["sqlite", "postgres"]
  : ["sqlite"];

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

async function temporaryPostgres() {
  const base = process.env.TEST_POSTGRES_URL as string;
  const name = `tiebreak_${newToken().slice(0, 16)}`;
  const administer = async (statement: string) => {
    const client = new Client({ connectionString: base });
    await client.connect();
    await client.query(statement);
    await client.end();
  };
  await administer(`CREATE DATABASE ${name}`);
  const url = new URL(base);
  url.pathname = `/${name}`;
  return { url: url.toString(), remove: () => administer(`DROP DATABASE ${name} WITH (FORCE)`) };
}
