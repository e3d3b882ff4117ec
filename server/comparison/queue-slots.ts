import { and, asc, between, eq, gt, inArray, or } from "drizzle-orm";
import type { Connection } from "@/db/client";
import type { Arm } from "@/db/schema/ranking";
import { toFloat64, toInt32 } from "../ranking/arrays";
import { placeOfRank } from "./order-in-force";
import { nextSlots, type SlotCursor, type SlotRange } from "./planned-slots";
import type { ComparisonState, QueueCursor } from "./schemas";

/** A comparison's place in the queue, before its texts are read. */
export interface Slot {
  comparisonId: number;
  stratumId: number;
  number: number;
  arm: Arm | null;
  q: number | null;
  rank: number;
  state: ComparisonState;
  judgments: number;
  /** Where the page after this one starts. */
  cursor: QueueCursor;
}

/** A stratum that the queue is looked at in. */
export interface QueueStratum {
  stratumId: number;
  pairId: number;
  routingGroup: string;
  size: number;
  /** Null before launch. */
  sequence: { planned: number; opened: number } | null;
}

type OpenedState = "open" | "closed" | "unjudgeable";

/** What was opened, in the order of opening, a batch at a time. */
export async function* openedSlots(
  { orm, tables }: Connection,
  campaignId: string,
  strata: readonly QueueStratum[],
  states: readonly OpenedState[],
  after: number,
  firstBatch: number,
): AsyncGenerator<Slot[]> {
  const { comparisonStatus: status, draw } = tables;
  const wanted = new Set(strata.map(({ stratumId }) => stratumId));
  for (let last = after, batch = firstBatch; ; batch = larger(batch)) {
    const rows = await orm
      .select({
        comparisonId: status.comparisonId,
        stratumId: status.stratumId,
        number: status.drawNumber,
        opening: status.openingNumber,
        state: status.state,
        judgments: status.judgmentCount,
        arm: draw.arm,
        q: draw.q,
        rank: draw.rank,
      })
      .from(status)
      .innerJoin(draw, and(eq(draw.stratumId, status.stratumId), eq(draw.number, status.drawNumber)))
      .where(
        and(
          eq(status.campaignId, campaignId),
          gt(status.openingNumber, last),
          inArray(status.state, [...states]),
        ),
      )
      .orderBy(asc(status.openingNumber))
      .limit(batch);
    yield rows
      .filter(({ stratumId }) => wanted.has(stratumId))
      .map(({ opening, ...row }) => ({
        ...row,
        cursor: { part: "opened" as const, key: opening, stratumId: 0 },
      }));
    last = rows.at(-1)?.opening ?? last;
    if (rows.length < batch) return;
  }
}

/** What is planned and not opened, in the order in which strata take turns, a batch at a time. */
export async function* plannedSlots(
  connection: Connection,
  strata: readonly QueueStratum[],
  cursor: SlotCursor | undefined,
  firstBatch: number,
): AsyncGenerator<Slot[]> {
  const places = strata.map(({ stratumId, size, sequence }) => ({
    stratumId,
    after: sequence?.opened ?? 0,
    last: sequence?.planned ?? size,
  }));
  const lastOf = new Map(places.map(({ stratumId, last }) => [stratumId, last]));
  const isDrawn = strata[0]?.sequence != null;
  for (let at = cursor, batch = firstBatch; ; batch = larger(batch)) {
    const { ranges, until } = nextSlots(places, at, batch);
    const rows = isDrawn ? await readDraws(connection, ranges) : await readRanked(connection, ranges);
    const slots = rows.map((row): Slot => {
      const key = row.number / (lastOf.get(row.stratumId) as number);
      return { ...row, judgments: 0, cursor: { part: "planned", key, stratumId: row.stratumId } };
    });
    slots.sort((one, other) => one.cursor.key - other.cursor.key || one.stratumId - other.stratumId);
    yield slots;
    if (until >= 1) return;
    at = { key: until, stratumId: Infinity };
  }
}

/** Filters that let little pass are read in larger steps. */
function larger(batch: number): number {
  return Math.min(4_000, 2 * batch);
}

type PlacedRow = Omit<Slot, "judgments" | "cursor">;

/** SQLite takes a thousand conditions and no more. */
const rangesPerQuery = 200;

async function readDraws({ orm, tables: { draw } }: Connection, ranges: SlotRange[]): Promise<PlacedRow[]> {
  const found: PlacedRow[] = [];
  for (let from = 0; from < ranges.length; from += rangesPerQuery) {
    const inRange = ranges
      .slice(from, from + rangesPerQuery)
      .map((range) => and(eq(draw.stratumId, range.stratumId), between(draw.number, range.from, range.to)));
    const rows = await orm
      .select({
        comparisonId: draw.comparisonId,
        stratumId: draw.stratumId,
        number: draw.number,
        arm: draw.arm,
        q: draw.q,
        rank: draw.rank,
      })
      .from(draw)
      .where(or(...inRange));
    for (const row of rows) found.push({ ...row, state: "planned" });
  }
  return found;
}

/** Before anything is drawn: the places by rank. */
async function readRanked(
  { orm, tables: { stratum } }: Connection,
  ranges: SlotRange[],
): Promise<PlacedRow[]> {
  const found: PlacedRow[] = [];
  for (const { stratumId, from, to } of ranges) {
    const rows = await orm
      .select({ comparisonIds: stratum.comparisonIds, ranks: stratum.ranks })
      .from(stratum)
      .where(eq(stratum.id, stratumId));
    const row = rows[0];
    if (!row) continue;
    const comparisonIds = toInt32(row.comparisonIds);
    const ranks = toFloat64(row.ranks);
    for (let item = 0; item < ranks.length; item++) {
      const number = placeOfRank(ranks[item] as number, ranks.length);
      if (number < from || number > to) continue;
      const place = { stratumId, number, rank: ranks[item] as number, state: "ranked" as const };
      found.push({ ...place, comparisonId: comparisonIds[item] as number, arm: null, q: null });
    }
  }
  return found;
}
