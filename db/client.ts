import type { BetterSQLite3Database } from "drizzle-orm/better-sqlite3";
import type { Tables } from "./schema/tables";

export type { Tables };

/** The query builder. Its types are SQLite's; on Postgres the same calls build Postgres queries. */
export type Orm = Omit<BetterSQLite3Database, "transaction">;

interface Preparable<P> {
  prepare(name?: string): P;
}

/** One connection's view of the database: the builder, the tables, and prepared statements kept by name. */
export interface Connection {
  readonly dialect: "sqlite" | "postgres";
  readonly orm: Orm;
  readonly tables: Tables;
  /** Builds and prepares a statement once per connection; `name` must be unique in the product. */
  prepared<P>(name: string, build: (connection: Connection) => Preparable<P>): P;
  /**
   * A query's rows as arrays in the order of its columns, as the driver gives them (SQLite's booleans are 0 and 1): for
   * reading so many rows that making objects of them takes longer than reading them.
   */
  rawRows(query: Buildable): Promise<unknown[][]>;
  /**
   * Calls `visit` with the columns of each of a query's rows, in their order: on SQLite several times quicker than
   * `rawRows`, since no row becomes an array. Read page by page: all of a query's rows are visited at one go, and `visit`
   * may not query.
   *
   * @returns how many rows there were.
   */
  scanRows<Row extends unknown[]>(query: Buildable, visit: (...columns: Row) => void): Promise<number>;
}

export interface Buildable {
  toSQL(): { sql: string; params: unknown[] };
}

export interface Transaction extends Connection {
  /** Makes other transactions on the campaign's queue wait until this one ends. SQLite has one writer anyway. */
  lockCampaign(campaignId: string): Promise<void>;
}

/**
 * How much a commit promises. `full` survives a power cut, as judgments must; `normal` may lose the last moments
 * on a power cut (never on a crash of the process), which is harmless for leases and heartbeats.
 */
export type Durability = "full" | "normal";

export interface Database extends Connection {
  readonly url: string;
  /** Runs `work` atomically: all of its writes are kept, or none. No network, file or worker call inside. */
  transaction<T>(work: (tx: Transaction) => Promise<T>, durability?: Durability): Promise<T>;
  close(): Promise<void>;
}

export interface OpenOptions {
  /** The folder of the migrations, one subfolder per database. */
  migrations: string;
  /** `elsewhere`: another thread checkpoints the SQLite file (db/checkpoint.ts); otherwise commits do, now and then. */
  checkpoints?: "elsewhere";
}

/**
 * Opens the database that `url` names and brings its tables up to date.
 * `postgres://…` is Postgres; anything else is the path of a SQLite file (an optional `file:` is dropped).
 *
 * @example const database = await openDatabase("data/tiebreak.db", { migrations: "db/migrations" });
 */
export async function openDatabase(url: string, options: OpenOptions): Promise<Database> {
  if (/^postgres(ql)?:\/\//.test(url)) {
    const { openPostgres } = await import("./postgres");
    return openPostgres(url, options);
  }
  const { openSqlite } = await import("./sqlite");
  return openSqlite(url.replace(/^file:(\/\/)?/, ""), options);
}
