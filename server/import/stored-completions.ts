import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { insertRows } from "./insert-rows";
import { cutKeys, fillKeys, keyPlaceholders } from "./key-placeholders";
import type { Staging } from "./staging";

export interface StoredCompletion {
  id: number;
  importId: string;
  sample: number;
  text: string;
}

/** A completion about to be stored. */
export interface NewCompletion {
  promptKey: number;
  modelId: number;
  sample: number;
  text: string;
  metadata?: Record<string, unknown>;
}

/** What is stored of each prompt and model, by `promptKey/modelId`, in order of samples. */
export async function findCompletions(
  tx: Transaction,
  promptKeys: Iterable<number>,
  modelIds: Iterable<number>,
): Promise<Map<string, StoredCompletion[]>> {
  const found = new Map<string, StoredCompletion[]>();
  const statement = findStatement(tx);
  const modelCuts = cutKeys(modelIds);
  for (const prompts of cutKeys(promptKeys)) {
    for (const models of modelCuts) {
      const rows = await statement.execute(fillKeys(prompts, models));
      for (const stored of rows) {
        const key = completionGroup(stored.promptId, stored.modelId);
        const group = found.get(key);
        if (group) group.push(stored);
        else found.set(key, [stored]);
      }
    }
  }
  return found;
}

function findStatement(tx: Transaction) {
  return tx.prepared("import-find-completions", ({ orm, tables: { completion } }) =>
    orm
      .select({
        id: completion.id,
        importId: completion.importId,
        promptId: completion.promptId,
        modelId: completion.modelId,
        sample: completion.sample,
        text: completion.text,
      })
      .from(completion)
      .where(
        sql`${completion.promptId} in ${keyPlaceholders()} and ${completion.modelId} in ${keyPlaceholders(1)}`,
      )
      .orderBy(completion.sample),
  );
}

export function completionGroup(promptKey: number, modelId: number): string {
  return `${promptKey}/${modelId}`;
}

/** Stores completions; their ids by `completionKey`. */
export async function addCompletions(
  tx: Transaction,
  { importId, counts }: Staging,
  completions: readonly NewCompletion[],
): Promise<Map<string, number>> {
  if (completions.length === 0) return new Map();
  const { completion } = tx.tables;
  const rows = await insertRows<{ id: number; promptKey: number; modelId: number; sample: number }>(
    tx,
    {
      name: "import-add-completions",
      table: completion,
      columns: ["importId", "promptId", "modelId", "sample", "text", "metadata"],
      returning: {
        id: completion.id,
        promptKey: completion.promptId,
        modelId: completion.modelId,
        sample: completion.sample,
      },
    },
    completions.map(({ promptKey, modelId, sample, text, metadata }) => {
      return { importId, promptId: promptKey, modelId, sample, text, metadata };
    }),
  );
  counts.completionsAdded += rows.length;
  return new Map(rows.map((row) => [completionKey(row), row.id]));
}

export function completionKey(row: { promptKey: number; modelId: number; sample: number }): string {
  return `${completionGroup(row.promptKey, row.modelId)}/${row.sample}`;
}
