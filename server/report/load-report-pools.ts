import { setImmediate as nextTurn } from "node:timers/promises";
import { asc, inArray } from "drizzle-orm";
import type { Database } from "@/db/client";
import type { SliceMinimum } from "@/db/schema/campaign";
import { sliceArmName } from "../draw/slice-arms";
import { loadStrata, type RankedStratum } from "../ranking/load-strata";
import { SliceCounts, slicesOf } from "../ranking/slice-counts";
import { loadJudgeScores } from "./judge/load-judge-scores";
import { listLine } from "./list-replacements";
import { type DrawColumns, idRange } from "./load-draw-columns";
import type { PromptOf } from "./prompts-of-comparisons";
import type { PromptSlice, ReportInput, StratumPool } from "./report-input";

const rowsPerQuery = 2_000;

interface LaunchedRanking {
  id: string;
  campaignId: string;
  sliceMinimums: readonly SliceMinimum[];
  importIds: string[];
  controlVariate: string | null;
}

/** The whole pools of a launched ranking, with the weights that every draw was made with, and the slices of its prompts. */
export async function loadReportPools(
  database: Database,
  launched: LaunchedRanking,
  draws: readonly DrawColumns[],
  promptOf: PromptOf,
): Promise<Pick<ReportInput, "pools" | "prompts">> {
  const strata = await loadStrata(database, launched);
  const changes = await loadChanges(database, launched);
  const numbers = new Map<number, number>();
  const numberOf = (comparisonId: number) => {
    const promptId = promptOf(comparisonId);
    let number = numbers.get(promptId);
    if (number === undefined) {
      number = numbers.size;
      numbers.set(promptId, number);
    }
    return number;
  };
  const [least, most] = idRange(strata);
  // A comparison is of one stratum alone, so that all of them share the table.
  const places = new Int32Array(most - least + 1);
  const pools: StratumPool[] = [];
  for (const [h, stratum] of strata.entries()) {
    for (let place = 0; place < stratum.comparisonIds.length; place++)
      places[stratum.comparisonIds[place]! - least] = place;
    await nextTurn();
    const own = changes.get(stratum.stratumId) ?? [];
    pools.push(
      poolOf(stratum, own, draws[h] as DrawColumns, {
        prompt: stratum.comparisonIds.map(numberOf),
        placeOf: (comparisonId) => places[comparisonId - least]!,
        judge: await judgeOf(database, launched, stratum),
      }),
    );
  }
  return {
    pools,
    prompts: { count: numbers.size, slices: await loadSlices(database, numbers, launched.sliceMinimums) },
  };
}

async function judgeOf(
  database: Database,
  { controlVariate, campaignId, importIds }: LaunchedRanking,
  { comparisonIds }: RankedStratum,
): Promise<Float64Array | null> {
  if (controlVariate === null) return null;
  return loadJudgeScores(database, { controlVariate, campaignId, importIds }, comparisonIds);
}

function poolOf(
  { comparisonIds, weights }: RankedStratum,
  changes: readonly RankedStratum[],
  draws: DrawColumns,
  { prompt, judge, placeOf }: Pick<StratumPool, "prompt" | "judge"> & { placeOf: (id: number) => number },
): StratumPool {
  const spread = (change: RankedStratum) => {
    const all = new Float64Array(comparisonIds.length);
    for (const [i, id] of change.comparisonIds.entries()) all[placeOf(id)] = change.weights[i] as number;
    return { fromDraw: change.fromDraw as number, weights: all };
  };
  return {
    prompt,
    item: draws.comparisonIds.map(placeOf),
    controlUsed: draws.controlUsed,
    weights: [{ fromDraw: 1, weights }, ...changes.map(spread)],
    judge,
  };
}

/** The weights that took a stratum's place for what was undrawn, by the stratum of the launch; oldest first. */
async function loadChanges(
  database: Database,
  launched: { id: string; campaignId: string },
): Promise<Map<number, RankedStratum[]>> {
  const changes = new Map<number, RankedStratum[]>();
  for (const ranking of await listLine(database, launched)) {
    for (const stratum of await loadStrata(database, ranking)) {
      if (stratum.continuesId === null) continue;
      changes.set(stratum.continuesId, [...(changes.get(stratum.continuesId) ?? []), stratum]);
    }
  }
  return changes;
}

/** Languages, categories and tags with the numbers of their prompts, the fullest of each kind first; those with a minimum always. */
async function loadSlices(
  { orm, tables: { prompt } }: Database,
  numbers: ReadonlyMap<number, number>,
  minimums: readonly SliceMinimum[],
): Promise<PromptSlice[]> {
  const { id, language, category, metadata } = prompt;
  const counts = new SliceCounts(1);
  const members = new Map<string, number[]>();
  const ids = [...numbers.keys()];
  for (let from = 0; from < ids.length; from += rowsPerQuery) {
    const rows = await orm
      .select({ id, language, category, metadata })
      .from(prompt)
      .where(inArray(id, ids.slice(from, from + rowsPerQuery)))
      .orderBy(asc(id));
    for (const row of rows) {
      counts.add(row, [1]);
      for (const slice of slicesOf(row)) {
        const own = members.get(sliceArmName(slice));
        if (own) own.push(numbers.get(row.id) as number);
        else members.set(sliceArmName(slice), [numbers.get(row.id) as number]);
      }
    }
  }
  const listed = counts.list().map(({ name }) => name);
  const isListed = new Set(listed.map(sliceArmName));
  const others = minimums.filter((minimum) => !isListed.has(sliceArmName(minimum)));
  return [...listed, ...others].map((slice) => ({
    by: slice.by,
    ...(slice.tag === undefined ? {} : { tag: slice.tag }),
    value: slice.value,
    prompts: Int32Array.from(members.get(sliceArmName(slice)) ?? []),
  }));
}
