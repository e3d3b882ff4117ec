import { and, eq, inArray, isNotNull } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { CompletionRow } from "@/server/readers/rows";
import type { PlacedRow } from "./stage-prompts";
import type { Staging } from "./staging";

type Tags = Record<string, string | number | boolean>;

/** Longer texts say something of one completion, not what kind of prompt it is. */
const longestTag = 100;

/**
 * What the completions of each prompt say alike in their metadata is a tag of the prompt: plain values, the score
 * aside. By the prompt's id.
 */
export function sharedTags(rows: readonly CompletionRow[]): Map<string, Tags> {
  const shared = new Map<string, Tags>();
  for (const { promptId, metadata } of rows)
    shared.set(promptId, { ...plainTags(metadata ?? {}), ...shared.get(promptId) });
  // All were gathered first, so that what was disputed once does not come back with a third row.
  for (const { promptId, metadata } of rows)
    shared.set(promptId, agreeing(shared.get(promptId) ?? {}, plainTags(metadata ?? {})));
  for (const [promptId, tags] of shared) if (Object.keys(tags).length === 0) shared.delete(promptId);
  return shared;
}

/** Takes from prompts of this import the tags that a later row says otherwise. */
export async function dropDisputedTags(
  tx: Transaction,
  { importId }: Staging,
  placed: readonly PlacedRow<CompletionRow>[],
): Promise<void> {
  const later = placed.filter(({ row, isNewPrompt }) => row.metadata && !isNewPrompt);
  if (later.length === 0) return;
  const { prompt } = tx.tables;
  const ids = [...new Set(later.map(({ promptKey }) => promptKey))];
  const rows = await tx.orm
    .select({ id: prompt.id, metadata: prompt.metadata })
    .from(prompt)
    .where(and(inArray(prompt.id, ids), eq(prompt.importId, importId), isNotNull(prompt.metadata)));
  for (const { id, metadata } of rows) {
    let tags = metadata as Tags;
    for (const { row, promptKey } of later)
      if (promptKey === id) tags = agreeing(tags, plainTags(row.metadata ?? {}));
    if (Object.keys(tags).length < Object.keys(metadata as Tags).length)
      await tx.orm.update(prompt).set({ metadata: tags }).where(eq(prompt.id, id));
  }
}

function plainTags(metadata: Record<string, unknown>): Tags {
  const isTag = ([key, value]: [string, unknown]) =>
    key !== "score" &&
    (typeof value === "number" ||
      typeof value === "boolean" ||
      (typeof value === "string" && value !== "" && value.length <= longestTag));
  return Object.fromEntries(Object.entries(metadata).filter(isTag)) as Tags;
}

/** Without the keys for which others hold another value. */
function agreeing(tags: Tags, others: Tags): Tags {
  return Object.fromEntries(
    Object.entries(tags).filter(([key, value]) => !Object.hasOwn(others, key) || others[key] === value),
  );
}
