import type { Transaction } from "@/db/client";
import { recordAudit } from "../audit";
import { type CampaignRow, getCampaignRow } from "../campaign/get-campaign-row";
import { TiebreakError } from "../errors";
import { newId } from "../ids";
import { refuseWhileRunning } from "../jobs/job-row";
import { campaignBasis } from "../ranking/campaign-basis";
import { keepOpenSetFull } from "../task/open-draws";
import type { VerbContext } from "../verb-context";
import { excludeAfterLaunch } from "./exclude-after-launch";
import { findNewestInspection, inspectionBasis } from "./find-inspection";
import type { ExclusionInput } from "./schemas";
import { listActiveExclusions, listTouched } from "./touched-comparisons";

/**
 * Leaves out what a detector finds. In a draft it defines the pool of the next ranking. After launch it closes every
 * comparison of the pool that it touches as unjudgeable, whatever was judged: a rule may not depend on outcomes.
 */
export async function acceptExclusion(
  context: VerbContext,
  { campaignId, detector }: ExclusionInput,
): Promise<void> {
  const { database, actor, clock } = context;
  const now = clock();
  await database.transaction(async (tx) => {
    await tx.lockCampaign(campaignId);
    await refuseWhileRunning(tx, campaignId, "launch");
    const campaign = await getCampaignRow(tx, campaignId);
    const active = await listActiveExclusions(tx, campaignId);
    if (active.some((rule) => rule.detector === detector)) return;
    const id = newId("exc");
    await tx.orm
      .insert(tx.tables.exclusion)
      .values({ id, campaignId, detector, createdBy: actor, createdAt: now });
    const comparisons = campaign.rankingId
      ? await closeTouched(tx, { campaign, rankingId: campaign.rankingId, exclusionId: id, detector }, now)
      : undefined;
    await recordAudit(tx, context, {
      campaignId,
      action: "exclusion.accept",
      subject: detector,
      detail: { exclusionId: id, comparisons },
    });
  });
}

async function closeTouched(
  tx: Transaction,
  input: { campaign: CampaignRow; rankingId: string; exclusionId: string; detector: string },
  now: number,
): Promise<number> {
  const { campaign, rankingId, exclusionId, detector } = input;
  const { id: campaignId } = campaign;
  const newest = await findNewestInspection(tx, campaignId);
  if (newest?.basis !== inspectionBasis(await campaignBasis(tx, campaign)))
    throw new TiebreakError(
      "wrong_state",
      "Look for noise first: the texts have not been looked at as they are.",
    );
  const touched = await listTouched(tx, { campaignId, inspectionId: newest.id }, detector);
  const taken = await excludeAfterLaunch(tx, { campaignId, rankingId, exclusionId }, touched, now);
  await keepOpenSetFull(tx, campaignId, now);
  return taken;
}
