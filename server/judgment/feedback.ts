import { eq, sql } from "drizzle-orm";
import type { Connection } from "@/db/client";
import { found } from "../errors";
import { acceptedDecisions, isAccepted, type Outcome } from "../gold/accepted-outcomes";
import type { QueueCampaign } from "../task/queue-campaign";
import type { Feedback } from "../task/schemas";
import type { Offer } from "../task/show-offer";

interface Answered {
  id: string;
  goldId: number | null;
  presentedSide: "a_left" | "b_left";
}

/**
 * What is told after an answer: of practice always, of gold where the campaign's gold is loud, and never before the answer
 * is stored. Null for everything else.
 */
export async function feedbackOn(
  { orm, tables: { goldComparison } }: Connection,
  campaign: Pick<QueueCampaign, "goldFeedback" | "outcomes">,
  task: Answered,
  outcome: Outcome,
): Promise<Feedback | null> {
  if (task.goldId === null) return null;
  const rows = await orm.select().from(goldComparison).where(eq(goldComparison.id, task.goldId));
  const { use, accepted, explanation } = found(rows[0], "gold comparison", String(task.goldId));
  if (use === "gold" && campaign.goldFeedback === "silent") return null;
  return {
    taskId: task.id,
    isPractice: use === "practice",
    wasRight: isAccepted(outcome, accepted),
    accepted: acceptedDecisions(accepted, task.presentedSide, campaign.outcomes),
    explanation,
  };
}

/** The same for an answer that was stored before, and is sent again because no reply came. */
export async function feedbackAgain(
  connection: Connection,
  campaign: Pick<QueueCampaign, "goldFeedback" | "outcomes">,
  memberId: string,
  clientKey: string,
): Promise<Feedback | null> {
  const { judgment } = connection.tables;
  const rows = await connection.orm
    .select({
      id: judgment.taskId,
      goldId: judgment.goldId,
      presentedSide: judgment.presentedSide,
      outcome: judgment.outcome,
    })
    .from(judgment)
    .where(sql`${judgment.memberId} = ${memberId} and ${judgment.clientKey} = ${clientKey}`);
  const { id, goldId, presentedSide, outcome } = found(rows[0], "judgment", clientKey);
  if (id === null || presentedSide === null) return null;
  return feedbackOn(connection, campaign, { id, goldId, presentedSide }, outcome);
}

/** An offer with what is told of the decision before it; one that was told of cannot be taken back. */
export function withFeedback(offer: Offer, feedback: Feedback | null): Offer {
  return feedback === null ? offer : { ...offer, feedback, canUndo: false };
}
