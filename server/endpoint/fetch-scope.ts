import { and, asc, eq, inArray, or } from "drizzle-orm";
import type { Database } from "@/db/client";
import { TiebreakError } from "../errors";
import type { PromptParts } from "./render-template";
import type { FetchSettings } from "./schemas";

/** A completion that a fetch is about, and what it still lacks. */
export interface WantedCompletion {
  id: number;
  model: string;
  text: string;
  prompt: PromptParts;
  /** Models whose log-probabilities are missing; for embeddings the empty name, when the vector is. */
  missing: string[];
}

const idsPerRead = 100;

/** Ids of the completions that a fetch is about, by prompt: the compared ones, or every sample of the models. */
export async function listScope(
  { orm, tables }: Database,
  campaignId: string,
  { kind, scorers, models, samples }: FetchSettings,
): Promise<number[]> {
  const { completion, dataImport, model } = tables;
  const known = await orm.select().from(model).where(eq(model.campaignId, campaignId));
  const names = kind === "logprobs" ? scorers.map((scorer) => scorer.model) : models;
  const unknown = names?.filter((name) => !known.some((one) => one.name === name)) ?? [];
  if (unknown.length > 0) throw new TiebreakError("not_found", `There is no model ${unknown.join(", ")}.`);
  const chosen = known.filter(({ name }) => names?.includes(name) ?? true).map(({ id }) => id);
  const rows = await orm
    .select({
      id: completion.id,
      promptId: completion.promptId,
      modelId: completion.modelId,
      shape: dataImport.shape,
    })
    .from(completion)
    .innerJoin(dataImport, eq(dataImport.id, completion.importId))
    .where(
      and(
        eq(dataImport.campaignId, campaignId),
        eq(dataImport.state, "published"),
        inArray(completion.modelId, chosen),
      ),
    )
    .orderBy(asc(completion.promptId), asc(completion.modelId), asc(completion.sample));
  // A pairs file compares every completion that it brings; of a completions file the first sample is compared.
  const isWanted = (row: (typeof rows)[number], before: (typeof rows)[number] | undefined) =>
    samples === "all" ||
    row.shape === "pairs" ||
    row.promptId !== before?.promptId ||
    row.modelId !== before.modelId;
  return rows.filter((row, i) => isWanted(row, rows[i - 1])).map(({ id }) => id);
}

/** The completions behind the ids, in short reads, each with what neither a published import nor this one has. */
export async function* readWanted(
  database: Database,
  settings: FetchSettings,
  ids: readonly number[],
  importId?: string,
): AsyncGenerator<WantedCompletion> {
  for (let from = 0; from < ids.length; from += idsPerRead) {
    const part = ids.slice(from, from + idsPerRead);
    const there = await findThere(database, settings, part, importId);
    const completions = await readCompletions(database, part);
    for (const { id, ...rest } of completions) {
      const names = settings.kind === "logprobs" ? settings.scorers.map(({ model }) => model) : [""];
      yield { id, ...rest, missing: names.filter((name) => !there.get(id)?.has(name)) };
    }
  }
}

async function readCompletions({ orm, tables }: Database, ids: number[]) {
  const { completion, model, prompt } = tables;
  const rows = await orm
    .select({
      id: completion.id,
      model: model.name,
      text: completion.text,
      prompt: { text: prompt.text, system: prompt.system, turns: prompt.turns },
    })
    .from(completion)
    .innerJoin(model, eq(model.id, completion.modelId))
    .innerJoin(prompt, eq(prompt.id, completion.promptId))
    .where(inArray(completion.id, ids));
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}

/** By completion, the scorers (or the empty name, for a vector) that are stored, or that this import has given up. */
async function findThere(
  { orm, tables }: Database,
  { kind, topK }: FetchSettings,
  ids: number[],
  importId: string | undefined,
): Promise<Map<number, Set<string>>> {
  const { dataImport, embedding, fetchFailure, tokenScores } = tables;
  const there = new Map<number, Set<string>>();
  const add = (id: number, name: string) => {
    const names = there.get(id);
    if (names) names.add(name);
    else there.set(id, new Set([name]));
  };
  const isMine = eq(dataImport.id, importId ?? "");
  const isStored = or(eq(dataImport.state, "published"), isMine);
  if (kind === "logprobs") {
    const rows = await orm
      .select({ id: tokenScores.completionId, scorers: tokenScores.scorers })
      .from(tokenScores)
      .innerJoin(dataImport, eq(dataImport.id, tokenScores.importId))
      .where(and(inArray(tokenScores.completionId, ids), isStored));
    for (const { id, scorers } of rows) {
      for (const [name, { tokens, top }] of Object.entries(scorers)) {
        if (topK === 0 || top || tokens.length === 0) add(id, name);
      }
    }
  } else {
    const rows = await orm
      .select({ id: embedding.completionId })
      .from(embedding)
      .where(inArray(embedding.completionId, ids));
    for (const { id } of rows) add(id, "");
  }
  if (importId === undefined) return there;
  const failures = await orm
    .select({ id: fetchFailure.completionId, reason: fetchFailure.reason })
    .from(fetchFailure)
    .where(and(eq(fetchFailure.importId, importId), inArray(fetchFailure.completionId, ids)));
  for (const { id, reason } of failures) for (const { scorer } of splitReasons(reason)) add(id, scorer);
  return there;
}

const reasonBreak = "\n";
const scorerBreak = "\t";

/** How a failure is stored that may be about several scorers of one completion. */
export function joinReason(earlier: string | undefined, scorer: string, reason: string): string {
  const line = `${scorer}${scorerBreak}${reason.replace(/[\n\t\0]+/g, " ")}`;
  return earlier === undefined ? line : earlier + reasonBreak + line;
}

export function splitReasons(stored: string): { scorer: string; reason: string }[] {
  return stored.split(reasonBreak).map((line) => {
    const [scorer = "", ...rest] = line.split(scorerBreak);
    return { scorer, reason: rest.join(" ") };
  });
}
