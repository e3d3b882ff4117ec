import { and, eq, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { TiebreakError } from "../errors";
import { noteRoom } from "../task/fullness";
import type { MainTask } from "../task/own-task";
import type { QueueCampaign } from "../task/queue-campaign";
import { isStillWanted } from "./is-still-wanted";

/**
 * Counts one more judgment for the task's comparison and closes it at the cap, which is never passed; of a closed
 * comparison that wants an extra judgment, it counts one of those. Whoever holds the lease may have any place that is left
 * (an undone skip can lease one more than there are: the first to submit has it). Whoever lost the lease may have one that
 * nobody else has in sight: work that is done comes before what is only held ahead. Otherwise `lease_lost`.
 */
export async function takePlace(
  tx: Transaction,
  campaign: QueueCampaign,
  task: MainTask,
  now: number,
): Promise<{ purpose: "main" | "extra"; isClosed: boolean }> {
  const isHeld = task.state === "leased" && task.leaseExpiresAt > now;
  if (!isHeld && !(await isStillWanted(tx, campaign, task, now))) throw leaseLost();
  // A late judgment may be of a prompt of which another comparison is in hand since.
  if (!isHeld && campaign.promptOncePerAnnotator) await releaseOfPrompt(tx, task);
  const taken = await takeMainPlace(tx, campaign, task, now);
  if (taken) return { purpose: "main", isClosed: taken.state === "closed" };
  if (campaign.extraUpTo !== null && (await takeExtraPlace(tx, task))) {
    return { purpose: "extra", isClosed: false };
  }
  throw leaseLost();
}

async function takeMainPlace(tx: Transaction, campaign: QueueCampaign, task: MainTask, now: number) {
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
  return taken[0];
}

async function takeExtraPlace(tx: Transaction, { comparisonId }: MainTask): Promise<boolean> {
  const taken = await tx
    .prepared("take-extra-place", ({ orm, tables: { comparisonStatus: status } }) =>
      orm
        .update(status)
        .set({ extraCount: sql`${status.extraCount} + 1` })
        .where(
          sql`${status.comparisonId} = ${sql.placeholder("comparisonId")} and ${status.state} = 'closed'
            and ${status.extraCount} < ${status.extraWanted}`,
        )
        .returning({ comparisonId: status.comparisonId }),
    )
    .execute({ comparisonId });
  return taken.length > 0;
}

/** Gives back what the member holds of the prompt of a task that they judge late. */
async function releaseOfPrompt(tx: Transaction, { memberId, promptId }: MainTask): Promise<void> {
  const { task } = tx.tables;
  const released = await tx.orm
    .update(task)
    .set({ state: "released" })
    .where(and(eq(task.memberId, memberId), eq(task.promptId, promptId), eq(task.state, "leased")))
    .returning({ comparisonId: task.comparisonId });
  await noteRoom(
    tx,
    released.map(({ comparisonId }) => comparisonId),
  );
}

function leaseLost(): TiebreakError {
  return new TiebreakError(
    "lease_lost",
    "While you were away others finished this comparison; your judgment was not needed any more.",
    { reason: "finished_by_others" },
  );
}
