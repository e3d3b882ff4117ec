import { and, asc, eq, gt, lte } from "drizzle-orm";
import type { Database } from "@/db/client";
import type { ReportStratum } from "./list-report-strata";
import { drawClosed, drawOpen, drawUnjudgeable, type StratumColumns } from "./report-input";

const rowsPerPage = 10_000;
const stateCodes = { open: drawOpen, closed: drawClosed, unjudgeable: drawUnjudgeable } as const;

/** A stratum's columns without judgments yet, and where each of its drawn comparisons stands. */
export interface DrawColumns {
  columns: StratumColumns;
  comparisonIds: Int32Array;
  /** Per draw: control coins used before it. */
  controlUsed: Int32Array;
}

/** Reads a stratum's draws 1..drawn, page by page, into columns. */
export async function loadDrawColumns(database: Database, stratum: ReportStratum): Promise<DrawColumns> {
  const { stratumId, drawn } = stratum;
  const { draw, comparisonStatus: status } = database.tables;
  const columns = emptyColumns(stratum);
  const comparisonIds = new Int32Array(drawn);
  const controlUsed = new Int32Array(drawn);
  for (let after = 0; after < drawn; after += rowsPerPage) {
    const rows = await database.orm
      .select({
        number: draw.number,
        comparisonId: draw.comparisonId,
        q: draw.q,
        largestInverse: draw.largestInverse,
        rank: draw.rank,
        arm: draw.arm,
        controlCoin: draw.controlCoin,
        controlUsed: draw.controlUsed,
        controlPlace: draw.controlPlace,
        state: status.state,
      })
      .from(draw)
      .innerJoin(status, eq(status.comparisonId, draw.comparisonId))
      .where(
        and(
          eq(draw.stratumId, stratumId),
          gt(draw.number, after),
          lte(draw.number, Math.min(drawn, after + rowsPerPage)),
        ),
      )
      .orderBy(asc(draw.number));
    for (const row of rows) {
      const t = row.number - 1;
      comparisonIds[t] = row.comparisonId;
      controlUsed[t] = row.controlUsed;
      columns.q[t] = row.q ?? 0;
      columns.largestInverse[t] = row.largestInverse ?? 0;
      columns.rank[t] = row.rank;
      columns.arm[t] = row.arm === "control" ? 1 : 0;
      columns.controlCoin[t] = row.controlCoin ? 1 : 0;
      columns.controlPlace[t] = row.controlPlace;
      columns.state[t] = stateCodes[row.state];
    }
  }
  return { columns, comparisonIds, controlUsed };
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
