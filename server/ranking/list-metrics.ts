import { eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { metrics } from "@/server/core/disagreement/registry";
import type { MetricView } from "./schemas";

/** Every metric, and whether this campaign's data has what it needs. */
export async function listMetrics(database: Database, campaignId: string): Promise<MetricView[]> {
  const hasTopK = await hasTokenScores(database, campaignId);
  return metrics.map(({ id, version, title, summary, needs, control, source }) => {
    const available = needs !== "top-k" || hasTopK;
    const unavailableReason = available
      ? undefined
      : "Needs completions with token log-probabilities (top-k lists).";
    return { id, version, title, summary, needs, control, source, available, unavailableReason };
  });
}

async function hasTokenScores({ orm, tables }: Database, campaignId: string): Promise<boolean> {
  const { tokenScores, dataImport } = tables;
  const rows = await orm
    .select({ id: tokenScores.completionId })
    .from(dataImport)
    .innerJoin(tokenScores, eq(tokenScores.importId, dataImport.id))
    .where(eq(dataImport.campaignId, campaignId))
    .limit(1);
  return rows.length > 0;
}
