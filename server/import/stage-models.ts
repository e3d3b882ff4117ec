import type { Transaction } from "@/db/client";
import type { Staging } from "./staging";

/** Adds the models that the campaign does not have yet. */
export async function stageModels(tx: Transaction, staging: Staging, names: Iterable<string>): Promise<void> {
  const { importId, models, counts } = staging;
  const added = [...new Set(names)].filter((name) => !models.has(name));
  if (added.length === 0) return;
  const rows = await tx.orm
    .insert(tx.tables.model)
    .values(added.map((name) => ({ campaignId: staging.campaign.id, importId, name })))
    .returning({ id: tx.tables.model.id, name: tx.tables.model.name });
  for (const { id, name } of rows) models.set(name, id);
  counts.modelsAdded += rows.length;
}
