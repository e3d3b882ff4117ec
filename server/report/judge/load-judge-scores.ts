import { inArray } from "drizzle-orm";
import type { Database } from "@/db/client";
import { expectedGap } from "@/server/core/disagreement/judge-gap";
import { scoreColumn } from "../../campaign/schemas";
import type { BlockSource } from "../../ranking/load-blocks";
import { findScores } from "../../ranking/load-completion-data";
import { loadJudgeVotes } from "../../ranking/load-judge-votes";

const idsPerQuery = 2_000;

/**
 * What a control variate says of comparisons, for model a over model b: the mean vote of the judges, in [−1, 1], or the
 * difference of a metadata column's numbers. NaN where the data say nothing.
 */
export async function loadJudgeScores(
  database: Database,
  { controlVariate, ...source }: BlockSource & { controlVariate: string },
  comparisonIds: Int32Array,
): Promise<Float64Array> {
  const scores = new Float64Array(comparisonIds.length);
  const column = scoreColumn(controlVariate);
  for (let from = 0; from < comparisonIds.length; from += idsPerQuery) {
    const ids = Array.from(comparisonIds.subarray(from, from + idsPerQuery));
    const found =
      column === undefined
        ? await gapsOfVotes(database, source, ids)
        : await gapsOfScores(database, column, ids);
    for (const [i, id] of ids.entries()) scores[from + i] = found.get(id) ?? Number.NaN;
  }
  return scores;
}

async function gapsOfVotes(database: Database, source: BlockSource, ids: number[]) {
  const votes = await loadJudgeVotes(database, source, ids);
  return new Map(Array.from(votes, ([id, own]) => [id, expectedGap(own)] as const));
}

async function gapsOfScores(database: Database, column: string, ids: number[]) {
  const { id, completionAId, completionBId } = database.tables.comparison;
  const rows = await database.orm
    .select({ id, a: completionAId, b: completionBId })
    .from(database.tables.comparison)
    .where(inArray(id, ids));
  const completions = rows.flatMap(({ a, b }) => [a, b]);
  const scores = new Map(await findScores(database, completions, column));
  const scoreOf = (completion: number) => scores.get(completion)?.score ?? Number.NaN;
  return new Map(rows.map((row) => [row.id, scoreOf(row.a) - scoreOf(row.b)] as const));
}
