import { eq } from "drizzle-orm";
import { recordAudit } from "../audit";
import { getCampaignRow } from "../campaign/get-campaign-row";
import { TiebreakError } from "../errors";
import { refuseWhileRunning } from "../jobs/job-row";
import { getQueueCampaign } from "../task/queue-campaign";
import type { VerbContext } from "../verb-context";
import { listLaunchExclusions } from "./list-launch-exclusions";
import { restoreAfterLaunch } from "./restore-after-launch";
import type { ExclusionInput } from "./schemas";
import { listActiveExclusions } from "./touched-comparisons";

/**
 * Takes back the decision to leave out what a detector finds; the decision's row stays. After launch the comparisons that it
 * closed get the state they would have without it. A rule that defined the pool at launch stays.
 */
export async function withdrawExclusion(
  context: VerbContext,
  { campaignId, detector }: ExclusionInput,
): Promise<void> {
  const { database, actor, clock } = context;
  const now = clock();
  await database.transaction(async (tx) => {
    await tx.lockCampaign(campaignId);
    await refuseWhileRunning(tx, campaignId, "launch");
    const campaign = await getCampaignRow(tx, campaignId);
    const rule = (await listActiveExclusions(tx, campaignId)).find((active) => active.detector === detector);
    if (!rule) return;
    const atLaunch = await listLaunchExclusions(tx, campaign.rankingId);
    if (atLaunch.some((fixed) => fixed.detector === detector)) {
      throw new TiebreakError(
        "wrong_state",
        "This rule defined the pool at launch, and the pool cannot change any more. Start a new campaign to judge what it left out.",
      );
    }
    const { exclusion } = tx.tables;
    await tx.orm
      .update(exclusion)
      .set({ withdrawnBy: actor, withdrawnAt: now })
      .where(eq(exclusion.id, rule.id));
    const comparisons = campaign.rankingId
      ? await restoreAfterLaunch(tx, await getQueueCampaign(tx, campaignId), rule.id, now)
      : undefined;
    await recordAudit(tx, context, {
      campaignId,
      action: "exclusion.withdraw",
      subject: detector,
      detail: { exclusionId: rule.id, comparisons },
    });
  });
}
