import { sql } from "drizzle-orm";
import { second } from "../clock";
import { TiebreakError } from "../errors";
import type { Member } from "../member/require-member";
import type { VerbContext } from "../verb-context";
import { noteSeen } from "./next-task";
import { getQueueCampaign } from "./queue-campaign";
import type { TaskInput } from "./schemas";
import { wantsJudgments } from "./wants-judgments";

/** Renews the lease on a task in hand; refuses with `lease_lost` when it ran out or was taken away. */
export async function heartbeatTask(
  { database, clock }: VerbContext,
  member: Member,
  { taskId }: TaskInput,
): Promise<{ leaseExpiresAt: number }> {
  const now = clock();
  const renewed = await database.transaction(async (tx) => {
    await tx.lockCampaign(member.campaignId);
    const campaign = await getQueueCampaign(tx, member.campaignId);
    const leaseExpiresAt = now + campaign.leaseSeconds * second;
    await noteSeen(tx, member.id, now);
    const rows = await tx
      .prepared("heartbeat", ({ orm, tables: { task, comparisonStatus: status } }) =>
        orm
          .update(task)
          .set({ leaseExpiresAt: sql`${sql.placeholder("leaseExpiresAt")}` })
          .where(
            sql`${task.id} = ${sql.placeholder("taskId")} and ${task.memberId} = ${sql.placeholder("memberId")}
              and ${task.state} = 'leased' and ${task.leaseExpiresAt} > ${sql.placeholder("now")}
              and exists (select 1 from ${status} where ${status.comparisonId} = ${task.comparisonId} and ${wantsJudgments(status)})`,
          )
          .returning({ id: task.id }),
      )
      .execute({ taskId, memberId: member.id, leaseExpiresAt, now });
    return rows.length > 0 ? { leaseExpiresAt } : undefined;
  }, "normal");
  if (renewed) return renewed;
  throw new TiebreakError("lease_lost", "This comparison went back to the queue while you were away.");
}
