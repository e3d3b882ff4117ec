import { and, count, eq, gte, isNull, sql } from "drizzle-orm";
import type { Connection, Transaction } from "@/db/client";
import { minute } from "../clock";
import { findDraw, listSequences, noteOpened, type Sequence } from "../draw/sequence";
import { noteOutcomes, pairsOfSequences, tallyOutcomes } from "../draw/tallies";
import { evenTurns, type Turn, type Turns, uncertainTurns } from "../draw/turns";
import { getQueueCampaign, type QueueCampaign } from "./queue-campaign";
import { readsGroup } from "./reads-group";
import { noteExtraWanted } from "./want-extra";

/** Someone who gave a sign of life within this time counts as active. */
export const activeMs = 5 * minute;
const smallestOpenSet = 20;
/** Bounds one transaction; what is left is opened by the next call. */
const mostOpenings = 500;

/**
 * Opens the next draws until each routing group has the open comparisons that its active annotators need, or its plan is
 * used up (`openSetSize`).
 * Returns how many were opened: none while the campaign's draws are held for a new order, and
 * none of a pair that the stop rule has ended. Whose turn it is, the campaign's pair allocation says; its probability is
 * recorded with the draw that it opens.
 */
export async function keepOpenSetFull(
  tx: Transaction,
  campaignId: string,
  now: number,
  known?: QueueCampaign,
): Promise<number> {
  const campaign = known ?? (await getQueueCampaign(tx, campaignId));
  if (campaign.state !== "live") return 0;
  const all = await listSequences(tx, campaignId);
  const turns = await turnsOf(tx, campaign, all);
  const sequences = all.filter((sequence) => !sequence.held && !sequence.stopped && turns.hasDraw(sequence));
  if (sequences.length === 0) return 0;
  const room = await roomByGroup(tx, campaign, sequences, now);
  let opening = await lastOpening(tx, campaignId);
  let openings = 0;
  while (openings < mostOpenings) {
    const hasRoom = ({ routingGroup }: Sequence) => (room.get(routingGroup) ?? 0) > 0;
    const candidates = sequences.filter((sequence) => hasRoom(sequence) && turns.hasDraw(sequence));
    const turn = turns.next(candidates, opening + 1);
    if (!turn) break;
    opening++;
    openings++;
    const { routingGroup } = turn.sequence;
    const stayedOpen = await openNext(tx, campaign, turn, { opening, now });
    if (stayedOpen) room.set(routingGroup, (room.get(routingGroup) ?? 0) - 1);
  }
  return openings;
}

async function turnsOf(tx: Transaction, campaign: QueueCampaign, sequences: Sequence[]): Promise<Turns> {
  if (campaign.pairAllocation === "even") return evenTurns;
  return uncertainTurns(sequences, await pairsOfSequences(tx, campaign.id), campaign.seed);
}

/** How many more comparisons each routing group may have open. */
async function roomByGroup(
  tx: Transaction,
  campaign: QueueCampaign,
  sequences: Sequence[],
  now: number,
): Promise<Map<string, number>> {
  const active = await countActiveAnnotators(tx, campaign.id, now);
  const room = new Map<string, number>();
  for (const group of new Set(sequences.map(({ routingGroup }) => routingGroup))) {
    const readers = active
      .filter(({ languages }) => readsGroup(languages, group))
      .reduce((sum, { annotators }) => sum + annotators, 0);
    room.set(group, openSetSize(readers, campaign) - (await countOpen(tx, campaign.id, group)));
  }
  return room;
}

/**
 * How many comparisons are open at once (methods §2: a large open set biases the closed prefix, a small one starves
 * annotators): twice as many as people at work, 20 at least. Where pages hold some ahead, what they hold (each comparison
 * is in as many hands as it wants judgments) and one more for each person; and always one more than one page holds.
 *
 * @example openSetSize(12, { prefetch: 3, judgmentsPerComparison: 1 }) // 48
 */
export function openSetSize(
  annotators: number,
  { prefetch, judgmentsPerComparison }: Pick<QueueCampaign, "prefetch" | "judgmentsPerComparison">,
): number {
  const inHand = Math.ceil((annotators * prefetch) / judgmentsPerComparison);
  return Math.max(2 * annotators, annotators + inHand, annotators > 0 ? prefetch + 1 : 0, smallestOpenSet);
}

