import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { insertRows } from "./insert-rows";
import { cutKeys, fillKeys, keyPlaceholders } from "./key-placeholders";
import type { OrientedRow } from "./stage-pairs";
import type { Staging } from "./staging";

/** A row with its comparison; `isNew` for the row that brought it. */
export interface ComparedRow extends OrientedRow {
  comparisonId: number;
  isNew: boolean;
}

/** Finds or adds the comparison of every row. */
export async function stageComparisons(
  tx: Transaction,
  { campaign, importId }: Staging,
  rows: readonly OrientedRow[],
): Promise<ComparedRow[]> {
  if (rows.length === 0) return [];
  const ids = await findComparisons(
    tx,
    rows.map((row) => row.completionAId),
  );
  const added = new Map<string, OrientedRow>();
  for (const row of rows) {
    const key = comparisonKey(row);
    if (!ids.has(key) && !added.has(key)) added.set(key, row);
  }
  if (added.size > 0) {
    const values = [...added.values()].map(({ pairId, promptKey, completionAId, completionBId }) => {
      return { campaignId: campaign.id, importId, pairId, promptId: promptKey, completionAId, completionBId };
    });
    await addComparisons(tx, values, ids);
  }
  return rows.map((row) => {
    const key = comparisonKey(row);
    return { ...row, comparisonId: ids.get(key) as number, isNew: added.get(key) === row };
  });
}

type ComparisonIds = Map<string, number>;

async function findComparisons(tx: Transaction, completionIds: Iterable<number>): Promise<ComparisonIds> {
  const ids: ComparisonIds = new Map();
  const statement = tx.prepared("import-find-comparisons", ({ orm, tables: { comparison } }) =>
    orm
      .select({ id: comparison.id, a: comparison.completionAId, b: comparison.completionBId })
      .from(comparison)
      .where(sql`${comparison.completionAId} in ${keyPlaceholders()}`),
  );
  for (const keys of cutKeys(completionIds)) {
    for (const { id, a, b } of await statement.execute(fillKeys(keys))) ids.set(`${a}/${b}`, id);
  }
  return ids;
}

async function addComparisons(
  tx: Transaction,
  values: readonly Record<string, unknown>[],
  ids: ComparisonIds,
): Promise<void> {
  const { comparison } = tx.tables;
  const columns = ["campaignId", "importId", "pairId", "promptId", "completionAId", "completionBId"];
  const returning = { id: comparison.id, a: comparison.completionAId, b: comparison.completionBId };
  const statement = { name: "import-add-comparisons", table: comparison, columns, returning };
  const added = await insertRows<{ id: number; a: number; b: number }>(tx, statement, values);
  for (const { id, a, b } of added) ids.set(`${a}/${b}`, id);
}

function comparisonKey(row: OrientedRow): string {
  return `${row.completionAId}/${row.completionBId}`;
}
