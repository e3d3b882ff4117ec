import * as pg from "drizzle-orm/pg-core";
import * as sqlite from "drizzle-orm/sqlite-core";

/**
 * The column builders that every table is declared with, once. `sqliteKit` gives the types that the verbs are
 * written against; `postgresKit` gives the same tables for Postgres behind the same types.
 */
export const sqliteKit = {
  table: sqlite.sqliteTable,
  /** Integer primary key that the database assigns. */
  key: () => sqlite.integer("id").primaryKey({ autoIncrement: true }),
  /** Opaque text primary key, made by `newId`. */
  id: () => sqlite.text("id").primaryKey(),
  text: (name: string) => sqlite.text(name),
  /** A text column of which only the listed values are written. */
  oneOf: <const T extends readonly [string, ...string[]]>(name: string, values: T) =>
    sqlite.text(name, { enum: values as unknown as [T[number], ...T[number][]] }),
  int: (name: string) => sqlite.integer(name),
  real: (name: string) => sqlite.real(name),
  bool: (name: string) => sqlite.integer(name, { mode: "boolean" }),
  json: <T>(name: string) => sqlite.text(name, { mode: "json" }).$type<T>(),
  bytes: (name: string) => sqlite.blob(name, { mode: "buffer" }),
  /** Milliseconds since the epoch. */
  time: (name: string) => sqlite.integer(name),
  /** A JavaScript Date, as the authentication library wants it. */
  date: (name: string) => sqlite.integer(name, { mode: "timestamp_ms" }),
  index: sqlite.index,
  uniqueIndex: sqlite.uniqueIndex,
  primaryKey: sqlite.primaryKey,
};

export type Kit = typeof sqliteKit;

const bytea = pg.customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => "bytea" });

export const postgresKit = {
  table: pg.pgTable,
  key: () => pg.integer("id").primaryKey().generatedByDefaultAsIdentity(),
  id: () => pg.text("id").primaryKey(),
  text: (name: string) => pg.text(name),
  oneOf: (name: string) => pg.text(name),
  int: (name: string) => pg.integer(name),
  real: (name: string) => pg.doublePrecision(name),
  bool: (name: string) => pg.boolean(name),
  json: (name: string) => pg.json(name),
  bytes: (name: string) => bytea(name),
  time: (name: string) => pg.bigint(name, { mode: "number" }),
  date: (name: string) => pg.timestamp(name, { withTimezone: true, mode: "date" }),
  index: pg.index,
  uniqueIndex: pg.uniqueIndex,
  primaryKey: pg.primaryKey,
} as unknown as Kit;
