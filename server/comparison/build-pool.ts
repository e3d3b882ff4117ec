import { and, asc, eq, gt, inArray } from "drizzle-orm";
import type { Connection, Database, Transaction } from "@/db/client";
import type { PairChoice } from "@/db/schema/campaign";
import { findOrAddPair, type NamedModel, type OrientedPair } from "./model-pair";
import { checkPairChoice, isChosenPair } from "./pair-choice";

/** What fixes a pool: the imports it is built from, the model pairs that are compared, and the seed. */
export interface PoolOrigin {
  campaignId: string;
  importIds: string[];
  pairChoice: PairChoice;
  seed: string;
}

/** Comparisons of one transaction, about: others wait while it writes. */
const comparisonsPerBatch = 4_000;

/**
 * Adds the comparisons of these imports' prompts that are not there yet: for every prompt of a completions file the
 * chosen pairs of its models, one sample each (the first). A pairs file brought its own. Running it again adds nothing.
 */
export async function buildPool(
  database: Database,
  origin: PoolOrigin,
  onProgress: (promptsDone: number, promptsTotal: number) => Promise<void>,
): Promise<void> {
  const { campaignId, importIds, pairChoice } = origin;
  await checkPairChoice(database, campaignId, pairChoice);
  const promptIds = await listImportedPrompts(database, importIds);
  const models = await database.orm
    .select({ id: database.tables.model.id, name: database.tables.model.name })
    .from(database.tables.model)
    .where(eq(database.tables.model.campaignId, campaignId));
  const modelById = new Map(models.map((model) => [model.id, model]));
  const pairs = new Map<string, OrientedPair | undefined>();
  const pairsPerPrompt = Math.max(1, (models.length * (models.length - 1)) / 2);
  const promptsPerBatch = Math.max(5, Math.min(200, Math.floor(comparisonsPerBatch / pairsPerPrompt)));
  for (let from = 0; from < promptIds.length; from += promptsPerBatch) {
    const batch = promptIds.slice(from, from + promptsPerBatch);
    await database.transaction((tx) => addComparisons(tx, origin, batch, modelById, pairs), "normal");
    await onProgress(Math.min(from + promptsPerBatch, promptIds.length), promptIds.length);
  }
}

/** Ids of the prompts that these imports brought, ascending. */
export async function listImportedPrompts(
  { orm, tables: { prompt } }: Connection,
  importIds: string[],
): Promise<number[]> {
  const ids: number[] = [];
  const rowsPerPage = 20_000;
  for (;;) {
    const rows = await orm
      .select({ id: prompt.id })
      .from(prompt)
      .where(and(inArray(prompt.importId, importIds), gt(prompt.id, ids.at(-1) ?? 0)))
      .orderBy(asc(prompt.id))
      .limit(rowsPerPage);
    for (const { id } of rows) ids.push(id);
    if (rows.length < rowsPerPage) return ids;
  }
}

async function addComparisons(
  tx: Transaction,
  { campaignId, importIds, pairChoice, seed }: PoolOrigin,
  promptIds: number[],
  modelById: Map<number, NamedModel>,
  pairs: Map<string, OrientedPair | undefined>,
): Promise<void> {
  const rows: (typeof tx.tables.comparison.$inferInsert)[] = [];
  for (const completions of (await firstSamples(tx, promptIds, importIds)).values()) {
    for (let i = 0; i < completions.length; i++) {
      for (let j = i + 1; j < completions.length; j++) {
        const one = completions[i] as FirstSample;
        const other = completions[j] as FirstSample;
        const pair = await pairOf(one.modelId, other.modelId);
        if (!pair) continue;
        const [a, b] = one.modelId === pair.modelAId ? [one, other] : [other, one];
        rows.push({
          campaignId,
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

  /** Undefined for two models that are not to be compared. */
  async function pairOf(one: number, other: number): Promise<OrientedPair | undefined> {
    const key = one < other ? `${one}-${other}` : `${other}-${one}`;
    if (pairs.has(key)) return pairs.get(key);
    const [first, second] = [modelById.get(one) as NamedModel, modelById.get(other) as NamedModel];
    const isChosen = isChosenPair(pairChoice, first.name, second.name);
    const pair = isChosen ? await findOrAddPair(tx, { id: campaignId, seed }, first, second) : undefined;
    pairs.set(key, pair);
    return pair;
  }
}

interface FirstSample {
  id: number;
  promptId: number;
  modelId: number;
}

/** Per prompt the first sample of each model, from the completions files among the imports. */
async function firstSamples(
  { orm, tables }: Transaction,
  promptIds: number[],
  importIds: string[],
): Promise<Map<number, FirstSample[]>> {
  const { completion, dataImport } = tables;
  const rows = await orm
    .select({ id: completion.id, promptId: completion.promptId, modelId: completion.modelId })
    .from(completion)
    .innerJoin(dataImport, eq(dataImport.id, completion.importId))
    .where(
      and(
        inArray(completion.promptId, promptIds),
        inArray(completion.importId, importIds),
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
