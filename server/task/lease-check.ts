import { eq } from "drizzle-orm";
import type { Connection, Transaction } from "@/db/client";
import { second } from "../clock";
import { newId } from "../ids";
import type { Member } from "../member/require-member";
import type { LeasedTask } from "./claim-next";
import type { QueueCampaign } from "./queue-campaign";

export interface CheckEntry {
  purpose: "gold" | "practice" | "repeat" | "preview";
  presentedSide: "a_left" | "b_left";
  goldId?: number | undefined;
  shownComparisonId?: number | undefined;
  repeatOf?: number | undefined;
}

/** Leases a task that takes no place in the queue: nobody else can hold what it shows, and nothing is counted by it. */
export async function leaseCheck(
  tx: Transaction,
  campaign: Pick<QueueCampaign, "id" | "leaseSeconds">,
  member: Pick<Member, "id">,
  entry: CheckEntry,
  now: number,
  leasedAt = now,
): Promise<LeasedTask> {
  const { task } = tx.tables;
  const rows = await tx.orm
    .insert(task)
    .values({
      ...entry,
      id: newId("tsk"),
      campaignId: campaign.id,
      memberId: member.id,
      state: "leased",
      leasedAt,
      leaseExpiresAt: now + campaign.leaseSeconds * second,
    })
    .returning(leasedColumns(tx.tables));
  return rows[0] as LeasedTask;
}

/** Leases such a task again, after its lease was lost or given back or its decision taken back; it keeps its sides. */
export async function leaseCheckAgain(
  tx: Transaction,
  campaign: Pick<QueueCampaign, "leaseSeconds">,
  taskId: string,
  now: number,
  leasedAt = now,
): Promise<LeasedTask> {
  const { task } = tx.tables;
  const rows = await tx.orm
    .update(task)
    .set({ state: "leased", leasedAt, leaseExpiresAt: now + campaign.leaseSeconds * second })
    .where(eq(task.id, taskId))
    .returning(leasedColumns(tx.tables));
  return rows[0] as LeasedTask;
}

function leasedColumns({ task }: Connection["tables"]) {
  return {
    id: task.id,
    purpose: task.purpose,
    comparisonId: task.comparisonId,
    goldId: task.goldId,
    shownComparisonId: task.shownComparisonId,
    presentedSide: task.presentedSide,
    leasedAt: task.leasedAt,
    leaseExpiresAt: task.leaseExpiresAt,
  };
}
