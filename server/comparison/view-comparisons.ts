import { eq, inArray } from "drizzle-orm";
import { alias } from "drizzle-orm/sqlite-core";
import type { Connection } from "@/db/client";

/** A comparison as a lead sees it: models named. */
export interface ComparisonView {
  comparisonId: number;
  promptExternalId: string;
  prompt: string;
  language: string | null;
  modelA: string;
  modelB: string;
  completionA: string;
  completionB: string;
  drawNumber: number;
}

/** Drawn comparisons as a lead sees them, by id. */
export async function viewComparisons(
  { orm, tables }: Connection,
  comparisonIds: number[],
): Promise<Map<number, ComparisonView>> {
  const { comparison, comparisonStatus, prompt, completion, model } = tables;
  const [a, b] = [alias(completion, "a"), alias(completion, "b")];
  const [modelA, modelB] = [alias(model, "model_a"), alias(model, "model_b")];
  const rows = await orm
    .select({
      comparisonId: comparison.id,
      promptExternalId: prompt.externalId,
      prompt: prompt.text,
      language: prompt.language,
      modelA: modelA.name,
      modelB: modelB.name,
      completionA: a.text,
      completionB: b.text,
      drawNumber: comparisonStatus.drawNumber,
    })
    .from(comparison)
    .innerJoin(comparisonStatus, eq(comparisonStatus.comparisonId, comparison.id))
    .innerJoin(prompt, eq(prompt.id, comparison.promptId))
    .innerJoin(a, eq(a.id, comparison.completionAId))
    .innerJoin(b, eq(b.id, comparison.completionBId))
    .innerJoin(modelA, eq(modelA.id, a.modelId))
    .innerJoin(modelB, eq(modelB.id, b.modelId))
    .where(inArray(comparison.id, comparisonIds));
  return new Map(rows.map((row) => [row.comparisonId, row]));
}