/** Opens a stratum's next draw; adopted judgments or an exclusion may settle it at once, which the answer tells (false). */
async function openNext(
  tx: Transaction,
  campaign: QueueCampaign,
  { sequence, probability }: Turn,
  { opening, now }: { opening: number; now: number },
): Promise<boolean> {
  sequence.opened++;
  const draw = await findDraw(tx, sequence.stratumId, sequence.opened);
  await noteOpened(tx, sequence.stratumId, sequence.opened);
  const adopted = campaign.adoptImported ? await listAdopted(tx, campaign, draw.comparisonId) : [];
  const judgmentCount = adopted.length;
  const isFull = judgmentCount === campaign.judgmentsPerComparison;
  const state = (await isExcluded(tx, draw.comparisonId)) ? "unjudgeable" : isFull ? "closed" : "open";
  await tx
    .prepared("open-comparison", ({ orm, tables: { comparisonStatus } }) =>
      orm.insert(comparisonStatus).values({
        comparisonId: sql.placeholder("comparisonId"),
        campaignId: sql.placeholder("campaignId"),
        stratumId: sql.placeholder("stratumId"),
        routingGroup: sql.placeholder("routingGroup"),
        promptId: sql.placeholder("promptId"),
        drawNumber: sql.placeholder("drawNumber"),
        openingNumber: sql.placeholder("openingNumber"),
        state: sql.placeholder("state"),
        judgmentCount: sql.placeholder("judgmentCount"),
        openingProbability: sql.placeholder("openingProbability"),
        openedAt: sql.placeholder("now"),
        settledAt: sql.placeholder("settledAt"),
      }),
    )
    .execute({
      comparisonId: draw.comparisonId,
      campaignId: campaign.id,
      stratumId: sequence.stratumId,
      routingGroup: sequence.routingGroup,
      promptId: draw.promptId,
      drawNumber: sequence.opened,
      openingNumber: opening,
      state,
      judgmentCount,
      openingProbability: probability,
      now,
      settledAt: state === "open" ? null : now,
    });
  if (campaign.pairAllocation === "uncertain" && adopted.length > 0)
    await tallyAdopted(tx, sequence, draw.comparisonId, adopted);
  if (state === "closed") await noteExtraWanted(tx, campaign, draw.comparisonId);
  return state === "open";
}

/** Counts adopted judgments for their pair, so that the next opening knows of them. */
async function tallyAdopted(
  tx: Transaction,
  sequence: Sequence,
  comparisonId: number,
  adopted: Parameters<typeof tallyOutcomes>[0],
): Promise<void> {
  const { wins, losses, ties } = tallyOutcomes(adopted);
  sequence.wins += wins;
  sequence.losses += losses;
  sequence.ties += ties;
  await noteOutcomes(tx, comparisonId, adopted);
}

/** Whether a rule that was accepted after launch takes the comparison out, whatever was judged on it. */
async function isExcluded(connection: Connection, comparisonId: number): Promise<boolean> {
  const rows = await connection
    .prepared("is-excluded", ({ orm, tables: { excludedComparison } }) =>
      orm
        .select({ id: excludedComparison.comparisonId })
        .from(excludedComparison)
        .where(eq(excludedComparison.comparisonId, sql.placeholder("comparisonId")))
        .limit(1),
    )
    .execute({ comparisonId });
  return rows.length > 0;
}

async function lastOpening(connection: Connection, campaignId: string): Promise<number> {
  const rows = await connection
    .prepared("last-opening", ({ orm, tables: { comparisonStatus } }) =>
      orm
        .select({ last: sql<number | null>`max(${comparisonStatus.openingNumber})` })
        .from(comparisonStatus)
        .where(eq(comparisonStatus.campaignId, sql.placeholder("campaignId"))),
    )
    .execute({ campaignId });
  return rows[0]?.last ?? 0;
}

async function countOpen(connection: Connection, campaignId: string, routingGroup: string): Promise<number> {
  const rows = await connection
    .prepared("count-open", ({ orm, tables: { comparisonStatus } }) =>
      orm
        .select({ open: count() })
        .from(comparisonStatus)
        .where(
          and(
            eq(comparisonStatus.campaignId, sql.placeholder("campaignId")),
            // Written out, so that SQLite sees that the partial index applies.
            sql`state = 'open'`,
            eq(comparisonStatus.routingGroup, sql.placeholder("routingGroup")),
          ),
        ),
    )
    .execute({ campaignId, routingGroup });
  return rows[0]?.open ?? 0;
}

/** The outcomes of a comparison's imported judgments that count, in the order in which they do. */
async function listAdopted(
  { orm, tables: { judgment, dataImport } }: Connection,
  { judgmentsPerComparison }: QueueCampaign,
  comparisonId: number,
) {
  const rows = await orm
    .select({ outcome: judgment.outcome })
    .from(judgment)
    .innerJoin(dataImport, eq(dataImport.id, judgment.importId))
    .where(
      and(
        eq(judgment.comparisonId, comparisonId),
        eq(judgment.source, "imported"),
        eq(dataImport.state, "published"),
      ),
    )
    .orderBy(judgment.id)
    .limit(judgmentsPerComparison);
  return rows.map(({ outcome }) => outcome);
}

/** Annotators seen within the last five minutes, counted by the languages they judge (null: all). */
export async function countActiveAnnotators(
  connection: Connection,
  campaignId: string,
  now: number,
): Promise<{ languages: string[] | null; annotators: number }[]> {
  const rows = await connection
    .prepared("active-annotators", ({ orm, tables: { member } }) => {
      const languages = sql<string | null>`cast(${member.languages} as text)`;
      return orm
        .select({ languages, annotators: count() })
        .from(member)
        .where(
          and(
            eq(member.campaignId, sql.placeholder("campaignId")),
            eq(member.role, "annotator"),
            isNull(member.removedAt),
            gte(member.lastSeenAt, sql.placeholder("since")),
          ),
        )
        .groupBy(languages);
    })
    .execute({ campaignId, since: now - activeMs });
  return rows.map(({ languages, annotators }) => ({
    languages: languages === null ? null : (JSON.parse(languages) as string[] | null),
    annotators: Number(annotators),
  }));
}
