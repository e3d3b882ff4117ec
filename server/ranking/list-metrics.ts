import { and, asc, eq, gt, inArray, isNotNull, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import type { Tables } from "@/db/schema/tables";
import { type Metric, type MetricNeeds, metricNeeds } from "@/server/core/disagreement/metric";
import { ofColumn } from "@/server/core/disagreement/of-column";
import { columnMetrics, metrics } from "@/server/core/disagreement/registry";
import { listPublishedImports } from "./list-published-imports";
import type { MetricView } from "./schemas";

/** Every metric, and whether this campaign's data has what it needs; metrics of scores for each numeric column. */
export async function listMetrics(database: Database, campaignId: string): Promise<MetricView[]> {
  const importIds = await listPublishedImports(database, campaignId);
  const there = await findNeeds(database, importIds);
  const columns = await listNumericColumns(database, importIds);
  return metrics.flatMap((metric) => [
    view(metric, there.has(metric.needs)),
    ...(columnMetrics.includes(metric)
      ? columns.map((column) => view(ofColumn(metric, column), hasOthers(metric, there)))
      : []),
  ]);
}

function view(
  { id, version, title, summary, needs, control, aim, source, column }: Metric,
  available: boolean,
): MetricView {
  const unavailableReason = available ? undefined : `Needs ${metricNeeds[needs]}.`;
  return { id, version, title, summary, needs, control, aim, source, column, available, unavailableReason };
}

/** Whether there is what a metric of scores needs beside a numeric column. */
function hasOthers({ needs }: Metric, there: ReadonlySet<MetricNeeds>): boolean {
  return needs === "scores" || there.has("judge-votes");
}

/** What metrics may need and the imports brought: looked for, not counted. */
async function findNeeds(database: Database, importIds: string[]): Promise<ReadonlySet<MetricNeeds>> {
  const { tokenScores, embedding, judgeVotes } = database.tables;
  const there = new Set<MetricNeeds>(["text", "nothing"]);
  if (importIds.length === 0) return there;
  if (await hasRows(database, importIds, tokenScores)) there.add("top-k").add("token-scores");
  if (await hasRows(database, importIds, embedding)) there.add("embeddings");
  if (await hasRows(database, importIds, judgeVotes)) there.add("judge-votes");
  if (await hasCompletion(database, importIds, ({ sample }) => gt(sample, 0))) there.add("samples");
  // JSON as text in both databases; a score nested deeper is found too, and then scores nothing.
  const scored = sql`cast(${database.tables.completion.metadata} as text) like '%"score":%'`;
  if (await hasCompletion(database, importIds, () => scored)) there.add("scores");
  if (there.has("scores") && there.has("judge-votes")) there.add("judge-votes-scores");
  return there;
}

async function hasRows(
  { orm }: Database,
  importIds: string[],
  table: Tables["tokenScores"] | Tables["embedding"] | Tables["judgeVotes"],
): Promise<boolean> {
  const rows = await orm
    .select({ importId: table.importId })
    .from(table)
    .where(inArray(table.importId, importIds))
    .limit(1);
  return rows.length > 0;
}

async function hasCompletion(
  { orm, tables: { completion } }: Database,
  importIds: string[],
  condition: (table: typeof completion) => SQL,
): Promise<boolean> {
  const rows = await orm
    .select({ id: completion.id })
    .from(completion)
    .where(and(inArray(completion.importId, importIds), condition(completion)))
    .limit(1);
  return rows.length > 0;
}

/** The first rows of an import tell its columns: a file's rows seldom differ in them. */
const rowsPerImport = 300;

/** The numeric metadata columns of the completions but `score`, which the metrics of scores read by themselves. */
async function listNumericColumns(
  { orm, tables: { completion } }: Database,
  importIds: string[],
): Promise<string[]> {
  const columns = new Set<string>();
  for (const importId of importIds) {
    const rows = await orm
      .select({ metadata: completion.metadata })
      .from(completion)
      .where(and(eq(completion.importId, importId), isNotNull(completion.metadata)))
      .orderBy(asc(completion.id))
      .limit(rowsPerImport);
    for (const { metadata } of rows) {
      for (const [column, value] of Object.entries(metadata ?? {})) {
        if (typeof value === "number" && column !== "score") columns.add(column);
      }
    }
  }
  return [...columns].sort();
}
