import { and, asc, count, eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import type { JudgedComparisons } from "@/server/core/estimation/order-worth";

/** A campaign's comparisons with how their imported judgments turned out; utilities are to be added. */
export interface Judged extends Omit<JudgedComparisons, "utility"> {
  comparisonIds: Int32Array;
}

/** Counts the imported judgments of every comparison of a campaign. */
export async function loadJudged({ orm, tables }: Database, campaignId: string): Promise<Judged> {
  const { comparison, judgment } = tables;
  const comparisons = await orm
    .select({ id: comparison.id, pairId: comparison.pairId, promptId: comparison.promptId })
    .from(comparison)
    .where(eq(comparison.campaignId, campaignId))
    .orderBy(asc(comparison.id));
  const counts = await orm
    .select({ comparisonId: judgment.comparisonId, outcome: judgment.outcome, n: count() })
    .from(judgment)
    .where(and(eq(judgment.campaignId, campaignId), eq(judgment.source, "imported")))
    .groupBy(judgment.comparisonId, judgment.outcome);
  const place = new Map(comparisons.map(({ id }, i) => [id, i]));
  const ties = new Int32Array(comparisons.length);
  const wins = new Int32Array(comparisons.length);
  const losses = new Int32Array(comparisons.length);
  for (const { comparisonId, outcome, n } of counts) {
    const column = outcome === "model_a" ? wins : outcome === "model_b" ? losses : ties;
    const i = place.get(comparisonId);
    if (i !== undefined) column[i] = (column[i] as number) + n;
  }
  return {
    comparisonIds: Int32Array.from(comparisons, ({ id }) => id),
    pairIndex: Int32Array.from(comparisons, ({ pairId }) => pairId),
    promptIndex: Int32Array.from(comparisons, ({ promptId }) => promptId),
    ties,
    wins,
    losses,
  };
}
