import { inArray } from "drizzle-orm";
import { second } from "../clock";
import { TiebreakError } from "../errors";
import type { Member } from "../member/require-member";
import type { VerbContext } from "../verb-context";
import { listHeld } from "./list-held";
import { noteSeen } from "./next-task";
import { getQueueCampaign } from "./queue-campaign";
import type { TasksInput } from "./schemas";

/**
 * Renews the leases on tasks in hand and tells which of them are lost: they ran out, were taken away or are wanted no
 * more. Refuses with `lease_lost` when none is left.
 */
export async function heartbeatTasks(
  { database, clock }: VerbContext,
  member: Member,
  { taskIds }: Pick<TasksInput, "taskIds">,
): Promise<{ leaseExpiresAt: number; lost: string[] }> {
  const now = clock();
  const { leaseExpiresAt, lost } = await database.transaction(async (tx) => {
    await tx.lockCampaign(member.campaignId);
    const campaign = await getQueueCampaign(tx, member.campaignId);
    await noteSeen(tx, member.id, now);
    const renewed = new Set((await listHeld(tx, member.id, now)).map(({ id }) => id));
    const kept = taskIds.filter((id) => renewed.has(id));
    const until = now + campaign.leaseSeconds * second;
    if (kept.length > 0) {
      const { task } = tx.tables;
      await tx.orm.update(task).set({ leaseExpiresAt: until }).where(inArray(task.id, kept));
    }
    return { leaseExpiresAt: until, lost: taskIds.filter((id) => !renewed.has(id)) };
  }, "normal");
  if (lost.length < taskIds.length) return { leaseExpiresAt, lost };
  throw new TiebreakError("lease_lost", "This comparison went back to the queue while you were away.");
}
