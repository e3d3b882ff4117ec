import { and, asc, eq, gt, lte, sql } from "drizzle-orm";
import type { Connection } from "@/db/client";
import type { StandingDraws } from "./arrange-stratum";

const rowsPerPage = 10_000;

/** Reads a stratum's draws 1..opened as columns, page by page. */
export async function loadStanding(
  { orm, tables: { draw } }: Connection,
  stratumId: number,
  opened: number,
): Promise<StandingDraws> {
  const standing: StandingDraws = {
    comparisonIds: new Int32Array(opened),
    controlCoin: new Uint8Array(opened),
    controlPlace: new Int32Array(opened),
  };
  const { number, comparisonId, controlCoin, controlPlace } = draw;
  for (let after = 0; after < opened; after += rowsPerPage) {
    const rows = await orm
      .select({ number, comparisonId, controlCoin, controlPlace })
      .from(draw)
      .where(
        and(
          eq(draw.stratumId, stratumId),
          gt(number, after),
          lte(number, Math.min(opened, after + rowsPerPage)),
        ),
      )
      .orderBy(asc(number));
    for (const row of rows) {
      standing.comparisonIds[row.number - 1] = row.comparisonId;
      standing.controlCoin[row.number - 1] = row.controlCoin ? 1 : 0;
      standing.controlPlace[row.number - 1] = row.controlPlace;
    }
  }
  return standing;
}

/** How many of a stratum's draws were made with these weights. */
export async function countDrawnWith(
  { orm, tables: { draw } }: Connection,
  stratumId: number,
  weightsId: number,
): Promise<number> {
  const rows = await orm
    .select({ n: sql<number>`count(*)`.mapWith(Number) })
    .from(draw)
    .where(and(eq(draw.stratumId, stratumId), eq(draw.weightsId, weightsId)));
  return rows[0]?.n ?? 0;
}
