import { chmodSync, existsSync, mkdirSync } from "node:fs";
import { dirname, join } from "node:path";
import Sqlite from "better-sqlite3";
import { drizzle } from "drizzle-orm/better-sqlite3";
import { migrate } from "drizzle-orm/better-sqlite3/migrator";
import type { Connection, Database, Durability, OpenOptions } from "./client";
import { sqliteKit } from "./kit";
import { withPrepared } from "./prepared";
import { rowScanner, type Visit } from "./scan-rows";
import { createTables } from "./schema/tables";
import { WriteQueue, type Writer } from "./write-queue";

const tables = createTables(sqliteKit);

/** Opens a SQLite file: one connection to read, two to write (one per durability), migrated. */
export function openSqlite(path: string, options: OpenOptions): Database {
  if (path !== ":memory:" && !existsSync(dirname(path))) mkdirSync(dirname(path), { recursive: true });
  const isNew = !existsSync(path);
  const full = openWriter(path, "full");
  if (isNew) chmodSync(path, 0o600);
  migrate(drizzle(full.client), { migrationsFolder: join(options.migrations, "sqlite") });
  const normal = openWriter(path, "normal");
  if (options.checkpoints === "elsewhere") {
    for (const { client } of [full, normal]) client.pragma("wal_autocheckpoint = 0");
  }
  const reader = openClient(path);
  reader.pragma("query_only = ON");
  const queue = new WriteQueue({ full: full.writer, normal: normal.writer });
  const connection = connectionOf(reader);
  let isOpen = true;
  return Object.assign(connection, {
    url: path,
    transaction: <T>(work: Parameters<typeof queue.run<T>>[0], durability: Durability = "full") =>
      queue.run(work, durability),
    async close() {
      if (!isOpen) return;
      isOpen = false;
      await queue.idle();
      for (const client of [reader, normal.client, full.client]) client.close();
    },
  });
}

function connectionOf(client: Sqlite.Database): Connection {
  const scan = rowScanner(client);
  return withPrepared({
    dialect: "sqlite" as const,
    orm: drizzle(client),
    tables,
    async rawRows(query) {
      const { sql, params } = query.toSQL();
      return client.prepare(sql).raw().all(params) as unknown[][];
    },
    async scanRows(query, visit) {
      return scan(query.toSQL(), visit as Visit);
    },
  });
}

function openClient(path: string): Sqlite.Database {
  const client = new Sqlite(path, { timeout: 250 });
  // 16 KB pages, before the first table: long texts share pages instead of taking one each.
  client.pragma("page_size = 16384");
  client.pragma("journal_mode = WAL");
  client.pragma("foreign_keys = ON");
  client.pragma("cache_size = -65536");
  client.pragma("temp_store = MEMORY");
  return client;
}

function openWriter(path: string, durability: Durability): { client: Sqlite.Database; writer: Writer } {
  const client = openClient(path);
  client.pragma(`synchronous = ${durability === "full" ? "FULL" : "NORMAL"}`);
  const tx = Object.assign(connectionOf(client), { lockCampaign: async () => {} });
  const statements = new Map<string, Sqlite.Statement>();
  const exec = (sql: string) => {
    let statement = statements.get(sql);
    if (!statement) {
      statement = client.prepare(sql);
      statements.set(sql, statement);
    }
    statement.run();
  };
  const isBusy = (error: unknown) =>
    error instanceof Sqlite.SqliteError && error.code.startsWith("SQLITE_BUSY");
  return { client, writer: { tx, exec, isBusy } };
}
