import { and, asc, eq, inArray, isNull, or } from "drizzle-orm";
import type { Database } from "@/db/client";
import type { Metric, PromptBlock, ScorableCompletion } from "@/server/core/disagreement/metric";
import { keepFirstSamples } from "./keep-first-samples";
import { loadCompletionData } from "./load-completion-data";
import { loadJudgeVotes } from "./load-judge-votes";
import { loadSamples } from "./load-samples";

/** Whose comparisons and data are read. */
export interface BlockSource {
  campaignId: string;
  /** What other imports brought is not read. */
  importIds: string[];
  /** The model pairs that are compared; undefined: all. */
  pairIds?: ReadonlySet<number> | undefined;
}

/** What a metric reads beside the texts. */
export type DataNeeds = Pick<Metric, "needs" | "column">;

/** The comparisons of these prompts, one block per prompt, and their ids in the order of the blocks' pairs. */
export async function loadBlocks(
  database: Database,
  source: BlockSource,
  promptIds: number[],
  metric: DataNeeds,
): Promise<{ comparisonIds: Int32Array; blocks: PromptBlock[] }> {
  const candidates = await loadComparisons(database, source, promptIds);
  const candidateIds = [...new Set(candidates.flatMap(({ aId, bId }) => [aId, bId]))];
  const completions = await loadCompletions(database, source, candidateIds);
  const known = candidates.filter(({ aId, bId }) => completions.has(aId) && completions.has(bId));
  const comparisons = keepFirstSamples(known, (id) => completions.get(id)?.sample ?? 0);
  const data = await loadCompletionData(database, source, [...completions.keys()], metric);
  const samples = metric.needs === "samples" ? await loadSamples(database, source, promptIds) : undefined;
  const ids = comparisons.map(({ id }) => id);
  const votes = readsVotes(metric) ? await loadJudgeVotes(database, source, ids) : undefined;
  const blocks: PromptBlock[] = [];
  for (const group of groupByPrompt(comparisons)) {
    const places = new Map<number, number>();
    const members: ScorableCompletion[] = [];
    const pairs = new Int32Array(2 * group.length);
    const place = (id: number) => {
      let at = places.get(id);
      if (at === undefined) {
        at = members.length;
        places.set(id, at);
        const { model, text } = completions.get(id) as { model: number; text: string };
        members.push({ model, text, ...data.get(id) });
      }
      return at;
    };
    for (const [i, { aId, bId }] of group.entries()) {
      pairs[2 * i] = place(aId);
      pairs[2 * i + 1] = place(bId);
    }
    const keys = Int32Array.from(group, ({ id }) => id);
    const judgeVotes = votes && group.map(({ id }) => votes.get(id));
    const promptId = (group[0] as ComparisonRow).promptId;
    blocks.push({ completions: members, pairs, keys, samples: samples?.get(promptId), judgeVotes });
  }
  return { comparisonIds: Int32Array.from(ids), blocks };
}

function readsVotes({ needs }: DataNeeds): boolean {
  return needs === "judge-votes" || needs === "judge-votes-scores";
}

interface ComparisonRow {
  id: number;
  promptId: number;
  pairId: number;
  importId: string | null;
  aId: number;
  bId: number;
}

/** The source's comparisons of the prompts, by prompt. */
async function loadComparisons(
  { orm, tables: { comparison } }: Database,
  { campaignId, importIds, pairIds }: BlockSource,
  promptIds: number[],
): Promise<ComparisonRow[]> {
  return orm
    .select({
      id: comparison.id,
      promptId: comparison.promptId,
      pairId: comparison.pairId,
      importId: comparison.importId,
      aId: comparison.completionAId,
      bId: comparison.completionBId,
    })
    .from(comparison)
    .where(
      and(
        // The index on prompts begins with the campaign: without it the whole table would be read.
        eq(comparison.campaignId, campaignId),
        inArray(comparison.promptId, promptIds),
        or(isNull(comparison.importId), inArray(comparison.importId, importIds)),
        pairIds && inArray(comparison.pairId, [...pairIds]),
      ),
    )
    .orderBy(asc(comparison.promptId), asc(comparison.id));
}

function groupByPrompt(rows: ComparisonRow[]): ComparisonRow[][] {
  const groups: ComparisonRow[][] = [];
  for (const row of rows) {
    const last = groups.at(-1);
    if (last?.[0]?.promptId === row.promptId) last.push(row);
    else groups.push([row]);
  }
  return groups;
}

const idsPerQuery = 5_000;

async function loadCompletions(
  { orm, tables: { completion } }: Database,
  { importIds }: BlockSource,
  ids: number[],
) {
  const byId = new Map<number, { model: number; text: string; sample: number }>();
  for (let from = 0; from < ids.length; from += idsPerQuery) {
    const rows = await orm
      .select({
        id: completion.id,
        model: completion.modelId,
        text: completion.text,
        sample: completion.sample,
      })
      .from(completion)
      .where(
        and(
          inArray(completion.id, ids.slice(from, from + idsPerQuery)),
          inArray(completion.importId, importIds),
        ),
      );
    for (const { id, ...own } of rows) byId.set(id, own);
  }
  return byId;
}
