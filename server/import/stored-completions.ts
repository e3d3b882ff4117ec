import { and, inArray } from "drizzle-orm";
import type { Transaction } from "@/db/client";
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
  { orm, tables: { completion } }: Transaction,
  promptKeys: Iterable<number>,
  modelIds: Iterable<number>,
): Promise<Map<string, StoredCompletion[]>> {
  const found = new Map<string, StoredCompletion[]>();
  const prompts = [...new Set(promptKeys)];
  if (prompts.length === 0) return found;
  const rows = await orm
    .select({
      id: completion.id,
      importId: completion.importId,
      promptId: completion.promptId,
      modelId: completion.modelId,
      sample: completion.sample,
      text: completion.text,
    })
    .from(completion)
    .where(and(inArray(completion.promptId, prompts), inArray(completion.modelId, [...new Set(modelIds)])))
    .orderBy(completion.sample);
  for (const { promptId, modelId, ...stored } of rows) {
    const key = completionGroup(promptId, modelId);
    const group = found.get(key);
    if (group) group.push(stored);
    else found.set(key, [stored]);
  }
  return found;
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
  const rows = await tx.orm
    .insert(completion)
    .values(
      completions.map(({ promptKey, modelId, sample, text, metadata }) => {
        return { importId, promptId: promptKey, modelId, sample, text, metadata: metadata ?? null };
      }),
    )
    .returning({
      id: completion.id,
      promptKey: completion.promptId,
      modelId: completion.modelId,
      sample: completion.sample,
    });
  counts.completionsAdded += rows.length;
  return new Map(rows.map((row) => [completionKey(row), row.id]));
}

export function completionKey(row: { promptKey: number; modelId: number; sample: number }): string {
  return `${completionGroup(row.promptKey, row.modelId)}/${row.sample}`;
}
