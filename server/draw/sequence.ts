import { eq, sql } from "drizzle-orm";
import type { Connection, Transaction } from "@/db/client";
import type { pairAllocations } from "@/db/schema/campaign";
import { found } from "../errors";

type PairAllocation = (typeof pairAllocations)[number];

/** How far a stratum's draws may go and have gone. */
export interface Sequence {
  stratumId: number;
  routingGroup: string;
  /** Comparisons in the stratum. */
  size: number;
  planned: number;
  opened: number;
  /** None is opened while the draws that are not open are replaced. */
  held: boolean;
  /** None is opened any more: the stop rule has ended its pair. */
  stopped: boolean;
  /** Main judgments of it that stand, kept where pairs are judged by how uncertain they are. */
  wins: number;
  losses: number;
  ties: number;
}

/** A campaign's sequences, by stratum. */
export async function listSequences(connection: Connection, campaignId: string): Promise<Sequence[]> {
  return connection
    .prepared("list-sequences", ({ orm, tables: { drawSequence } }) =>
      orm
        .select({
          stratumId: drawSequence.stratumId,
          routingGroup: drawSequence.routingGroup,
          size: drawSequence.size,
          planned: drawSequence.planned,
          opened: drawSequence.opened,
          held: drawSequence.held,
          stopped: drawSequence.stopped,
          wins: drawSequence.wins,
          losses: drawSequence.losses,
          ties: drawSequence.ties,
        })
        .from(drawSequence)
        .where(eq(drawSequence.campaignId, sql.placeholder("campaignId")))
        .orderBy(drawSequence.stratumId),
    )
    .execute({ campaignId });
}

/**
 * Draws that the budget leaves the whole campaign, whichever pair they go to; null where every pair has its own part of it.
 */
export async function sharedBudgetLeft(
  { orm, tables: { drawSequence } }: Connection,
  { id, pairAllocation }: { id: string; pairAllocation: PairAllocation },
): Promise<number | null> {
  if (pairAllocation === "even") return null;
  const rows = await orm
    .select({
      left: sql<number | null>`sum(${drawSequence.planned} - ${drawSequence.opened})`.mapWith(Number),
    })
    .from(drawSequence)
    .where(eq(drawSequence.campaignId, id));
  return Math.max(0, rows[0]?.left ?? 0);
}

/** How far a stratum's draws may go: as planned, or in its pool as far as the campaign's budget lasts (null: as planned). */
export function reachOf(
  { size, planned, opened }: Pick<Sequence, "size" | "planned" | "opened">,
  left: number | null,
): number {
  return left === null ? planned : Math.min(size, opened + left);
}

/** The stratum's draw of that number: which comparison it admits. */
export async function findDraw(connection: Connection, stratumId: number, number: number) {
  const rows = await connection
    .prepared("find-draw", ({ orm, tables: { draw, comparison } }) =>
      orm
        .select({ comparisonId: draw.comparisonId, promptId: comparison.promptId })
        .from(draw)
        .innerJoin(comparison, eq(comparison.id, draw.comparisonId))
        .where(
          sql`${draw.stratumId} = ${sql.placeholder("stratumId")} and ${draw.number} = ${sql.placeholder("number")}`,
        ),
    )
    .execute({ stratumId, number });
  return found(rows[0], "draw", number);
}

/** Notes that draws 1..opened of the stratum are open or settled. */
export async function noteOpened(tx: Transaction, stratumId: number, opened: number): Promise<void> {
  await tx
    .prepared("note-opened", ({ orm, tables: { drawSequence } }) =>
      orm
        .update(drawSequence)
        .set({ opened: sql`${sql.placeholder("opened")}` })
        .where(eq(drawSequence.stratumId, sql.placeholder("stratumId"))),
    )
    .execute({ stratumId, opened });
}
