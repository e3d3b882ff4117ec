import { eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import { type MetricNeeds, metricNeeds } from "@/server/core/disagreement/metric";
import { metrics } from "@/server/core/disagreement/registry";
import type { MetricView } from "./schemas";

/** Every metric, and whether this campaign's data has what it needs. */
export async function listMetrics(database: Database, campaignId: string): Promise<MetricView[]> {
  const there = await findNeeds(database, campaignId);
  return metrics.map(({ id, version, title, summary, needs, control, source }) => {
    const available = there.has(needs);
    const unavailableReason = available ? undefined : `Needs ${metricNeeds[needs]}.`;
    return { id, version, title, summary, needs, control, source, available, unavailableReason };
  });
}

/** What metrics may need and the campaign has. */
async function findNeeds(database: Database, campaignId: string): Promise<ReadonlySet<MetricNeeds>> {
  const there = new Set<MetricNeeds>(["text", "nothing"]);
  if (await hasTokenScores(database, campaignId)) there.add("top-k").add("token-scores");
  return there;
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
