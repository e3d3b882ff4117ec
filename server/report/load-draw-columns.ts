import { setImmediate as nextTurn } from "node:timers/promises";
import { and, asc, between, eq, gt, lte, ne, type SQL, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import type { ReportStratum } from "./list-report-strata";
import { drawClosed, drawOpen, drawUnjudgeable, type StratumColumns } from "./report-input";

const rowsPerPage = 10_000;
const stateCodes: Readonly<Record<string, number>> = { open: drawOpen, unjudgeable: drawUnjudgeable };

/** A stratum's columns without judgments yet, and where each of its drawn comparisons stands. */
export interface DrawColumns {
  columns: StratumColumns;
  comparisonIds: Int32Array;
  /** Per draw: control coins used before it. */
  controlUsed: Int32Array;
}

type DrawRow = [
  comparisonId: number,
  q: number,
  largestInverse: number,
  rank: number,
  controlUsed: number,
  marks: number,
];

/** Reads a stratum's draws 1..drawn, page by page, into columns. */
export async function loadDrawColumns(database: Database, stratum: ReportStratum): Promise<DrawColumns> {
  const { comparisonStatus: status } = database.tables;
  const draws = await loadDraws(database, stratum);
  await fillStates(database, [draws], eq(status.stratumId, stratum.stratumId));
  return draws;
}

/** The same of all strata of a ranking. */
export async function loadAllDrawColumns(
  database: Database,
  strata: readonly ReportStratum[],
): Promise<DrawColumns[]> {
  const { comparisonStatus: status } = database.tables;
  const draws: DrawColumns[] = [];
  for (const stratum of strata) draws.push(await loadDraws(database, stratum));
  const [least, most] = idRange(draws);
  // By id, so that the table is read from end to end: by stratum or campaign every row would be looked up by itself.
  await fillStates(database, draws, between(status.comparisonId, least, most));
  return draws;
}

async function loadDraws(database: Database, stratum: ReportStratum): Promise<DrawColumns> {
  const { stratumId, drawn } = stratum;
  const { draw } = database.tables;
  const columns = emptyColumns(stratum);
  const comparisonIds = new Int32Array(drawn);
  const controlUsed = new Int32Array(drawn);
  // Three small columns as one number: reading takes as long as there are values.
  const marks = sql<number>`4 * ${draw.controlPlace} + case when ${draw.controlCoin} then 2 else 0 end + case when ${draw.arm} = 'control' then 1 else 0 end`;
  let t = 0;
  const take = (...[comparisonId, q, largestInverse, rank, used, marked]: DrawRow) => {
    comparisonIds[t] = comparisonId;
    columns.q[t] = q;
    columns.largestInverse[t] = largestInverse;
    columns.rank[t] = rank;
    controlUsed[t] = used;
    columns.arm[t] = marked & 1;
    columns.controlCoin[t] = (marked >> 1) & 1;
    columns.controlPlace[t] = marked >> 2;
    t++;
  };
  for (let after = 0; after < drawn; after += rowsPerPage) {
    const upTo = Math.min(drawn, after + rowsPerPage);
    const rows = await database.scanRows(
      database.orm
        .select({
          comparisonId: draw.comparisonId,
          q: sql`coalesce(${draw.q}, 0)`,
          largestInverse: sql`coalesce(${draw.largestInverse}, 0)`,
          rank: draw.rank,
          controlUsed: draw.controlUsed,
          marks,
        })
        .from(draw)
        .where(and(eq(draw.stratumId, stratumId), gt(draw.number, after), lte(draw.number, upTo)))
        .orderBy(asc(draw.number)),
      take,
    );
    if (rows < upTo - after) throw new Error(`stratum ${stratumId} lacks draws`);
    await nextTurn();
  }
  return { columns, comparisonIds, controlUsed };
}

/** Every draw is closed but those listed here. */
async function fillStates(database: Database, draws: readonly DrawColumns[], where: SQL): Promise<void> {
  const { comparisonStatus: status } = database.tables;
  for (const { columns } of draws) columns.state.fill(drawClosed);
  const rows = (await database.rawRows(
    database.orm
      .select({ id: status.comparisonId, state: status.state })
      .from(status)
      .where(and(where, ne(status.state, "closed"))),
  )) as [number, string][];
  if (rows.length === 0) return;
  const codes = new Map(rows.map(([id, state]) => [id, stateCodes[state] as number]));
  for (const { columns, comparisonIds } of draws) {
    for (let t = 0; t < comparisonIds.length; t++) {
      const code = codes.get(comparisonIds[t] as number);
      if (code !== undefined) columns.state[t] = code;
    }
  }
}

/** The least and the greatest id among drawn comparisons; 1 and 0 for none. */
export function idRange(draws: readonly Pick<DrawColumns, "comparisonIds">[]): [number, number] {
  let [least, most] = [Number.POSITIVE_INFINITY, 0];
  for (const { comparisonIds } of draws) {
    for (let t = 0; t < comparisonIds.length; t++) {
      const id = comparisonIds[t] as number;
      if (id < least) least = id;
      if (id > most) most = id;
    }
  }
  return most === 0 ? [1, 0] : [least, most];
}

function emptyColumns(stratum: ReportStratum): StratumColumns {
  const { modelA, modelB, routingGroup, size, planned, drawn } = stratum;
  return {
    stratum: stratum.stratum,
    modelA,
    modelB,
    routingGroup,
    size,
    planned,
    drawn,
    q: new Float64Array(drawn),
    largestInverse: new Float64Array(drawn),
    rank: new Float64Array(drawn),
    arm: new Uint8Array(drawn),
    controlCoin: new Uint8Array(drawn),
    controlPlace: new Int32Array(drawn),
    state: new Uint8Array(drawn),
    outcomes: new Uint8Array(5 * drawn),
  };
}
