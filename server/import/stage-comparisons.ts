import { inArray } from "drizzle-orm";
import type { Transaction } from "@/db/client";
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
  const { comparison } = tx.tables;
  const keys = { id: comparison.id, a: comparison.completionAId, b: comparison.completionBId };
  const stored = await tx.orm
    .select(keys)
    .from(comparison)
    .where(inArray(comparison.completionAId, [...new Set(rows.map((row) => row.completionAId))]));
  const ids = new Map(stored.map(({ id, a, b }) => [`${a}/${b}`, id]));
  const added = new Map<string, OrientedRow>();
  for (const row of rows) {
    const key = comparisonKey(row);
    if (!ids.has(key) && !added.has(key)) added.set(key, row);
  }
  if (added.size > 0) {
    const values = [...added.values()].map(({ pairId, promptKey, completionAId, completionBId }) => {
      return { campaignId: campaign.id, importId, pairId, promptId: promptKey, completionAId, completionBId };
    });
    const inserted = await tx.orm.insert(comparison).values(values).returning(keys);
    for (const { id, a, b } of inserted) ids.set(`${a}/${b}`, id);
  }
  return rows.map((row) => {
    const key = comparisonKey(row);
    return { ...row, comparisonId: ids.get(key) as number, isNew: added.get(key) === row };
  });
}

function comparisonKey(row: OrientedRow): string {
  return `${row.completionAId}/${row.completionBId}`;
}
