import { and, eq, gt, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import type { Tables } from "@/db/schema/tables";
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

/** What metrics may need and the campaign has: looked for, not counted. */
async function findNeeds(database: Database, campaignId: string): Promise<ReadonlySet<MetricNeeds>> {
  const { tokenScores, embedding, judgeVotes } = database.tables;
  const there = new Set<MetricNeeds>(["text", "nothing"]);
  if (await hasRows(database, campaignId, tokenScores)) there.add("top-k").add("token-scores");
  if (await hasRows(database, campaignId, embedding)) there.add("embeddings");
  if (await hasRows(database, campaignId, judgeVotes)) there.add("judge-votes");
  if (await hasCompletion(database, campaignId, ({ sample }) => gt(sample, 0))) there.add("samples");
  // JSON as text in both databases; a score nested deeper is found too, and then scores nothing.
  const scored = sql`cast(${database.tables.completion.metadata} as text) like '%"score":%'`;
  if (await hasCompletion(database, campaignId, () => scored)) there.add("scores");
  return there;
}

async function hasRows(
  { orm, tables: { dataImport } }: Database,
  campaignId: string,
  table: Tables["tokenScores"] | Tables["embedding"] | Tables["judgeVotes"],
): Promise<boolean> {
  const rows = await orm
    .select({ id: dataImport.id })
    .from(dataImport)
    .innerJoin(table, eq(table.importId, dataImport.id))
    .where(and(eq(dataImport.campaignId, campaignId), eq(dataImport.state, "published")))
    .limit(1);
  return rows.length > 0;
}

async function hasCompletion(
  { orm, tables: { completion, dataImport } }: Database,
  campaignId: string,
  condition: (table: typeof completion) => SQL,
): Promise<boolean> {
  const rows = await orm
    .select({ id: completion.id })
    .from(dataImport)
    .innerJoin(completion, eq(completion.importId, dataImport.id))
    .where(
      and(eq(dataImport.campaignId, campaignId), eq(dataImport.state, "published"), condition(completion)),
    )
    .limit(1);
  return rows.length > 0;
}
