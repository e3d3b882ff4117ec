import { eq, inArray } from "drizzle-orm";
import type { Database } from "@/db/client";
import { loadStrata } from "../../ranking/load-strata";
import type { StratumPool } from "../report-input";
import type { ComparedCompletions, CompletionBatch } from "./completion-columns";

const rowsPerQuery = 2_000;
const textsPerBatch = 500;

interface Listed {
  compared: ComparedCompletions;
  /** Ids by place. */
  ids: number[];
}

/** The completions that a launched ranking compares, each once, in the order of its pools. */
export async function listCompared(
  database: Database,
  ranking: { id: string; campaignId: string },
  pools: readonly Pick<StratumPool, "prompt">[],
): Promise<Listed> {
  const places = new Map<number, number>();
  const models: string[] = [];
  const model: number[] = [];
  const prompt: number[] = [];
  const sides: ComparedCompletions["sides"] = [];
  const strata = await loadStrata(database, ranking);
  for (const { modelA, modelB } of strata)
    for (const name of [modelA, modelB]) if (!models.includes(name)) models.push(name);
  models.sort();
  for (const [h, { comparisonIds, modelA, modelB }] of strata.entries()) {
    const numbers = [models.indexOf(modelA), models.indexOf(modelB)] as const;
    const found = await completionsOf(database, comparisonIds);
    const placeOf = (id: number, number: number, i: number) => {
      const known = places.get(id);
      if (known !== undefined) return known;
      places.set(id, model.length);
      model.push(number);
      prompt.push(pools[h]!.prompt[i]!);
      return model.length - 1;
    };
    const own = { a: new Int32Array(comparisonIds.length), b: new Int32Array(comparisonIds.length) };
    for (const [i, id] of comparisonIds.entries()) {
      const [a, b] = found.get(id)!;
      own.a[i] = placeOf(a, numbers[0], i);
      own.b[i] = placeOf(b, numbers[1], i);
    }
    sides.push(own);
  }
  const compared = { models, model: Int32Array.from(model), prompt: Int32Array.from(prompt), sides };
  return { compared, ids: [...places.keys()] };
}

async function completionsOf({ orm, tables: { comparison } }: Database, comparisonIds: Int32Array) {
  const { id, completionAId, completionBId } = comparison;
  const found = new Map<number, readonly [number, number]>();
  for (let from = 0; from < comparisonIds.length; from += rowsPerQuery) {
    const ids = Array.from(comparisonIds.subarray(from, from + rowsPerQuery));
    const rows = await orm
      .select({ id, completionAId, completionBId })
      .from(comparison)
      .where(inArray(id, ids));
    for (const row of rows) found.set(row.id, [row.completionAId, row.completionBId]);
  }
  return found;
}

/** Their texts with the language of their prompt, batch by batch, in the order of places. */
export async function* readTexts(
  { orm, tables: { completion, prompt } }: Database,
  ids: readonly number[],
): AsyncGenerator<CompletionBatch> {
  for (let from = 0; from < ids.length; from += textsPerBatch) {
    const own = ids.slice(from, from + textsPerBatch);
    const rows = await orm
      .select({ id: completion.id, text: completion.text, language: prompt.language })
      .from(completion)
      .innerJoin(prompt, eq(prompt.id, completion.promptId))
      .where(inArray(completion.id, own));
    const byId = new Map(rows.map((row) => [row.id, row]));
    const ordered = own.map((id) => byId.get(id)!);
    yield {
      from,
      texts: ordered.map(({ text }) => text),
      languages: ordered.map(({ language }) => language),
    };
  }
}
