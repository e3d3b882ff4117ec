import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { Member } from "../member/require-member";
import { findCandidate, type LeasedTask, leaseTask } from "./claim-next";
import { isInSight } from "./in-sight";
import { setTaskState } from "./own-task";
import type { QueueCampaign } from "./queue-campaign";

/**
 * Gives a member for whom nothing is left a comparison that somebody else holds only ahead, and takes it from them: of
 * those, the one that was opened last, which its holder is furthest from. What anybody has in sight stays theirs.
 */
export async function takeOver(
  tx: Transaction,
  campaign: QueueCampaign,
  member: Member,
  now: number,
): Promise<LeasedTask | undefined> {
  const candidate =
    (await findCandidate(tx, campaign, member, now, "held-ahead")) ??
    (campaign.extraUpTo === null
      ? undefined
      : await findCandidate(tx, campaign, member, now, "extra-held-ahead"));
  if (!candidate) return undefined;
  await overtake(tx, { ...candidate, memberId: member.id, now });
  return leaseTask(tx, campaign, member, candidate, now);
}

/** Takes a comparison from somebody else who holds it ahead, if anybody does. */
export async function overtake(
  tx: Transaction,
  place: { comparisonId: number; memberId: string; now: number },
): Promise<void> {
  const holding = await findHeldAhead(tx, place);
  if (holding !== undefined) await setTaskState(tx, holding, "released");
}

/** The task by which somebody else holds the comparison ahead, the latest of several. */
async function findHeldAhead(
  tx: Transaction,
  place: { comparisonId: number; memberId: string; now: number },
): Promise<string | undefined> {
  const rows = await tx
    .prepared("held-ahead", (connection) => {
      const { orm, tables } = connection;
      const { task } = tables;
      const now = sql`${sql.placeholder("now")}`;
      return orm
        .select({ id: task.id })
        .from(task)
        .where(
          sql`${task.comparisonId} = ${sql.placeholder("comparisonId")} and ${task.memberId} <> ${sql.placeholder("memberId")}
            and ${task.state} = 'leased' and ${task.leaseExpiresAt} > ${now} and not ${isInSight(connection, now)}`,
        )
        .orderBy(sql`${task.leasedAt} desc`)
        .limit(1);
    })
    .execute(place);
  return rows[0]?.id;
}
