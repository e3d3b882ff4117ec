import { asc, eq } from "drizzle-orm";
import type { Connection } from "@/db/client";
import { toInt32 } from "../ranking/arrays";

/** Where the comparisons of a stratum, and a few others, stand in a stretch of a score set. */
interface StretchLayout {
  chunk: number;
  comparisons: number;
  /** By position in the stretch, the stratum's place that stands there. */
  positions: Int32Array;
  places: Int32Array;
  others: { position: number; id: number }[];
}

/** What one score set says of a stratum, and of a few comparisons beside it. */
export interface StratumScores {
  /** By place in the stratum; NaN also for what the set does not hold. */
  utilities: Float64Array;
  others: Map<number, number>;
}

/**
 * Reads a stratum out of score sets of one pool. Sets are cut into stretches in a few ways only, so that of most sets the
 * values are read and not the ids.
 */
export class StratumReader {
  private readonly layouts: StretchLayout[][] = [];

  /** `others` are comparisons of one prompt. */
  constructor(
    private readonly connection: Connection,
    private readonly stratum: Int32Array,
    private readonly others: ReadonlySet<number>,
  ) {}

  async read(scoreSetId: string): Promise<StratumScores> {
    const { orm, tables } = this.connection;
    const { chunk, utilities, scoreSetId: ofSet } = tables.metricScores;
    const rows = await orm
      .select({ chunk, utilities })
      .from(tables.metricScores)
      .where(eq(ofSet, scoreSetId))
      .orderBy(asc(chunk));
    const layout = this.layouts.find((known) => fits(known, rows)) ?? (await this.locate(scoreSetId));
    const scores = new Float64Array(this.stratum.length).fill(Number.NaN);
    const found: StratumScores = { utilities: scores, others: new Map() };
    for (const [i, stretch] of layout.entries()) gather(found, (rows[i] as ScoreRow).utilities, stretch);
    return found;
  }

  private async locate(scoreSetId: string): Promise<StretchLayout[]> {
    const { orm, tables } = this.connection;
    const { chunk, comparisonIds, scoreSetId: ofSet } = tables.metricScores;
    const rows = await orm
      .select({ chunk, comparisonIds })
      .from(tables.metricScores)
      .where(eq(ofSet, scoreSetId))
      .orderBy(asc(chunk));
    const table = codeTable(this.stratum);
    const layout = rows.map((row) => {
      const ids = toInt32(row.comparisonIds);
      const places = findPlaces(ids, table);
      return { chunk: row.chunk, comparisons: ids.length, ...places, others: findOthers(ids, this.others) };
    });
    this.layouts.push(layout);
    return layout;
  }
}

interface ScoreRow {
  chunk: number;
  utilities: Buffer;
}

const bytes = Float64Array.BYTES_PER_ELEMENT;

function fits(layout: readonly StretchLayout[], rows: readonly ScoreRow[]): boolean {
  if (layout.length !== rows.length) return false;
  return layout.every(({ chunk, comparisons }, i) => {
    const row = rows[i] as ScoreRow;
    return row.chunk === chunk && row.utilities.byteLength === comparisons * bytes;
  });
}

function gather(found: StratumScores, row: Buffer, { positions, places, others }: StretchLayout): void {
  const values = new DataView(row.buffer, row.byteOffset, row.byteLength);
  for (let j = 0; j < positions.length; j++)
    found.utilities[places[j] as number] = values.getFloat64((positions[j] as number) * bytes, true);
  for (const { position, id } of others) found.others.set(id, values.getFloat64(position * bytes, true));
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
