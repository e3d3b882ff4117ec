import { and, eq, inArray } from "drizzle-orm";
import type { Database } from "@/db/client";
import type { TokenScores, TopKSequence } from "@/server/core/disagreement/metric";
import type { BlockSource } from "./load-blocks";
import { toTokenScores } from "./token-scores";
import { toTopKSequence, Vocabulary } from "./top-k-sequence";

const idsPerQuery = 2_000;

interface ScoredCompletion {
  topK: Map<number, TopKSequence>;
  tokenScores: Map<number, TokenScores>;
}

/**
 * By completion id, the top-k lists or the log-probabilities along it, by model that scored it. What several imports
 * brought for one completion is put together; for the same scorer the later import holds.
 */
export async function loadTokenScores(
  { orm, tables }: Database,
  { campaignId, importIds }: BlockSource,
  ids: number[],
  needs: "top-k" | "token-scores",
): Promise<Map<number, ScoredCompletion>> {
  const { model, tokenScores } = tables;
  const models = await orm.select().from(model).where(eq(model.campaignId, campaignId));
  const modelIds = new Map(models.map(({ id, name }) => [name, id]));
  const age = new Map(importIds.map((id, place) => [id, place]));
  const vocabulary = new Vocabulary();
  const byCompletion = new Map<number, ScoredCompletion>();
  for (let from = 0; from < ids.length; from += idsPerQuery) {
    const part = ids.slice(from, from + idsPerQuery);
    const rows = await orm
      .select()
      .from(tokenScores)
      .where(and(inArray(tokenScores.completionId, part), inArray(tokenScores.importId, importIds)));
    rows.sort((one, other) => (age.get(one.importId) ?? 0) - (age.get(other.importId) ?? 0));
    for (const { completionId, scorers } of rows) {
      const scored = byCompletion.get(completionId) ?? { topK: new Map(), tokenScores: new Map() };
      byCompletion.set(completionId, scored);
      for (const [name, scores] of Object.entries(scorers)) {
        const modelId = modelIds.get(name);
        if (modelId === undefined) continue;
        if (needs === "token-scores") scored.tokenScores.set(modelId, toTokenScores(scores, vocabulary));
        else if (scores.top) scored.topK.set(modelId, toTopKSequence(scores.top, vocabulary));
      }
    }
  }
  return byCompletion;
}
