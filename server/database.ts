import { join } from "node:path";
import { type Database, openDatabase } from "@/db/client";
import { databaseUrl, projectRoot } from "./env";
import { startWorker } from "./jobs/start-worker";

const cache = globalThis as typeof globalThis & { tiebreakDatabase?: Promise<Database> };

/** The process's one database handle, opened at first use. Next evaluates modules once per bundle, hence globalThis. */
export function getDatabase(): Promise<Database> {
  cache.tiebreakDatabase ??= openServingDatabase();
  return cache.tiebreakDatabase;
}

/** In a process that serves, checkpoints of a SQLite file run on a thread of their own. */
async function openServingDatabase(): Promise<Database> {
  const database = await openDatabase(databaseUrl(), { migrations: migrations(), checkpoints: "elsewhere" });
  if (database.dialect === "sqlite") startWorker("checkpoint", { path: database.url }).unref();
  return database;
}

/**
 * Watches judging on a thread of its own, with a connection of its own. Should it end, another one begins: nothing is
 * lost by that. A database in memory has one connection alone.
 */
export async function startWatching(): Promise<void> {
  const { url } = await getDatabase();
  if (url === ":memory:") return;
  const worker = startWorker("watch", { url, migrations: migrations() });
  worker.unref();
  worker.on("error", (error) => {
    console.error("watching judging:", error);
    setTimeout(() => void startWatching(), restartMs).unref();
  });
}

const restartMs = 10_000;

/** Opens the configured database anew, for a command that closes it itself. */
export function openProjectDatabase(): Promise<Database> {
  return openDatabase(databaseUrl(), { migrations: migrations() });
}

function migrations(): string {
  return join(projectRoot(), "db", "migrations");
}

/** Closes the process's handle, when a server ends. */
export async function closeDatabase(): Promise<void> {
  const open = cache.tiebreakDatabase;
  cache.tiebreakDatabase = undefined;
  await (await open)?.close();
}
