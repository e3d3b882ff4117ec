import { and, asc, eq, gt, inArray, isNotNull, lte, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { listPublishedImports } from "./list-published-imports";
import type { OrderChoices } from "./schemas";
import { SliceCounts } from "./slice-counts";

const promptsPerBatch = 2_000;

/** What an order can be set with: the model pairs with their comparisons, and the slices of the prompts. */
export async function listChoices(database: Database, campaignId: string): Promise<OrderChoices> {
  const importIds = await listPublishedImports(database, campaignId);
  if (importIds.length === 0) return { pairs: [], slices: [] };
  return {
    pairs: await countPairs(database, campaignId, importIds),
    slices: await countSlices(database, importIds),
  };
}

async function countSlices(database: Database, importIds: string[]): Promise<OrderChoices["slices"]> {
  const { prompt } = database.tables;
  const counts = new SliceCounts(1);
  for (let after = 0; ; ) {
    const rows = await database.orm
      .select({
        id: prompt.id,
        language: prompt.language,
        category: prompt.category,
        metadata: prompt.metadata,
      })
      .from(prompt)
      .where(and(inArray(prompt.importId, importIds), gt(prompt.id, after)))
      .orderBy(asc(prompt.id))
      .limit(promptsPerBatch);
    for (const row of rows) counts.add(row, [1]);
    const last = rows.at(-1);
    if (!last || rows.length < promptsPerBatch) break;
    after = last.id;
  }
  const prompts = counts.totals[0] as number;
  return counts.list().map(({ name, sums }) => ({ ...name, share: (sums[0] as number) / prompts }));
}

/** Per two models the prompts that both completed, and what pairs files brought. */
async function countPairs(
  database: Database,
  campaignId: string,
  importIds: string[],
): Promise<OrderChoices["pairs"]> {
  const { model } = database.tables;
  const models = await database.orm
    .select({ id: model.id, name: model.name })
    .from(model)
    .where(eq(model.campaignId, campaignId))
    .orderBy(asc(model.name));
  const places = new Map(models.map(({ id }, place) => [id, place]));
  const width = models.length;
  const table = new Float64Array(width * width);
  const count = (one: number, other: number, n: number) => {
    const [low, high] = [places.get(one) as number, places.get(other) as number].sort((a, b) => a - b);
    const cell = (low as number) * width + (high as number);
    table[cell] = (table[cell] as number) + n;
  };
  await countCompleted(database, importIds, count);
  await countBrought(database, importIds, count);
  return [...table.keys()]
    .filter((cell) => (table[cell] as number) > 0)
    .map((cell) => ({
      modelA: models[Math.floor(cell / width)]?.name ?? "",
      modelB: models[cell % width]?.name ?? "",
      comparisons: table[cell] as number,
    }));
}

type Count = (one: number, other: number, n: number) => void;

/** Prompts with the same models are counted as one. */
async function countCompleted(database: Database, importIds: string[], count: Count): Promise<void> {
  const { completion, dataImport } = database.tables;
  const sets = new Map<string, { models: number[]; prompts: number }>();
  for (let after = 0; ; ) {
    const rows = await database.orm
      .selectDistinct({ promptId: completion.promptId, modelId: completion.modelId })
      .from(completion)
      .innerJoin(dataImport, eq(dataImport.id, completion.importId))
      .where(
        and(
          gt(completion.promptId, after),
          lte(completion.promptId, after + promptsPerBatch),
          inArray(completion.importId, importIds),
          eq(dataImport.shape, "completions"),
        ),
      )
      .orderBy(asc(completion.promptId), asc(completion.modelId));
    for (const models of groupByPrompt(rows)) {
      const key = models.join();
      const set = sets.get(key) ?? { models, prompts: 0 };
      set.prompts++;
      sets.set(key, set);
    }
    const next = await nextPrompt(database, importIds, after + promptsPerBatch);
    if (next === undefined) break;
    after = next - 1;
  }
  for (const { models, prompts } of sets.values())
    for (const [i, one] of models.entries())
      for (const other of models.slice(i + 1)) count(one, other, prompts);
}

function groupByPrompt(rows: readonly { promptId: number; modelId: number }[]): number[][] {
  const groups: number[][] = [];
  let promptId: number | undefined;
  for (const row of rows) {
    if (row.promptId !== promptId) groups.push([]);
    promptId = row.promptId;
    groups.at(-1)?.push(row.modelId);
  }
  return groups;
}

/** The first prompt of these imports after an id. */
async function nextPrompt(
  { orm, tables: { prompt } }: Database,
  importIds: string[],
  after: number,
): Promise<number | undefined> {
  const rows = await orm
    .select({ id: prompt.id })
    .from(prompt)
    .where(and(inArray(prompt.importId, importIds), gt(prompt.id, after)))
    .orderBy(asc(prompt.id))
    .limit(1);
  return rows[0]?.id;
}

async function countBrought({ orm, tables }: Database, importIds: string[], count: Count): Promise<void> {
  const { comparison, modelPair } = tables;
  const rows = await orm
    .select({ a: modelPair.modelAId, b: modelPair.modelBId, n: sql<number>`count(*)`.mapWith(Number) })
    .from(comparison)
    .innerJoin(modelPair, eq(modelPair.id, comparison.pairId))
    .where(and(isNotNull(comparison.importId), inArray(comparison.importId, importIds)))
    .groupBy(modelPair.modelAId, modelPair.modelBId);
  for (const { a, b, n } of rows) count(a, b, n);
}
