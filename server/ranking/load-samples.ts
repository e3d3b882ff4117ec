import { and, asc, eq, inArray } from "drizzle-orm";
import type { Database } from "@/db/client";

/** By prompt and model, the texts of all published samples, in their order. */
export async function loadSamples(
  { orm, tables: { completion, dataImport } }: Database,
  promptIds: number[],
): Promise<ReadonlyMap<number, ReadonlyMap<number, readonly string[]>>> {
  const rows = await orm
    .select({ promptId: completion.promptId, modelId: completion.modelId, text: completion.text })
    .from(completion)
    .innerJoin(dataImport, eq(dataImport.id, completion.importId))
    .where(and(inArray(completion.promptId, promptIds), eq(dataImport.state, "published")))
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
