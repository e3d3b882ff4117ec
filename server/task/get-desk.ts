import { eq } from "drizzle-orm";
import { changeOfText } from "../campaign/change-of-text";
import { getCampaignRow } from "../campaign/get-campaign-row";
import { findGuidelines } from "../campaign/guideline-versions";
import { openForm } from "../member/answer-background";
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
  const { guidelines, guidelinesVersion } = campaign;
  const { guidelinesSeen } = member;
  const before =
    guidelinesSeen === null || guidelinesSeen === guidelinesVersion
      ? null
      : await findGuidelines(database, campaign.id, guidelinesSeen);
  return {
    campaignName: campaign.name,
    guidelines,
    guidelinesVersion,
    guidelinesSeen,
    guidelinesChange: before === null ? null : changeOfText(before, guidelines),
    isPreview: member.role === "lead",
    quota: member.quota,
    outcomes: campaign.outcomes,
    asks: {
      strength: campaign.strength,
      criteria: campaign.criteria,
      reasons: campaign.reasons,
      evidenceSpans: campaign.evidenceSpans,
    },
    reviseMinutes: campaign.reviseMinutes,
    background: await openForm(database, member, campaign.background),
    mayLeave: member.joinLinkId !== null,
    state: campaign.state,
    languages: groups.map(({ routingGroup }) => routingGroup).sort(),
    chosenLanguages: member.languages,
    mine: { judgments: member.judgmentCount + member.checkCount },
    leaseSeconds: campaign.leaseSeconds,
  };
}
