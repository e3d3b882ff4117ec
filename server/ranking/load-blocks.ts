import { and, asc, eq, inArray, isNull, or } from "drizzle-orm";
import type { Database } from "@/db/client";
import type { Metric, PromptBlock, ScorableCompletion } from "@/server/core/disagreement/metric";
import { loadCompletionData } from "./load-completion-data";
import { loadJudgeVotes } from "./load-judge-votes";
import { loadSamples } from "./load-samples";

/** The comparisons of these prompts, one block per prompt, and their ids in the order of the blocks' pairs. */
export async function loadBlocks(
  database: Database,
  campaignId: string,
  promptIds: number[],
  needs: Metric["needs"],
): Promise<{ comparisonIds: Int32Array; blocks: PromptBlock[] }> {
  const comparisons = await loadComparisons(database, promptIds);
  const completionIds = [...new Set(comparisons.flatMap(({ aId, bId }) => [aId, bId]))];
  const completions = await loadCompletions(database, completionIds);
  const data = await loadCompletionData(database, campaignId, completionIds, needs);
  const samples = needs === "samples" ? await loadSamples(database, promptIds) : undefined;
  const votes =
    needs === "judge-votes"
      ? await loadJudgeVotes(
          database,
          comparisons.map(({ id }) => id),
        )
      : undefined;
  const comparisonIds: number[] = [];
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
        members.push({ ...(completions.get(id) as { model: number; text: string }), ...data.get(id) });
      }
      return at;
    };
    for (const [i, { aId, bId }] of group.entries()) {
      pairs[2 * i] = place(aId);
      pairs[2 * i + 1] = place(bId);
    }
    const keys = Int32Array.from(group, ({ id }) => id);
    for (const key of keys) comparisonIds.push(key);
    const judgeVotes = votes && group.map(({ id }) => votes.get(id));
    const promptId = (group[0] as ComparisonRow).promptId;
    blocks.push({ completions: members, pairs, keys, samples: samples?.get(promptId), judgeVotes });
  }
  return { comparisonIds: Int32Array.from(comparisonIds), blocks };
}

interface ComparisonRow {
  id: number;
  promptId: number;
  aId: number;
  bId: number;
}

/** Published comparisons of the prompts, by prompt. */
async function loadComparisons({ orm, tables }: Database, promptIds: number[]): Promise<ComparisonRow[]> {
  const { comparison, dataImport } = tables;
  return orm
    .select({
      id: comparison.id,
      promptId: comparison.promptId,
      aId: comparison.completionAId,
      bId: comparison.completionBId,
    })
    .from(comparison)
    .leftJoin(dataImport, eq(dataImport.id, comparison.importId))
    .where(
      and(
        inArray(comparison.promptId, promptIds),
        or(isNull(comparison.importId), eq(dataImport.state, "published")),
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

async function loadCompletions({ orm, tables: { completion } }: Database, ids: number[]) {
  const byId = new Map<number, { model: number; text: string }>();
  for (let from = 0; from < ids.length; from += idsPerQuery) {
    const rows = await orm
      .select({ id: completion.id, model: completion.modelId, text: completion.text })
      .from(completion)
      .where(inArray(completion.id, ids.slice(from, from + idsPerQuery)));
    for (const { id, model, text } of rows) byId.set(id, { model, text });
  }
  return byId;
}
