import { and, asc, eq } from "drizzle-orm";
import type { Connection } from "@/db/client";
import { listPromptComparisons } from "./list-prompt-pairs";

/**
 * Ids of the comparisons that a word means: the one of that number, or all of the prompt of that id; none where there is
 * neither. A number is a comparison's first, unless it is said to be a prompt's.
 */
export async function findComparisons(
  connection: Connection,
  campaignId: string,
  subject: string,
  isPrompt: boolean,
): Promise<number[]> {
  const { comparison, prompt } = connection.tables;
  if (!isPrompt && /^\d{1,9}$/.test(subject)) {
    const rows = await connection.orm
      .select({ id: comparison.id })
      .from(comparison)
      .where(and(eq(comparison.campaignId, campaignId), eq(comparison.id, Number(subject))));
    if (rows[0]) return [rows[0].id];
  }
  const prompts = await connection.orm
    .select({ id: prompt.id })
    .from(prompt)
    .where(and(eq(prompt.campaignId, campaignId), eq(prompt.externalId, subject)))
    .orderBy(asc(prompt.id));
  const found = prompts[0] ? await listPromptComparisons(connection, campaignId, prompts[0].id) : [];
  return found.map(({ id }) => id);
}
