import { join } from "node:path";
import { type Database, openDatabase } from "@/db/client";
import { databaseUrl, projectRoot } from "./env";

const cache = globalThis as typeof globalThis & { tiebreakDatabase?: Promise<Database> };

/** The process's one database handle, opened at first use. Next evaluates modules once per bundle, hence globalThis. */
export function getDatabase(): Promise<Database> {
  cache.tiebreakDatabase ??= openProjectDatabase();
  return cache.tiebreakDatabase;
}

/** Opens the configured database anew, for a command that closes it itself. */
export function openProjectDatabase(): Promise<Database> {
  return openDatabase(databaseUrl(), { migrations: join(projectRoot(), "db", "migrations") });
}
