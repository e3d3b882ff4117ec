import { and, eq } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import { recordAudit } from "../audit";
import { found, TiebreakError } from "../errors";
import { keepOpenSetFull } from "../task/open-draws";
import type { VerbContext } from "../verb-context";
import type { MarkUnjudgeableInput, ResolveFlagInput } from "./schemas";

/** Rules on a flag: the comparison is unjudgeable, or the flag is dismissed and others judge it. */
export async function resolveFlag(context: VerbContext, input: ResolveFlagInput): Promise<void> {
  const { campaignId, flagId, ruling } = input;
  const now = context.clock();
  await context.database.transaction(async (tx) => {
    await tx.lockCampaign(campaignId);
    const { flag } = tx.tables;
    const rows = await tx.orm
      .select()
      .from(flag)
      .where(and(eq(flag.id, flagId), eq(flag.campaignId, campaignId)));
    const raised = found(rows[0], "flag", flagId);
    if (raised.state !== "raised")
      throw new TiebreakError("conflict", `This flag is ${raised.state} already.`);
    await tx.orm
      .update(flag)
      .set({ state: ruling, resolvedBy: context.actor, resolvedAt: now })
      .where(eq(flag.id, flagId));
    if (ruling === "unjudgeable" && raised.comparisonId !== null)
      await giveUp(tx, { campaignId, comparisonId: raised.comparisonId }, now);
    await recordAudit(tx, context, { campaignId, action: `flag.${ruling}`, subject: flagId });
  });
}

/** Gives a drawn comparison up: nobody is asked any more, it keeps its draw number and counts as unjudgeable. */
export async function markUnjudgeable(context: VerbContext, input: MarkUnjudgeableInput): Promise<void> {
  await context.database.transaction(async (tx) => {
    await tx.lockCampaign(input.campaignId);
    await giveUp(tx, input, context.clock());
    const subject = String(input.comparisonId);
    await recordAudit(tx, context, {
      campaignId: input.campaignId,
      action: "comparison.unjudgeable",
      subject,
    });
  });
}

async function giveUp(
  tx: Transaction,
  { campaignId, comparisonId }: MarkUnjudgeableInput,
  now: number,
): Promise<void> {
  const { comparisonStatus: status, task } = tx.tables;
  const isThis = and(eq(status.comparisonId, comparisonId), eq(status.campaignId, campaignId));
  const rows = await tx.orm.select({ state: status.state }).from(status).where(isThis);
  // It keeps the time at which it was settled first.
  if (found(rows[0], "drawn comparison", comparisonId).state === "unjudgeable") return;
  await tx.orm.update(status).set({ state: "unjudgeable", settledAt: now }).where(isThis);
  await tx.orm
    .update(task)
    .set({ state: "released" })
    .where(and(eq(task.comparisonId, comparisonId), eq(task.state, "leased")));
  await keepOpenSetFull(tx, campaignId, now);
}
