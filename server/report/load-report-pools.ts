import { asc, eq, inArray } from "drizzle-orm";
import type { Database } from "@/db/client";
import { loadStrata, type RankedStratum } from "../ranking/load-strata";
import { SliceCounts, slicesOf } from "../ranking/slice-counts";
import { listLine } from "./list-replacements";
import type { DrawColumns } from "./load-draw-columns";
import type { PromptSlice, ReportInput, StratumPool } from "./report-input";

const rowsPerQuery = 2_000;

/** The whole pools of a launched ranking, with the weights that every draw was made with, and the slices of its prompts. */
export async function loadReportPools(
  database: Database,
  launched: { id: string; campaignId: string },
  draws: readonly DrawColumns[],
): Promise<Pick<ReportInput, "pools" | "prompts">> {
  const strata = await loadStrata(database, launched);
  const changes = await loadChanges(database, launched);
  const promptOf = await loadPromptIds(database, strata);
  const numbers = new Map<number, number>();
  const pools = strata.map((stratum, h) => {
    const prompt = Int32Array.from(stratum.comparisonIds, (id) => {
      const promptId = promptOf.get(id) as number;
      const known = numbers.get(promptId) ?? numbers.size;
      numbers.set(promptId, known);
      return known;
    });
    return poolOf(stratum, changes.get(stratum.stratumId) ?? [], draws[h] as DrawColumns, prompt);
  });
  return { pools, prompts: { count: numbers.size, slices: await loadSlices(database, numbers) } };
}

function poolOf(
  { comparisonIds, weights }: RankedStratum,
  changes: readonly RankedStratum[],
  draws: DrawColumns,
  prompt: Int32Array,
): StratumPool {
  const placeOf = new Map(Array.from(comparisonIds, (id, place) => [id, place]));
  const spread = (change: RankedStratum) => {
    const all = new Float64Array(comparisonIds.length);
    for (const [i, id] of change.comparisonIds.entries())
      all[placeOf.get(id) as number] = change.weights[i] as number;
    return { fromDraw: change.fromDraw as number, weights: all };
  };
  return {
    prompt,
    item: draws.comparisonIds.map((id) => placeOf.get(id) as number),
    controlUsed: draws.controlUsed,
    weights: [{ fromDraw: 1, weights }, ...changes.map(spread)],
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

async function loadPromptIds(
  { orm, tables: { comparison } }: Database,
  strata: readonly RankedStratum[],
): Promise<Map<number, number>> {
  const { id, promptId } = comparison;
  const promptOf = new Map<number, number>();
  for (const { comparisonIds } of strata) {
    for (let from = 0; from < comparisonIds.length; from += rowsPerQuery) {
      const ids = Array.from(comparisonIds.subarray(from, from + rowsPerQuery));
      const rows = await orm.select({ id, promptId }).from(comparison).where(inArray(id, ids));
      for (const row of rows) promptOf.set(row.id, row.promptId);
    }
  }
  return promptOf;
}

/** Languages, categories and tags with the numbers of their prompts, the fullest of each kind first. */
async function loadSlices(
  { orm, tables: { prompt } }: Database,
  numbers: ReadonlyMap<number, number>,
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
        const key = JSON.stringify(slice);
        const own = members.get(key);
        if (own) own.push(numbers.get(row.id) as number);
        else members.set(key, [numbers.get(row.id) as number]);
      }
    }
  }
  return counts.list().map(({ name }) => ({
    ...name,
    prompts: Int32Array.from(members.get(JSON.stringify(name)) ?? []),
  }));
}
