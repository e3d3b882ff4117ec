import { and, eq, inArray, sql } from "drizzle-orm";
import type { Connection, Database } from "@/db/client";
import { findMetric } from "@/server/core/disagreement/registry";
import { getCampaignRow } from "../campaign/get-campaign-row";
import { campaignBasis } from "../ranking/campaign-basis";
import { loadPairNames } from "../ranking/pair-names";
import { listScoreSets, loadScoreSet, poolBasis } from "../ranking/score-sets";
import type { VerbContext } from "../verb-context";
import { finite } from "./list-metric-places";
import { listPoolPrompts } from "./list-pool-prompts";
import { findOrder } from "./order-in-force";
import { type PromptSummary, summarisePrompts, widestPairs } from "./prompt-summary";
import type { ListPromptsInput, PromptRow, PromptsView } from "./schemas";
import { sliceCondition } from "./slice-condition";

const excerptLength = 240;

/**
 * Prompts by how far all models differ on them: the mean, the maximum or the variance over their pairs under one metric. A
 * page at a time. Null while the comparisons are not scored.
 */
export async function listPrompts(
  { database }: VerbContext,
  input: ListPromptsInput,
): Promise<PromptsView | null> {
  const { campaignId } = input;
  const campaign = await getCampaignRow(database, campaignId);
  const order = await findOrder(database, campaign);
  const origin = order ?? (await campaignBasis(database, campaign));
  const sets = await listScoreSets(database, campaignId, poolBasis(origin));
  const wanted = [input.metric, order?.metric, ...(order?.members ?? []).map(({ metric }) => metric)];
  const set = wanted.map((metric) => sets.find((one) => one.metric === metric)).find((one) => one) ?? sets[0];
  if (!set) return null;
  const scores = await loadScoreSet(database, set.id);
  const prompts = await listPoolPrompts(database, origin, scores.comparisonIds);
  const summary = summarisePrompts(scores, prompts);
  const chosen = await filterPrompts(database, summary, input);
  const page = sortPlaces(chosen, summary[input.by], input.least).subarray(
    input.offset,
    input.offset + input.limit,
  );
  const widest = widestPairs(scores, summary, page);
  const rows = await viewRows(database, campaignId, summary, Array.from(page), widest);
  const metrics = sets.map(({ metric }) => ({ metric, title: titleOf(metric) }));
  return { metric: { metric: set.metric, title: titleOf(set.metric) }, metrics, total: chosen.length, rows };
}

function titleOf(metric: string): string {
  return findMetric(metric)?.title ?? metric;
}

/** The places of the prompts that the filter lets pass. */
async function filterPrompts(
  connection: Connection,
  { promptIds }: PromptSummary,
  { campaignId, slice }: ListPromptsInput,
): Promise<Int32Array> {
  const { prompt } = connection.tables;
  const all = Int32Array.from(promptIds.keys());
  const condition = sliceCondition(connection, slice);
  if (!condition) return all;
  const rows = await connection.orm
    .select({ id: prompt.id })
    .from(prompt)
    .where(and(eq(prompt.campaignId, campaignId), condition));
  const passing = new Set(rows.map(({ id }) => id));
  return all.filter((place) => passing.has(promptIds[place] as number));
}

/** The greatest first, or the least; what has no value comes last, equal ones in the order of import. */
function sortPlaces(places: Int32Array, values: Float64Array, least: boolean): Int32Array {
  const sign = least ? 1 : -1;
  const key = (place: number) => {
    const value = values[place] as number;
    return Number.isNaN(value) ? Infinity : sign * value;
  };
  return places.slice().sort((one, other) => {
    const [first, second] = [key(one), key(other)];
    return first === second ? one - other : first - second;
  });
}

async function viewRows(
  database: Database,
  campaignId: string,
  summary: PromptSummary,
  places: number[],
  widest: ReadonlyMap<number, number>,
): Promise<PromptRow[]> {
  const { prompt, comparison } = database.tables;
  if (places.length === 0) return [];
  const texts = await database.orm
    .select({
      promptId: prompt.id,
      promptExternalId: prompt.externalId,
      prompt: sql<string>`substr(${prompt.text}, 1, ${excerptLength})`,
      language: prompt.language,
      category: prompt.category,
    })
    .from(prompt)
    .where(
      inArray(
        prompt.id,
        places.map((place) => summary.promptIds[place] as number),
      ),
    );
  const textOf = new Map(texts.map((row) => [row.promptId, row]));
  const pairRows = await database.orm
    .select({ id: comparison.id, pairId: comparison.pairId })
    .from(comparison)
    .where(inArray(comparison.id, [...widest.values()]));
  const pairOf = new Map(pairRows.map(({ id, pairId }) => [id, pairId]));
  const names = await loadPairNames(database, campaignId);
  return places.flatMap((place): PromptRow[] => {
    const text = textOf.get(summary.promptIds[place] as number);
    const comparisonId = widest.get(place);
    const pair = comparisonId === undefined ? undefined : names.get(pairOf.get(comparisonId) as number);
    if (!text || comparisonId === undefined || !pair) return [];
    return [
      {
        ...text,
        pairs: summary.pairs[place] as number,
        mean: finite(summary.mean[place]),
        maximum: finite(summary.maximum[place]),
        variance: finite(summary.variance[place]),
        widest: { comparisonId, ...pair },
      },
    ];
  });
}
