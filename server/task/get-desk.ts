import { eq } from "drizzle-orm";
import { getCampaignRow } from "../campaign/get-campaign-row";
import type { Member } from "../member/require-member";
import type { VerbContext } from "../verb-context";
import type { Desk } from "./schemas";

/** What an annotator's page needs besides the comparison itself. */
export async function getDesk({ database }: VerbContext, member: Member): Promise<Desk> {
  const campaign = await getCampaignRow(database, member.campaignId);
  const { orm, tables } = database;
  const groups =
    campaign.routing === "language"
      ? await orm
          .selectDistinct({ routingGroup: tables.drawSequence.routingGroup })
          .from(tables.drawSequence)
          .where(eq(tables.drawSequence.campaignId, campaign.id))
      : [];
  return {
    campaignName: campaign.name,
    guidelines: campaign.guidelines,
    outcomes: campaign.outcomes,
    state: campaign.state,
    languages: groups.map(({ routingGroup }) => routingGroup).sort(),
    chosenLanguages: member.languages,
    mine: { judgments: member.judgmentCount },
    leaseSeconds: campaign.leaseSeconds,
  };
}
