import { type Column, sql, type Table } from "drizzle-orm";
import type { SQLiteColumn, SQLiteTable } from "drizzle-orm/sqlite-core";
import type { Transaction } from "@/db/client";
import { byPlace } from "./key-placeholders";

/** Rows per statement, largest first: few statements to prepare, and none of them long. */
const blockSizes = [32, 8, 1] as const;

export interface InsertStatement {
  /** Unique in the product: statements are prepared once under it. */
  name: string;
  table: SQLiteTable;
  /** The columns that are written, by their property names. */
  columns: readonly string[];
  returning: Readonly<Record<string, SQLiteColumn>>;
}

/**
 * Inserts rows through prepared statements of fixed sizes, several times faster than building each statement anew.
 * Gives back the returned columns of all rows, in no certain order.
 */
export async function insertRows<Returned extends object>(
  tx: Transaction,
  statement: InsertStatement,
  rows: readonly Readonly<Record<string, unknown>>[],
): Promise<Returned[]> {
  const returned: Returned[] = [];
  let from = 0;
  for (const size of blockSizes) {
    for (; rows.length - from >= size; from += size) {
      const prepared = prepareBlock(tx, statement, size);
      const added = await prepared.execute(valuesOf(statement, rows.slice(from, from + size)));
      returned.push(...(added as Returned[]));
    }
  }
  return returned;
}

function prepareBlock(tx: Transaction, { name, table, columns, returning }: InsertStatement, size: number) {
  return tx.prepared(`${name}-${size}`, ({ orm }) => {
    const places = Array.from({ length: size }, (_, row) =>
      // In sql, so that null stays null: a bare placeholder would pass through the column's JSON encoder.
      Object.fromEntries(
        columns.map((column, at) => [column, sql`${sql.placeholder(String(row * columns.length + at))}`]),
      ),
    );
    return orm
      .insert(table)
      .values(places)
      .returning({ ...returning });
  });
}

function valuesOf(
  { table, columns }: InsertStatement,
  rows: readonly Readonly<Record<string, unknown>>[],
): Record<string, unknown> {
  const isJson = columns.map(
    (column) => (table as Table & Record<string, Column>)[column]?.dataType === "json",
  );
  const values: unknown[] = [];
  for (const row of rows) {
    for (let at = 0; at < columns.length; at++) {
      const value = row[columns[at] as string] ?? null;
      values.push(isJson[at] && value !== null ? JSON.stringify(value) : value);
    }
  }
  return byPlace(values);
}
