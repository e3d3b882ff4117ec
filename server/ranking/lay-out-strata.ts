import { setImmediate as nextTurn } from "node:timers/promises";
import { and, asc, eq, gte, lte } from "drizzle-orm";
import type { Connection } from "@/db/client";
import { sharedGroup } from "../task/reads-group";
import { loadPairNames, type PairNames } from "./pair-names";
import type { RankingSettings } from "./schemas";

/** The routing group of prompts that name no language, in a campaign that routes by language. */
export const unknownLanguage = "und";

/** Which comparisons make up a stratum. */
export interface StratumLayout extends PairNames {
  pairId: number;
  routingGroup: string;
  /** Names its random choices, the same whatever ids a database gave out. */
  seed: string;
  /** Where its comparisons stand in the pool, ascending. */
  places: Int32Array;
}

/** The strata of a pool, and the prompt of each of its comparisons. */
export interface PoolLayout {
  strata: StratumLayout[];
  promptIds: Int32Array;
}

/** Where a stratum's random choices start: the campaign's seed and names, never ids. */
export function stratumSeed(seed: string, pair: PairNames, routingGroup: string): string {
  return `${seed}/stratum/${JSON.stringify([pair.modelA, pair.modelB, routingGroup])}`;
}

/** Lays out comparisons, given in pool order, by model pair and routing group. Holds columns, never rows, of them all. */
export async function layOutStrata(
  connection: Connection,
  campaignId: string,
  { routing, seed }: Pick<RankingSettings, "routing" | "seed">,
  comparisonIds: Int32Array,
): Promise<PoolLayout> {
  const pairNames = await loadPairNames(connection, campaignId);
  const promptIds = new Int32Array(comparisonIds.length);
  const stratumOf = new Int32Array(comparisonIds.length);
  const indexOf = new Map<string, number>();
  const strata: Omit<StratumLayout, "places">[] = [];
  const sizes: number[] = [];
  let at = 0;
  for await (const row of readPool(connection, campaignId, comparisonIds)) {
    const { pairId, promptId, language } = row;
    const routingGroup = routing === "language" ? (language ?? unknownLanguage) : sharedGroup;
    const key = `${pairId}/${routingGroup}`;
    let index = indexOf.get(key);
    if (index === undefined) {
      index = strata.length;
      indexOf.set(key, index);
      const names = pairNames.get(pairId) as PairNames;
      strata.push({
        ...names,
        pairId,
        routingGroup,
        seed: stratumSeed(seed, names, routingGroup),
      });
      sizes.push(0);
    }
    sizes[index] = (sizes[index] as number) + 1;
    stratumOf[at] = index;
    promptIds[at++] = promptId;
  }
  const places = sizes.map((size) => new Int32Array(size));
  const filled = new Int32Array(strata.length);
  for (const [place, index] of stratumOf.entries()) {
    (places[index] as Int32Array)[filled[index] as number] = place;
    filled[index] = (filled[index] as number) + 1;
  }
  const laidOut = strata.map((stratum, i) => ({ ...stratum, places: places[i] as Int32Array }));
  return { strata: laidOut.sort((one, other) => (one.seed < other.seed ? -1 : 1)), promptIds };
}

interface PoolRow {
  id: number;
  pairId: number;
  promptId: number;
  language: string | null;
}

/** About so many rows are in memory at a time; other work gets its turn in between. */
const rowsPerPage = 2_000;

/** The rows of these comparisons, in the order given: pool order, which is that of prompts and then ids. */
async function* readPool(
  { orm, tables: { comparison, prompt } }: Connection,
  campaignId: string,
  comparisonIds: Int32Array,
): AsyncGenerator<PoolRow> {
  const select = () =>
    orm
      .select({
        id: comparison.id,
        pairId: comparison.pairId,
        promptId: comparison.promptId,
        language: prompt.language,
      })
      .from(comparison)
      .innerJoin(prompt, eq(prompt.id, comparison.promptId));
  for (let at = 0; at < comparisonIds.length; ) {
    await nextTurn();
    const end = Math.min(at + rowsPerPage, comparisonIds.length);
    const first = await promptOf(comparisonIds[at] as number);
    const last = await promptOf(comparisonIds[end - 1] as number);
    const rows = await select()
      .where(
        and(
          eq(comparison.campaignId, campaignId),
          gte(comparison.promptId, first),
          lte(comparison.promptId, last),
        ),
      )
      .orderBy(asc(comparison.promptId), asc(comparison.id));
    const before = at;
    // Rows between them belong to other choices of pairs, or are excluded; what follows the page's end comes next.
    for (const row of rows) {
      if (at < end && row.id === comparisonIds[at]) {
        at++;
        yield row;
      }
    }
    if (at === before) throw new Error(`comparison ${comparisonIds[at]} is not in the pool`);
  }

  async function promptOf(comparisonId: number): Promise<number> {
    const rows = await select().where(eq(comparison.id, comparisonId));
    if (!rows[0]) throw new Error(`comparison ${comparisonId} is not in the pool`);
    return rows[0].promptId;
  }
}
