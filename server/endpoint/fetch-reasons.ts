import { asc, eq } from "drizzle-orm";
import type { Connection } from "@/db/client";
import { splitReasons } from "./fetch-scope";
import type { FetchView } from "./schemas";

const mostReasons = 20;

/** Why completions of a fetch failed, alike reasons together and the most frequent first. */
export async function listReasons(
  { orm, tables }: Connection,
  importId: string,
): Promise<FetchView["reasons"]> {
  const { completion, fetchFailure, model, prompt } = tables;
  const rows = await orm
    .select({ reason: fetchFailure.reason, model: model.name, promptId: prompt.externalId })
    .from(fetchFailure)
    .innerJoin(completion, eq(completion.id, fetchFailure.completionId))
    .innerJoin(model, eq(model.id, completion.modelId))
    .innerJoin(prompt, eq(prompt.id, completion.promptId))
    .where(eq(fetchFailure.importId, importId))
    .orderBy(asc(fetchFailure.completionId));
  const groups = new Map<string, FetchView["reasons"][number]>();
  for (const { reason: stored, model: name, promptId } of rows) {
    for (const { scorer, reason: said } of splitReasons(stored)) {
      const reason = scorer === "" ? said : `${scorer}: ${said}`;
      const group = groups.get(kindOf(reason));
      if (group) group.completions++;
      else groups.set(kindOf(reason), { reason, completions: 1, example: { promptId, model: name } });
    }
  }
  return [...groups.values()].sort((one, other) => other.completions - one.completions).slice(0, mostReasons);
}

/** Reasons that differ in numbers and quoted text alone are one kind. */
function kindOf(reason: string): string {
  return reason.replace(/"(?:[^"\\]|\\.)*"/g, "…").replace(/\d+/g, "0");
}
