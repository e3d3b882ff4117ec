import { and, asc, inArray } from "drizzle-orm";
import type { Database } from "@/db/client";
import type { BlockSource } from "./load-blocks";

/** By prompt and model, the texts of all samples, in their order. */
export async function loadSamples(
  { orm, tables: { completion } }: Database,
  { importIds }: BlockSource,
  promptIds: number[],
): Promise<ReadonlyMap<number, ReadonlyMap<number, readonly string[]>>> {
  const rows = await orm
    .select({ promptId: completion.promptId, modelId: completion.modelId, text: completion.text })
    .from(completion)
    .where(and(inArray(completion.promptId, promptIds), inArray(completion.importId, importIds)))
    .orderBy(asc(completion.promptId), asc(completion.modelId), asc(completion.sample));
  const byPrompt = new Map<number, Map<number, string[]>>();
  for (const { promptId, modelId, text } of rows) {
    let byModel = byPrompt.get(promptId);
    if (!byModel) {
      byModel = new Map();
      byPrompt.set(promptId, byModel);
    }
    const texts = byModel.get(modelId);
    if (texts) texts.push(text);
    else byModel.set(modelId, [text]);
  }
  return byPrompt;
}
