import { and, eq } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { Connection } from "@/db/client";
import { found } from "../errors";

/** A comparison of the campaign with its prompt, models and completions in full. */
export async function getComparisonTexts(
  { orm, tables }: Connection,
  campaignId: string,
  comparisonId: number,
) {
  const { comparison, prompt, completion, model } = tables;
  const [a, b] = [alias(completion, "a"), alias(completion, "b")];
  const [modelA, modelB] = [alias(model, "model_a"), alias(model, "model_b")];
  const rows = await orm
    .select({
      pairId: comparison.pairId,
      promptId: comparison.promptId,
      completionAId: comparison.completionAId,
      completionBId: comparison.completionBId,
      modelAId: a.modelId,
      modelBId: b.modelId,
      promptExternalId: prompt.externalId,
      prompt: prompt.text,
      system: prompt.system,
      turns: prompt.turns,
      language: prompt.language,
      category: prompt.category,
      metadata: prompt.metadata,
      modelA: modelA.name,
      modelB: modelB.name,
      completionA: a.text,
      completionB: b.text,
    })
    .from(comparison)
    .innerJoin(prompt, eq(prompt.id, comparison.promptId))
    .innerJoin(a, eq(a.id, comparison.completionAId))
    .innerJoin(b, eq(b.id, comparison.completionBId))
    .innerJoin(modelA, eq(modelA.id, a.modelId))
    .innerJoin(modelB, eq(modelB.id, b.modelId))
    .where(and(eq(comparison.id, comparisonId), eq(comparison.campaignId, campaignId)));
  return found(rows[0], "comparison", comparisonId);
}

export type ComparisonTexts = Awaited<ReturnType<typeof getComparisonTexts>>;
