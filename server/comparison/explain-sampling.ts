import { and, eq, gt, lte } from "drizzle-orm";
import type { Connection } from "@/db/client";
import { nextDrawChance } from "@/server/core/sampling/next-draw-chance";
import type { SliceArm } from "@/server/core/sampling/slice-arm";
import type { CampaignRow } from "../campaign/get-campaign-row";
import { reachOf, sharedBudgetLeft } from "../draw/sequence";
import type { StratumArrays } from "./order-in-force";
import type { Sampling } from "./schemas";

/** How far a stratum's draws may go and have gone, and what is known of one comparison's own. */
export interface DrawPlace {
  sequence: { planned: number; opened: number };
  sampling: Omit<Sampling, "judgmentsWanted">;
  /** Its neighbours in the sequence of draws. */
  previousId: number | null;
  nextId: number | null;
}

/** A comparison's draw in a launched stratum; undefined where the stratum has no sequence. */
export async function findDrawPlace(
  connection: Connection,
  campaign: Pick<CampaignRow, "id" | "pairAllocation">,
  stratumId: number,
  comparisonId: number,
): Promise<DrawPlace | undefined> {
  const { orm, tables } = connection;
  const { drawSequence, comparisonStatus: status } = tables;
  const sequences = await orm
    .select({ planned: drawSequence.planned, opened: drawSequence.opened, size: drawSequence.size })
    .from(drawSequence)
    .where(eq(drawSequence.stratumId, stratumId));
  if (!sequences[0]) return undefined;
  const { opened } = sequences[0];
  const planned = reachOf(sequences[0], await sharedBudgetLeft(connection, campaign));
  const sequence = { planned, opened };
  const opening = (await orm.select().from(status).where(eq(status.comparisonId, comparisonId)))[0];
  const number = opening?.drawNumber ?? (await findPlanned(connection, stratumId, comparisonId, sequence));
  const around = await drawsAround(connection, stratumId, number);
  const own = around.find((draw) => draw.number === number);
  const beside = (step: number) =>
    around.find((draw) => number !== null && draw.number === number + step)?.comparisonId ?? null;
  return {
    sequence,
    sampling: {
      state: opening?.state ?? (own ? "planned" : "beyond"),
      drawNumber: number,
      planned,
      opened,
      arm: own?.arm ?? null,
      controlCoin: own?.controlCoin ?? false,
      q: own?.q ?? null,
      skips: opening?.skipCount ?? 0,
    },
    previousId: beside(-1),
    nextId: beside(1),
  };
}

/** The number of a comparison's draw among those that are planned and not made. */
async function findPlanned(
  { orm, tables: { draw } }: Connection,
  stratumId: number,
  comparisonId: number,
  { planned, opened }: { planned: number; opened: number },
): Promise<number | null> {
  const rows = await orm
    .select({ number: draw.number })
    .from(draw)
    .where(
      and(
        eq(draw.stratumId, stratumId),
        gt(draw.number, opened),
        lte(draw.number, planned),
        eq(draw.comparisonId, comparisonId),
      ),
    );
  return rows[0]?.number ?? null;
}

async function drawsAround({ orm, tables: { draw } }: Connection, stratumId: number, number: number | null) {
  if (number === null) return [];
  return orm
    .select()
    .from(draw)
    .where(and(eq(draw.stratumId, stratumId), gt(draw.number, number - 2), lte(draw.number, number + 1)));
}

/**
 * The chance that a comparison which is not drawn yet is its stratum's next draw; null when it is drawn.
 *
 * @param launched the stratum as it was launched, whose draws they are.
 * @param force the weights in force: its own, or those that replaced them.
 */
export async function findChance(
  connection: Connection,
  input: {
    comparisonId: number;
    launched: StratumArrays;
    force: StratumArrays;
    controlShare: number;
    arms: readonly SliceArm[];
    place: DrawPlace | undefined;
  },
): Promise<number | null> {
  const { launched, force, place, comparisonId } = input;
  const item = launched.comparisonIds.indexOf(comparisonId);
  if (item < 0 || (place && place.sampling.state !== "planned" && place.sampling.state !== "beyond"))
    return null;
  const isDrawn = new Uint8Array(launched.comparisonIds.length);
  const opened = place?.sequence.opened ?? 0;
  const controlUsed = opened > 0 ? await markDrawn(connection, launched, opened, isDrawn) : 0;
  const weights = force === launched ? launched.weights : alignWeights(launched, force);
  if (!((weights[item] as number) > 0)) return null;
  return nextDrawChance({
    weights,
    controlShare: input.controlShare,
    controlUsed,
    arms: input.arms,
    isDrawn,
    item,
  });
}

/** Marks what draws 1..opened took and returns the control coins used by then. */
async function markDrawn(
  { orm, tables: { draw } }: Connection,
  { stratumId, comparisonIds }: StratumArrays,
  opened: number,
  isDrawn: Uint8Array,
): Promise<number> {
  const rows = await orm
    .select({ comparisonId: draw.comparisonId, number: draw.number, controlCoin: draw.controlCoin })
    .from(draw)
    .where(and(eq(draw.stratumId, stratumId), lte(draw.number, opened)));
  const drawn = new Set(rows.map((row) => row.comparisonId));
  for (let i = 0; i < comparisonIds.length; i++) if (drawn.has(comparisonIds[i] as number)) isDrawn[i] = 1;
  return rows.filter(({ controlCoin }) => controlCoin).length;
}

/** The weights in force in the order of the launched stratum; 0 for what has none. Both are in pool order. */
function alignWeights(launched: StratumArrays, force: StratumArrays): Float64Array {
  const weights = new Float64Array(launched.comparisonIds.length);
  let next = 0;
  for (let i = 0; i < weights.length; i++) {
    if (launched.comparisonIds[i] === force.comparisonIds[next]) weights[i] = force.weights[next++] as number;
  }
  return weights;
}
