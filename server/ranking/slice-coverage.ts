import { asc, inArray } from "drizzle-orm";
import type { Connection } from "@/db/client";
import type { SliceCoverage } from "@/db/schema/ranking";
import { SliceCounts } from "./slice-counts";

const promptsPerBatch = 500;
const topShare = 0.2;

/** Comparisons in pool order, as far as slices are concerned. */
export interface CoveredPool {
  promptIds: Int32Array;
  /** Where each stratum's comparisons stand in the pool. */
  strata: readonly { places: Int32Array }[];
}

/**
 * What each language, category and tag value holds of a pool and of its strata's top fifths; each stratum's ranks
 * r in (0, 1) follow its places.
 */
export async function coverSlices(
  connection: Connection,
  { promptIds, strata }: CoveredPool,
  ranks: readonly Float64Array[],
): Promise<SliceCoverage[]> {
  const isTop = new Uint8Array(promptIds.length);
  for (const [i, { places }] of strata.entries())
    for (const [j, place] of places.entries()) if ((ranks[i]?.[j] as number) > 1 - topShare) isTop[place] = 1;
  const parts = new Map<number, [number, number]>();
  for (const [place, promptId] of promptIds.entries()) {
    const part = parts.get(promptId) ?? [0, 0];
    part[0]++;
    part[1] += isTop[place] as number;
    parts.set(promptId, part);
  }
  const counts = new SliceCounts(2);
  const ids = [...parts.keys()];
  const { prompt } = connection.tables;
  for (let from = 0; from < ids.length; from += promptsPerBatch) {
    const rows = await connection.orm
      .select({
        id: prompt.id,
        language: prompt.language,
        category: prompt.category,
        metadata: prompt.metadata,
      })
      .from(prompt)
      .where(inArray(prompt.id, ids.slice(from, from + promptsPerBatch)))
      .orderBy(asc(prompt.id));
    for (const row of rows) counts.add(row, parts.get(row.id) ?? [0, 0]);
  }
  const [pool, top] = counts.totals as [number, number];
  return counts.list().map(({ name, sums }) => ({
    ...name,
    poolShare: (sums[0] as number) / pool,
    topFifthShare: top > 0 ? (sums[1] as number) / top : 0,
  }));
}
