import { and, eq, inArray } from "drizzle-orm";
import type { Database } from "@/db/client";
import type { TokenScores, TopKSequence } from "@/server/core/disagreement/metric";
import { toTokenScores } from "./token-scores";
import { toTopKSequence, Vocabulary } from "./top-k-sequence";

const idsPerQuery = 5_000;

interface ScoredCompletion {
  topK?: Map<number, TopKSequence>;
  tokenScores?: Map<number, TokenScores>;
}

/** By completion id, the top-k lists or the log-probabilities along it, by model that scored it. */
export async function loadTokenScores(
  { orm, tables }: Database,
  campaignId: string,
  ids: number[],
  needs: "top-k" | "token-scores",
): Promise<Map<number, ScoredCompletion>> {
  const { model, tokenScores, dataImport } = tables;
  const models = await orm.select().from(model).where(eq(model.campaignId, campaignId));
  const modelIds = new Map(models.map(({ id, name }) => [name, id]));
  const vocabulary = new Vocabulary();
  const byCompletion = new Map<number, ScoredCompletion>();
  for (let from = 0; from < ids.length; from += idsPerQuery) {
    const rows = await orm
      .select({ completionId: tokenScores.completionId, scorers: tokenScores.scorers })
      .from(tokenScores)
      .innerJoin(dataImport, eq(dataImport.id, tokenScores.importId))
      .where(
        and(
          inArray(tokenScores.completionId, ids.slice(from, from + idsPerQuery)),
          eq(dataImport.state, "published"),
        ),
      );
    for (const { completionId, scorers } of rows) {
      const topK = new Map<number, TopKSequence>();
      const scores = new Map<number, TokenScores>();
      for (const [name, scored] of Object.entries(scorers)) {
        const modelId = modelIds.get(name);
        if (modelId === undefined) continue;
        if (needs === "token-scores") scores.set(modelId, toTokenScores(scored, vocabulary));
        else if (scored.top) topK.set(modelId, toTopKSequence(scored.top, vocabulary));
      }
      byCompletion.set(completionId, needs === "top-k" ? { topK } : { tokenScores: scores });
    }
  }
  return byCompletion;
}
