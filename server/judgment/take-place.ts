import { and, eq, gt, ne, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { TiebreakError } from "../errors";
import type { getOwnTask } from "../task/own-task";
import type { QueueCampaign } from "../task/queue-campaign";

type Task = Awaited<ReturnType<typeof getOwnTask>>;

/**
 * Counts one more judgment for the task's comparison and closes it at the cap, which is never passed. Whoever holds the
 * lease may have any place that is left (an undone skip can lease one more than there are: the first to submit has
 * it). Whoever lost the lease may have one that is promised to nobody else. Otherwise `lease_lost`.
 */
export async function takePlace(
  tx: Transaction,
  campaign: QueueCampaign,
  task: Task,
  now: number,
): Promise<{ isClosed: boolean }> {
  const isHeld = task.state === "leased" && task.leaseExpiresAt > now;
  if (!isHeld && !(await isStillWanted(tx, campaign, task, now))) throw leaseLost();
  const taken = await tx
    .prepared("take-place", ({ orm, tables: { comparisonStatus: status } }) => {
      const cap = sql.placeholder("cap");
      return orm
        .update(status)
        .set({
          judgmentCount: sql`${status.judgmentCount} + 1`,
          state: sql`case when ${status.judgmentCount} + 1 >= ${cap} then 'closed' else 'open' end`,
          settledAt: sql`case when ${status.judgmentCount} + 1 >= ${cap} then cast(${sql.placeholder("settledAt")} as bigint) end`,
        })
        .where(
          sql`${status.comparisonId} = ${sql.placeholder("comparisonId")} and ${status.state} = 'open'
            and ${status.judgmentCount} < ${cap}`,
        )
        .returning({ state: status.state });
    })
    .execute({ comparisonId: task.comparisonId, cap: campaign.judgmentsPerComparison, settledAt: now });
  if (!taken[0]) throw leaseLost();
  return { isClosed: taken[0].state === "closed" };
}

/** Whether a late judgment is still of use: a place that nobody holds, on a prompt not judged otherwise meanwhile. */
async function isStillWanted(
  { orm, tables }: Transaction,
  campaign: QueueCampaign,
  mine: Task,
  now: number,
): Promise<boolean> {
  const { comparisonStatus: status, task } = tables;
  const inOtherHands = await orm
    .select({ id: task.id })
    .from(task)
    .where(
      and(
        eq(task.comparisonId, mine.comparisonId),
        eq(task.state, "leased"),
        gt(task.leaseExpiresAt, now),
        ne(task.memberId, mine.memberId),
      ),
    );
  const rows = await orm
    .select({ judgments: status.judgmentCount })
    .from(status)
    .where(eq(status.comparisonId, mine.comparisonId));
  const promised = (rows[0]?.judgments ?? 0) + inOtherHands.length;
  if (promised >= campaign.judgmentsPerComparison) return false;
  if (!campaign.promptOncePerAnnotator) return true;
  const samePrompt = await orm
    .select({ id: task.id })
    .from(task)
    .where(and(eq(task.memberId, mine.memberId), eq(task.promptId, mine.promptId), eq(task.state, "judged")))
    .limit(1);
  return samePrompt.length === 0;
}

function leaseLost(): TiebreakError {
  return new TiebreakError(
    "lease_lost",
    "While you were away others finished this comparison; your judgment was not needed any more.",
  );
}
