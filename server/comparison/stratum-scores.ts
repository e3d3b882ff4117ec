import { asc, eq } from "drizzle-orm";
import type { Connection } from "@/db/client";
import { toFloat64, toInt32 } from "../ranking/arrays";

/** Comparisons by id with a place each; others have none. */
export class PlaceTable {
  private readonly first: number;
  private readonly places: Int32Array;

  constructor(readonly comparisonIds: Int32Array) {
    let [first, last] = [Infinity, -Infinity];
    for (const id of comparisonIds) {
      if (id < first) first = id;
      if (id > last) last = id;
    }
    this.first = first;
    this.places = new Int32Array(comparisonIds.length > 0 ? last - first + 1 : 0);
    for (let i = 0; i < comparisonIds.length; i++) this.places[(comparisonIds[i] as number) - first] = i + 1;
  }

  /** −1 for a comparison that has none. */
  find(id: number): number {
    return (this.places[id - this.first] ?? 0) - 1;
  }
}

/** What one score set says of a stratum, and of a few comparisons beside it. */
export interface StratumScores {
  /** In the order of the table; NaN also for what the set does not hold. */
  utilities: Float64Array;
  others: Map<number, number>;
}

/**
 * Reads a score set stretch by stretch and keeps what is asked for, so that a set of a million comparisons is never in
 * memory whole.
 */
export async function readStratumScores(
  { orm, tables: { metricScores } }: Connection,
  scoreSetId: string,
  stratum: PlaceTable,
  others: ReadonlySet<number>,
): Promise<StratumScores> {
  const rows = await orm
    .select({ comparisonIds: metricScores.comparisonIds, utilities: metricScores.utilities })
    .from(metricScores)
    .where(eq(metricScores.scoreSetId, scoreSetId))
    .orderBy(asc(metricScores.chunk));
  const found: StratumScores = {
    utilities: new Float64Array(stratum.comparisonIds.length).fill(Number.NaN),
    others: new Map(),
  };
  for (const row of rows)
    gather(found, toInt32(row.comparisonIds), toFloat64(row.utilities), stratum, others);
  return found;
}

function gather(
  found: StratumScores,
  ids: Int32Array,
  utilities: Float64Array,
  stratum: PlaceTable,
  others: ReadonlySet<number>,
): void {
  for (let i = 0; i < ids.length; i++) {
    const place = stratum.find(ids[i] as number);
    if (place >= 0) found.utilities[place] = utilities[i] as number;
  }
  for (const id of others) {
    const at = ids.indexOf(id);
    if (at >= 0) found.others.set(id, utilities[at] as number);
  }
}
