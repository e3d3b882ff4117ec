import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { CompletionRow } from "@/server/readers/rows";
import { insertRows } from "./insert-rows";
import { cutKeys, fillKeys, keyPlaceholders } from "./key-placeholders";
import type { Staging } from "./staging";
import { valueOrigin } from "./value-origin";

type PromptRow = Pick<
  CompletionRow,
  "line" | "promptId" | "prompt" | "language" | "category" | "system" | "turns"
>;

/** A row whose prompt is in the database, with that prompt's id. */
export interface PlacedRow<Row> {
  row: Row;
  promptKey: number;
  /** Whether this batch brought the prompt: nothing else of it is stored yet. */
  isNewPrompt: boolean;
}

/**
 * Finds or adds the prompt of every row. A row that says something else of a prompt than an earlier one is a problem
 * and is left out; what it does not say is not compared.
 */
export async function stagePrompts<Row extends PromptRow>(
  tx: Transaction,
  staging: Staging,
  rows: readonly Row[],
  metadataOf: (row: Row) => Record<string, unknown> | undefined,
): Promise<PlacedRow<Row>[]> {
  const known = await findPrompts(tx, staging.campaign.id, [
    ...new Set(rows.map(({ promptId }) => promptId)),
  ]);
  const firstRows = new Map<string, Row>();
  const agreeing: Row[] = [];
  for (const row of rows) {
    const stored = known.get(row.promptId);
    const first = firstRows.get(row.promptId);
    const field = stored ? differingField(stored, row) : first && differingField(first, row);
    if (field === undefined) {
      if (!stored && !first) firstRows.set(row.promptId, row);
      agreeing.push(row);
      continue;
    }
    const origin = await valueOrigin(tx, staging, stored?.importId ?? staging.importId);
    const reason = `prompt ${JSON.stringify(row.promptId)} has another ${field} already, from ${origin}`;
    staging.problems.add({ line: row.line, field, reason });
  }
  const added = await addPrompts(tx, staging, [...firstRows.values()], metadataOf);
  return agreeing.map((row) => {
    const newKey = added.get(row.promptId);
    const promptKey = newKey ?? known.get(row.promptId)?.id;
    if (promptKey === undefined) throw new Error("a prompt was not stored");
    return { row, promptKey, isNewPrompt: newKey !== undefined };
  });
}

interface StoredPrompt extends Omit<PromptRow, "line" | "promptId" | "turns"> {
  id: number;
  importId: string;
  turns?: { role: string; content: string }[];
}

async function findPrompts(
  tx: Transaction,
  campaignId: string,
  promptIds: Iterable<string>,
): Promise<Map<string, StoredPrompt>> {
  const found = new Map<string, StoredPrompt>();
  const statement = tx.prepared("import-find-prompts", ({ orm, tables: { prompt } }) =>
    orm
      .select()
      .from(prompt)
      .where(
        sql`${prompt.campaignId} = ${keyPlaceholders(1)[0]} and ${prompt.externalId} in ${keyPlaceholders()}`,
      ),
  );
  for (const keys of cutKeys(promptIds)) {
    for (const row of await statement.execute(fillKeys(keys, [campaignId]))) {
      found.set(row.externalId, {
        id: row.id,
        importId: row.importId,
        prompt: row.text,
        language: row.language ?? undefined,
        category: row.category ?? undefined,
        system: row.system ?? undefined,
        turns: row.turns ?? undefined,
      });
    }
  }
  return found;
}

function differingField(stored: Omit<StoredPrompt, "id" | "importId">, row: PromptRow): string | undefined {
  if (stored.prompt !== row.prompt) return "prompt";
  for (const field of ["language", "category", "system"] as const) {
    if (row[field] !== undefined && row[field] !== stored[field]) return field;
  }
  const isSame = row.turns === undefined || JSON.stringify(row.turns) === JSON.stringify(stored.turns);
  return isSame ? undefined : "turns";
}

async function addPrompts<Row extends PromptRow>(
  tx: Transaction,
  { campaign, importId, counts }: Staging,
  rows: Row[],
  metadataOf: (row: Row) => Record<string, unknown> | undefined,
): Promise<Map<string, number>> {
  if (rows.length === 0) return new Map();
  const { prompt } = tx.tables;
  const values = rows.map((row) => ({
    campaignId: campaign.id,
    importId,
    externalId: row.promptId,
    text: row.prompt,
    system: row.system ?? null,
    turns: row.turns ?? null,
    language: row.language ?? null,
    category: row.category ?? null,
    metadata: metadataOf(row) ?? null,
  }));
  const columns = [
    "campaignId",
    "importId",
    "externalId",
    "text",
    "system",
    "turns",
    "language",
    "category",
    "metadata",
  ];
  const added = await insertRows<{ id: number; externalId: string }>(
    tx,
    {
      name: "import-add-prompts",
      table: prompt,
      columns,
      returning: { id: prompt.id, externalId: prompt.externalId },
    },
    values,
  );
  counts.promptsAdded += added.length;
  return new Map(added.map(({ id, externalId }) => [externalId, id]));
}
