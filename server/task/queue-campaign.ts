import { sql } from "drizzle-orm";
import type { Connection } from "@/db/client";
import { found } from "../errors";

/** What the queue needs to know of a campaign. */
export async function getQueueCampaign(connection: Connection, campaignId: string) {
  const rows = await connection
    .prepared("queue-campaign", ({ orm, tables: { campaign } }) =>
      orm
        .select({
          id: campaign.id,
          state: campaign.state,
          seed: campaign.seed,
          pairAllocation: campaign.pairAllocation,
          outcomes: campaign.outcomes,
          judgmentsPerComparison: campaign.judgmentsPerComparison,
          extraUpTo: campaign.extraUpTo,
          promptOncePerAnnotator: campaign.promptOncePerAnnotator,
          adoptImported: campaign.adoptImported,
          leaseSeconds: campaign.leaseSeconds,
          prefetch: campaign.prefetch,
          maskedNames: campaign.maskedNames,
          strength: campaign.strength,
          criteria: campaign.criteria,
          reasons: campaign.reasons,
          evidenceSpans: campaign.evidenceSpans,
          reviseMinutes: campaign.reviseMinutes,
          routing: campaign.routing,
          guidelinesVersion: campaign.guidelinesVersion,
          goldShare: campaign.goldShare,
          goldFeedback: campaign.goldFeedback,
          goldRule: campaign.goldRule,
          repeatShare: campaign.repeatShare,
          practicePass: campaign.practicePass,
        })
        .from(campaign)
        .where(sql`${campaign.id} = ${sql.placeholder("campaignId")}`),
    )
    .execute({ campaignId });
  return found(rows[0], "campaign", campaignId);
}

export type QueueCampaign = Awaited<ReturnType<typeof getQueueCampaign>>;
