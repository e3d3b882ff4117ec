import { asc, eq } from "drizzle-orm";
import type { Connection } from "@/db/client";
import { toInt32 } from "../ranking/arrays";

/** Where the comparisons of a stratum, and a few others, stand in the stretches of a score set. */
export interface StratumLayout {
  /** How many comparisons the stratum has. */
  size: number;
  stretches: {
    chunk: number;
    comparisons: number;
    /** By position in the stretch, the stratum's place that stands there. */
    positions: Int32Array;
    places: Int32Array;
    others: { position: number; id: number }[];
  }[];
}

/** What one score set says of a stratum, and of a few comparisons beside it. */
export interface StratumScores {
  /** By place in the stratum; NaN also for what the set does not hold. */
  utilities: Float64Array;
  others: Map<number, number>;
}

/**
 * Finds the comparisons of a stratum in a score set. All sets of a pool have the same stretches, so that of the others
 * only the values need be read.
 */
export async function locateStratum(
  { orm, tables: { metricScores } }: Connection,
  scoreSetId: string,
  stratum: Int32Array,
  others: ReadonlySet<number>,
): Promise<StratumLayout> {
  const rows = await orm
    .select({ chunk: metricScores.chunk, comparisonIds: metricScores.comparisonIds })
    .from(metricScores)
    .where(eq(metricScores.scoreSetId, scoreSetId))
    .orderBy(asc(metricScores.chunk));
  const table = codeTable(stratum);
  const stretches = rows.map(({ chunk, comparisonIds }) => {
    const ids = toInt32(comparisonIds);
    return { chunk, comparisons: ids.length, ...findPlaces(ids, table), others: findOthers(ids, others) };
  });
  return { size: stratum.length, stretches };
}

/** By comparison id from `first` on, its place in the stratum plus one; 0 for none. */
function codeTable(stratum: Int32Array): { first: number; codes: Int32Array } {
  let [first, last] = [Number.MAX_SAFE_INTEGER, -1];
  for (const id of stratum) {
    if (id < first) first = id;
    if (id > last) last = id;
  }
  const codes = new Int32Array(Math.max(0, last - first + 1));
  for (let place = 0; place < stratum.length; place++) codes[(stratum[place] as number) - first] = place + 1;
  return { first, codes };
}

function findPlaces(ids: Int32Array, { first, codes }: ReturnType<typeof codeTable>) {
  const positions = new Int32Array(ids.length);
  const places = new Int32Array(ids.length);
  let found = 0;
  for (let i = 0; i < ids.length; i++) {
    const at = (ids[i] as number) - first;
    if (at < 0 || at >= codes.length || codes[at] === 0) continue;
    positions[found] = i;
    places[found++] = (codes[at] as number) - 1;
  }
  return { positions: positions.slice(0, found), places: places.slice(0, found) };
}

/** The others are of one prompt, so they stand in one stretch. */
function findOthers(ids: Int32Array, others: ReadonlySet<number>): { position: number; id: number }[] {
  const found: { position: number; id: number }[] = [];
  const [least, most] = [Math.min(...others), Math.max(...others)];
  for (let position = 0; position < ids.length; position++) {
    const id = ids[position] as number;
    if (id >= least && id <= most && others.has(id)) found.push({ position, id });
  }
  return found;
}

/** Reads the values of a located stratum; undefined when the set is not laid out like the one it was located in. */
export async function readStratumScores(
  { orm, tables: { metricScores } }: Connection,
  scoreSetId: string,
  { size, stretches }: StratumLayout,
): Promise<StratumScores | undefined> {
  const rows = await orm
    .select({ chunk: metricScores.chunk, utilities: metricScores.utilities })
    .from(metricScores)
    .where(eq(metricScores.scoreSetId, scoreSetId))
    .orderBy(asc(metricScores.chunk));
  if (rows.length !== stretches.length) return undefined;
  const found: StratumScores = { utilities: new Float64Array(size).fill(Number.NaN), others: new Map() };
  for (const [i, { chunk, utilities }] of rows.entries()) {
    const stretch = stretches[i] as StratumLayout["stretches"][number];
    const values = new DataView(utilities.buffer, utilities.byteOffset, utilities.byteLength);
    const bytes = Float64Array.BYTES_PER_ELEMENT;
    if (stretch.chunk !== chunk || stretch.comparisons * bytes !== utilities.byteLength) return undefined;
    const { positions, places, others } = stretch;
    for (let j = 0; j < positions.length; j++)
      found.utilities[places[j] as number] = values.getFloat64((positions[j] as number) * bytes, true);
    for (const { position, id } of others) found.others.set(id, values.getFloat64(position * bytes, true));
  }
  return found;
}
