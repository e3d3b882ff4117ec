import { sql } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { purposes } from "@/db/schema/judging";
import type { Member } from "../member/require-member";
import type { Task } from "../task/own-task";
import type { QueueCampaign } from "../task/queue-campaign";
import type { Outcome } from "./outcome-of";
import type { SubmitJudgmentInput } from "./schemas";
import { storeDetails } from "./store-details";

/** A judgment that a task ended in. */
export interface NewJudgment {
  member: Member;
  task: Task;
  purpose: (typeof purposes)[number];
  outcome: Outcome;
  campaign: QueueCampaign;
  input: Pick<SubmitJudgmentInput, "decision" | "details" | "durationMs" | "clientKey">;
  bodyHash: string;
  /** The withdrawn judgment that it takes the place of. */
  revises?: number;
  now: number;
}

/**
 * Adds a judgment with what was said beside it; a repeat or a preview is of the comparison that it shows.
 *
 * @throws TiebreakError `invalid_input` where the campaign asks for something else.
 */
export async function addJudgment(tx: Transaction, added: NewJudgment): Promise<void> {
  const { member, task, campaign, input } = added;
  const details = storeDetails(input.details ?? {}, input.decision, task.presentedSide, campaign);
  await tx
    .prepared("add-judgment", ({ orm, tables: { judgment } }) =>
      orm.insert(judgment).values({
        campaignId: sql.placeholder("campaignId"),
        comparisonId: sql.placeholder("comparisonId"),
        goldId: sql.placeholder("goldId"),
        outcome: sql.placeholder("outcome"),
        strength: sql.placeholder("strength"),
        criteria: sql.placeholder("criteria"),
        reasons: sql.placeholder("reasons"),
        comment: sql.placeholder("comment"),
        spans: sql.placeholder("spans"),
        guidelinesVersion: sql.placeholder("guidelinesVersion"),
        repeatOf: sql.placeholder("repeatOf"),
        revises: sql.placeholder("revises"),
        source: "live",
        purpose: sql.placeholder("purpose"),
        memberId: sql.placeholder("memberId"),
        taskId: sql.placeholder("taskId"),
        presentedSide: sql.placeholder("presentedSide"),
        durationMs: sql.placeholder("durationMs"),
        clientKey: sql.placeholder("clientKey"),
        bodyHash: sql.placeholder("bodyHash"),
        createdAt: sql.placeholder("now"),
      }),
    )
    .execute({
      campaignId: member.campaignId,
      comparisonId: task.comparisonId ?? task.shownComparisonId,
      goldId: task.goldId,
      outcome: added.outcome,
      ...details,
      // Those that the person has read: someone may go on for a while as they did before.
      guidelinesVersion: member.guidelinesSeen ?? campaign.guidelinesVersion,
      repeatOf: task.repeatOf,
      revises: added.revises ?? null,
      purpose: added.purpose,
      memberId: member.id,
      taskId: task.id,
      presentedSide: task.presentedSide,
      durationMs: input.durationMs,
      clientKey: input.clientKey,
      bodyHash: added.bodyHash,
      now: added.now,
    });
}
