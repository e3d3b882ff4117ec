import { eq } from "drizzle-orm";
import { recordAudit } from "../audit";
import { TiebreakError } from "../errors";
import { keepOpenSetFull } from "../task/open-draws";
import type { VerbContext } from "../verb-context";
import { getCampaignRow } from "./get-campaign-row";
import { planDraws } from "./plan-draws";
import type { ExtendCampaignInput } from "./schemas";

/**
 * Raises the budget of a launched campaign. What was drawn stays drawn. The number of draws is then no longer the
 * one fixed before launch, and the report says so by its interval.
 */
export async function extendCampaign(
  context: VerbContext,
  { campaignId, budget }: ExtendCampaignInput,
): Promise<void> {
  await context.database.transaction(async (tx) => {
    await tx.lockCampaign(campaignId);
    const { campaign, drawSequence } = tx.tables;
    const current = await getCampaignRow(tx, campaignId);
    if (current.state === "draft")
      throw new TiebreakError("wrong_state", "Set the budget and launch instead.");
    if (current.state === "closed")
      throw new TiebreakError("wrong_state", "A closed campaign cannot be extended.");
    const sequences = await tx.orm
      .select()
      .from(drawSequence)
      .where(eq(drawSequence.campaignId, campaignId))
      .orderBy(drawSequence.stratumId);
    if (sequences.every(({ stopped }) => stopped))
      throw new TiebreakError("wrong_state", "The stop rule has ended judging. Let it go on first.");
    const before = sequences.reduce((sum, sequence) => sum + sequence.planned, 0);
    const planned = planDraws(
      sequences.map((sequence) => sequence.size),
      budget,
      sequences.map((sequence) => sequence.planned),
    );
    const after = planned.reduce((sum, draws) => sum + draws, 0);
    if (after <= before) {
      throw new TiebreakError(
        "invalid_input",
        `The budget is ${before} comparisons already; give a larger one.`,
      );
    }
    for (const [i, sequence] of sequences.entries()) {
      await tx.orm
        .update(drawSequence)
        .set({ planned: planned[i] as number })
        .where(eq(drawSequence.stratumId, sequence.stratumId));
    }
    await tx.orm.update(campaign).set({ budget }).where(eq(campaign.id, campaignId));
    if (current.state === "live") await keepOpenSetFull(tx, campaignId, context.clock());
    await recordAudit(tx, context, {
      campaignId,
      action: "campaign.extend",
      detail: { from: before, to: after },
    });
  });
}
