import { and, eq } from "drizzle-orm";
import { recordAudit } from "../audit";
import { getCampaignRow } from "../campaign/get-campaign-row";
import { TiebreakError } from "../errors";
import { keepOpenSetFull } from "../task/open-draws";
import type { VerbContext } from "../verb-context";

/**
 * Lets judging go on after the stop rule has ended a pair. The rule is off from then on, for every pair, and the report
 * says that judging went on and what was concluded before.
 */
export async function goOnJudging(context: VerbContext, campaignId: string): Promise<void> {
  await context.database.transaction(async (tx) => {
    await tx.lockCampaign(campaignId);
    const { campaign, drawSequence } = tx.tables;
    const current = await getCampaignRow(tx, campaignId);
    if (current.state !== "live" && current.state !== "paused")
      throw new TiebreakError("wrong_state", `A ${current.state} campaign cannot go on.`);
    const isStopped = and(eq(drawSequence.campaignId, campaignId), eq(drawSequence.stopped, true));
    const freed = await tx.orm
      .update(drawSequence)
      .set({ stopped: false })
      .where(isStopped)
      .returning({ stratumId: drawSequence.stratumId });
    if (freed.length === 0)
      throw new TiebreakError("wrong_state", "The stop rule has not stopped anything: judging goes on.");
    const now = context.clock();
    await tx.orm.update(campaign).set({ goneOnAt: now }).where(eq(campaign.id, campaignId));
    if (current.state === "live") await keepOpenSetFull(tx, campaignId, now);
    await recordAudit(tx, context, {
      campaignId,
      action: "campaign.go-on",
      detail: { strata: freed.length },
    });
  });
}
