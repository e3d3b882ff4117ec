import { and, asc, gt, inArray } from "drizzle-orm";
import type { Connection } from "@/db/client";
import type { SliceMinimum } from "@/db/schema/campaign";
import { TiebreakError } from "../errors";
import { sliceWords } from "../ranking/order-words";
import { isInSlice } from "./slice-arms";

const promptsPerPage = 2_000;

/** Refuses minimums of slices that no prompt of these imports is in, so that a misspelt value is not a silent nothing. */
export async function refuseUnknownSlices(
  connection: Connection,
  importIds: readonly string[],
  minimums: readonly SliceMinimum[],
): Promise<void> {
  let missing = [...minimums];
  for await (const prompts of missing.length > 0 ? readPrompts(connection, importIds) : []) {
    missing = missing.filter((minimum) => !prompts.some((prompt) => isInSlice(prompt, minimum)));
    if (missing.length === 0) return;
  }
  if (missing.length === 0) return;
  const names = missing.map((minimum) => `“${sliceWords(minimum)}”`).join(", ");
  throw new TiebreakError(
    "invalid_input",
    `No prompt is in the slice ${names}. Take the minimum out, or write the value as your data has it.`,
    { slices: missing.map(sliceWords) },
  );
}

async function* readPrompts({ orm, tables: { prompt } }: Connection, importIds: readonly string[]) {
  const { id, language, category, metadata } = prompt;
  for (let after = 0; ; ) {
    const rows = await orm
      .select({ id, language, category, metadata })
      .from(prompt)
      .where(and(inArray(prompt.importId, [...importIds]), gt(id, after)))
      .orderBy(asc(id))
      .limit(promptsPerPage);
    if (rows.length > 0) yield rows;
    const last = rows.at(-1);
    if (!last || rows.length < promptsPerPage) return;
    after = last.id;
  }
}
