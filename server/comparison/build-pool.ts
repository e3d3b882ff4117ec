import { and, asc, eq, inArray } from "drizzle-orm";
import type { Database, Transaction } from "@/db/client";
import { findOrAddPair, type NamedModel, type OrientedPair } from "./model-pair";

const promptsPerBatch = 200;

/**
 * Adds the comparisons of these imports' prompts that are not there yet: for every prompt of a completions file all
 * pairs of its models, one sample each (the first). A pairs file brought its own. Running it again adds nothing.
 */
export async function buildPool(
  database: Database,
  campaign: { id: string; seed: string },
  importIds: string[],
  onProgress: (promptsDone: number, promptsTotal: number) => Promise<void>,
): Promise<void> {
  const promptIds = await listImportedPrompts(database, importIds);
  const models = await database.orm
    .select({ id: database.tables.model.id, name: database.tables.model.name })
    .from(database.tables.model)
    .where(eq(database.tables.model.campaignId, campaign.id));
  const modelById = new Map(models.map((model) => [model.id, model]));
  const pairs = new Map<string, OrientedPair>();
  for (let from = 0; from < promptIds.length; from += promptsPerBatch) {
    const batch = promptIds.slice(from, from + promptsPerBatch);
    await database.transaction((tx) => addComparisons(tx, campaign, batch, modelById, pairs), "normal");
    await onProgress(Math.min(from + promptsPerBatch, promptIds.length), promptIds.length);
  }
}

/** Ids of the prompts that these imports brought, ascending. */
export async function listImportedPrompts(
  { orm, tables: { prompt } }: Database,
  importIds: string[],
): Promise<number[]> {
  const rows = await orm
    .select({ id: prompt.id })
    .from(prompt)
    .where(inArray(prompt.importId, importIds))
    .orderBy(asc(prompt.id));
  return rows.map(({ id }) => id);
}

async function addComparisons(
  tx: Transaction,
  campaign: { id: string; seed: string },
  promptIds: number[],
  modelById: Map<number, NamedModel>,
  pairs: Map<string, OrientedPair>,
): Promise<void> {
  const rows: (typeof tx.tables.comparison.$inferInsert)[] = [];
  for (const completions of (await firstSamples(tx, promptIds)).values()) {
    for (let i = 0; i < completions.length; i++) {
      for (let j = i + 1; j < completions.length; j++) {
        const one = completions[i] as FirstSample;
        const other = completions[j] as FirstSample;
        const pair = await pairOf(one.modelId, other.modelId);
        const [a, b] = one.modelId === pair.modelAId ? [one, other] : [other, one];
        rows.push({
          campaignId: campaign.id,
          pairId: pair.pairId,
          promptId: one.promptId,
          completionAId: a.id,
          completionBId: b.id,
        });
      }
    }
  }
  const rowsPerInsert = 1_000;
  for (let from = 0; from < rows.length; from += rowsPerInsert) {
    await tx.orm
      .insert(tx.tables.comparison)
      .values(rows.slice(from, from + rowsPerInsert))
      .onConflictDoNothing();
  }

  async function pairOf(one: number, other: number): Promise<OrientedPair> {
    const key = one < other ? `${one}-${other}` : `${other}-${one}`;
    let pair = pairs.get(key);
    if (!pair) {
      pair = await findOrAddPair(
        tx,
        campaign,
        modelById.get(one) as NamedModel,
        modelById.get(other) as NamedModel,
      );
      pairs.set(key, pair);
    }
    return pair;
  }
}

interface FirstSample {
  id: number;
  promptId: number;
  modelId: number;
}

/** Per prompt the first sample of each model, from published completions files. */
async function firstSamples(
  { orm, tables }: Transaction,
  promptIds: number[],
): Promise<Map<number, FirstSample[]>> {
  const { completion, dataImport } = tables;
  const rows = await orm
    .select({ id: completion.id, promptId: completion.promptId, modelId: completion.modelId })
    .from(completion)
    .innerJoin(dataImport, eq(dataImport.id, completion.importId))
    .where(
      and(
        inArray(completion.promptId, promptIds),
        eq(dataImport.state, "published"),
        eq(dataImport.shape, "completions"),
      ),
    )
    .orderBy(asc(completion.promptId), asc(completion.modelId), asc(completion.sample));
  const byPrompt = new Map<number, FirstSample[]>();
  for (const row of rows) {
    const group = byPrompt.get(row.promptId);
    if (!group) byPrompt.set(row.promptId, [row]);
    else if (group.at(-1)?.modelId !== row.modelId) group.push(row);
  }
  return byPrompt;
}
