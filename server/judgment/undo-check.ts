import { and, eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { found, TiebreakError } from "../errors";
import { leaseCheckAgain } from "../task/lease-check";
import type { QueueCampaign } from "../task/queue-campaign";
import { feedbackOn } from "./feedback";
import type { Outcome } from "./outcome-of";
import { withdrawJudgment } from "./withdraw-judgment";

interface CheckDecision {
  /** Of the judgment or the skip. */
  id: number;
  campaignId: string;
  purpose: string;
  taskId: string;
  /** Undefined where it was skipped. */
  outcome?: Outcome | undefined;
}

/**
 * Takes back a decision on gold, a repeat or a preview and leases its task again. Where the right answer was shown after
 * it, it stands.
 */
export async function undoCheck(
  tx: Transaction,
  campaign: QueueCampaign,
  { id, campaignId, purpose, taskId, outcome }: CheckDecision,
  by: { actor: string; at: number; leasedAt: number },
): Promise<void> {
  const { task, skip, flag } = tx.tables;
  const { actor, at } = by;
  if (outcome === undefined) {
    await tx.orm.update(skip).set({ withdrawnAt: at }).where(eq(skip.id, id));
    await tx.orm
      .update(flag)
      .set({ state: "withdrawn" })
      .where(and(eq(flag.taskId, taskId), eq(flag.state, "raised")));
  } else {
    const rows = await tx.orm.select().from(task).where(eq(task.id, taskId));
    if (await feedbackOn(tx, campaign, found(rows[0], "task", taskId), outcome)) {
      throw new TiebreakError("conflict", "You were shown the answer; this decision stays.", {
        reason: "answer_was_shown",
      });
    }
    const judgment = { id, campaignId, comparisonId: null, purpose, outcome };
    await withdrawJudgment(tx, judgment, { actor, reason: "undo", at });
  }
  await leaseCheckAgain(tx, campaign, taskId, at, by.leasedAt);
}
