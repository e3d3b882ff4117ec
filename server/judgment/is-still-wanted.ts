import { and, eq, gt, ne, sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { isInSight } from "../task/in-sight";
import type { MainTask } from "../task/own-task";
import type { QueueCampaign } from "../task/queue-campaign";

/** Whether a late judgment is still of use: a place that nobody else has in sight, on a prompt not judged otherwise meanwhile. */
export async function isStillWanted(
  tx: Transaction,
  campaign: QueueCampaign,
  mine: Pick<MainTask, "comparisonId" | "promptId" | "memberId">,
  now: number,
): Promise<boolean> {
  const { orm, tables } = tx;
  const { comparisonStatus: status, task } = tables;
  const inOthersSight = await orm
    .select({ id: task.id })
    .from(task)
    .where(
      and(
        eq(task.comparisonId, mine.comparisonId),
        eq(task.state, "leased"),
        gt(task.leaseExpiresAt, now),
        ne(task.memberId, mine.memberId),
        isInSight(tx, sql`${now}`),
      ),
    );
  const rows = await orm
    .select({
      state: status.state,
      judgments: status.judgmentCount,
      toGive: sql<number>`${status.extraWanted} - ${status.extraCount}`.mapWith(Number),
    })
    .from(status)
    .where(eq(status.comparisonId, mine.comparisonId));
  const { state, judgments = 0, toGive = 0 } = rows[0] ?? {};
  if (state === "unjudgeable") return false;
  const places = state === "closed" ? toGive : campaign.judgmentsPerComparison - judgments;
  if (places <= inOthersSight.length) return false;
  if (!campaign.promptOncePerAnnotator) return true;
  const samePrompt = await orm
    .select({ id: task.id })
    .from(task)
    .where(and(eq(task.memberId, mine.memberId), eq(task.promptId, mine.promptId), eq(task.state, "judged")))
    .limit(1);
  return samePrompt.length === 0;
}
