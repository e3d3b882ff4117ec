import { and, asc, eq, inArray, isNull, lte, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { isStillWanted } from "../judgment/is-still-wanted";
import type { Member } from "../member/require-member";
import type { Candidate } from "./candidate-query";
import { type LeasedTask, leaseTask } from "./claim-next";
import { leaseCheckAgain } from "./lease-check";
import type { QueueCampaign } from "./queue-campaign";
import { overtake } from "./take-over";

/** A task whose lease ran out undecided: a gold comparison, a repeat, or one of a comparison of the queue. */
interface Lapsed {
  id: string;
  queued: Candidate | undefined;
}

/**
 * What a member was handed out, has not decided and holds no more, as far as a judgment of it that comes late, from a page
 * that was out of reach, would still be taken. Of what counts to a quota alone, so without practice.
 */
export async function listLapsed(
  tx: Transaction,
  campaign: QueueCampaign,
  { id: memberId }: Pick<Member, "id">,
  now: number,
): Promise<Lapsed[]> {
  const { task, goldComparison: gold } = tx.tables;
  const rows = await tx.orm
    .select({ id: task.id, comparisonId: task.comparisonId, promptId: task.promptId })
    .from(task)
    .leftJoin(gold, eq(gold.id, task.goldId))
    .where(
      and(
        eq(task.memberId, memberId),
        sql`${task.state} = 'leased'`,
        lte(task.leaseExpiresAt, now),
        inArray(task.purpose, ["main", "gold", "repeat"]),
        isNull(gold.retiredAt),
      ),
    )
    .orderBy(asc(task.leasedAt));
  if (rows.length === 0) return [];
  // Of a prompt that is met once, one judgment is taken, and what is in hand comes before.
  const prompts = campaign.promptOncePerAnnotator ? await listPromptsHeld(tx, memberId, now) : undefined;
  const lapsed: Lapsed[] = [];
  for (const { id, comparisonId, promptId } of rows) {
    if (comparisonId === null || promptId === null) lapsed.push({ id, queued: undefined });
    else if (prompts?.has(promptId)) continue;
    else if (await isStillWanted(tx, campaign, { comparisonId, promptId, memberId }, now)) {
      lapsed.push({ id, queued: { comparisonId, promptId } });
      prompts?.add(promptId);
    }
  }
  return lapsed;
}

async function listPromptsHeld(
  { orm, tables: { task } }: Transaction,
  memberId: string,
  now: number,
): Promise<Set<number | null>> {
  const rows = await orm
    .select({ promptId: task.promptId })
    .from(task)
    .where(
      sql`${task.memberId} = ${memberId} and ${task.state} = 'leased' and ${task.leaseExpiresAt} > ${now}`,
    );
  return new Set(rows.map(({ promptId }) => promptId));
}

/** Leases to the member again what lapsed, and takes it from somebody who holds it ahead where no other place is left. */
export async function leaseLapsed(
  tx: Transaction,
  campaign: QueueCampaign,
  member: Member,
  { id, queued }: Lapsed,
  now: number,
  leasedAt: number,
): Promise<LeasedTask> {
  if (!queued) return leaseCheckAgain(tx, campaign, id, now, leasedAt);
  if (await isFull(tx, campaign, { ...queued, memberId: member.id, now }))
    await overtake(tx, { ...queued, memberId: member.id, now });
  return leaseTask(tx, campaign, member, queued, now, leasedAt);
}

/** Whether all judgments of a comparison are given or in others' hands. */
async function isFull(
  { orm, tables: { comparisonStatus: status, task } }: Transaction,
  { judgmentsPerComparison }: QueueCampaign,
  { comparisonId, memberId, now }: { comparisonId: number; memberId: string; now: number },
): Promise<boolean> {
  const inOtherHands = sql`(select count(*) from ${task} where ${task.comparisonId} = ${status.comparisonId}
    and ${task.state} = 'leased' and ${task.leaseExpiresAt} > ${now} and ${task.memberId} <> ${memberId})`;
  const toGive = sql`case when ${status}.state = 'closed' then ${status.extraWanted} - ${status.extraCount}
    else ${judgmentsPerComparison} - ${status.judgmentCount} end`;
  const rows = await orm
    .select({ places: sql<number>`${toGive} - ${inOtherHands}`.mapWith(Number) })
    .from(status)
    .where(eq(status.comparisonId, comparisonId));
  return (rows[0]?.places ?? 0) <= 0;
}
