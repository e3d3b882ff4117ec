import { and, eq, gte, lt } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { insertRows } from "../import/insert-rows";
import { type DrawPlan, type DrawRow, drawRows } from "./draw-plan";

const rowsPerBatch = 1_000;

const columns: readonly (keyof DrawRow)[] = [
  "stratumId",
  "number",
  "comparisonId",
  "arm",
  "weightsId",
  "controlCoin",
  "controlUsed",
  "q",
  "largestInverse",
  "rank",
  "controlPlace",
];

/**
 * Writes a stratum's draws in place of those with the same numbers or higher, in short transactions between which judging
 * goes on. @param from draws of the plan that are written already. @param onBatch is told how many were written.
 * @param guard throws in a batch's transaction where it may not be written any more.
 */
export async function writeDraws(
  database: Database,
  { plan, from = 0, guard }: { plan: DrawPlan; from?: number; guard?: (tx: Transaction) => Promise<void> },
  onBatch: (rows: number) => Promise<void>,
): Promise<void> {
  const { stratumId, first } = plan;
  const { length } = plan.comparisonIds;
  for (let start = from; start < length; start += rowsPerBatch) {
    const end = Math.min(start + rowsPerBatch, length);
    const rows = drawRows(plan, start, end);
    await database.transaction(async (tx) => {
      await guard?.(tx);
      await clear(tx, stratumId, first + start, first + end);
      await insert(tx, rows);
    }, "normal");
    await onBatch(rows.length);
  }
}

async function clear(tx: Transaction, stratumId: number, from: number, to: number): Promise<void> {
  const { draw } = tx.tables;
  await tx.orm
    .delete(draw)
    .where(and(eq(draw.stratumId, stratumId), gte(draw.number, from), lt(draw.number, to)));
}

async function insert(tx: Transaction, rows: readonly DrawRow[]): Promise<void> {
  const { draw } = tx.tables;
  // The statement takes values as the driver does, and SQLite's has no booleans.
  const coin = (value: boolean) => (tx.dialect === "sqlite" ? Number(value) : value);
  const values = rows.map((row) => ({ ...row, controlCoin: coin(row.controlCoin) }));
  const statement = { name: "write-draws", table: draw, columns, returning: { number: draw.number } };
  await insertRows(tx, statement, values);
}
