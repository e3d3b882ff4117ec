import { eq } from "drizzle-orm";
import { recordAudit } from "../audit";
import { TiebreakError } from "../errors";
import type { VerbContext } from "../verb-context";
import { getCampaignRow } from "./get-campaign-row";

/** Removes a draft that was made for a file which then could not be imported. One that holds anything is refused. */
export async function discardEmptyCampaign(context: VerbContext, campaignId: string): Promise<void> {
  await context.database.transaction(async (tx) => {
    const { campaign, dataImport, member } = tx.tables;
    const { state, name } = await getCampaignRow(tx, campaignId);
    const imports = await tx.orm
      .select({ id: dataImport.id })
      .from(dataImport)
      .where(eq(dataImport.campaignId, campaignId))
      .limit(1);
    if (state !== "draft" || imports.length > 0) {
      throw new TiebreakError("wrong_state", `${name} is not an empty draft and stays.`);
    }
    await tx.orm.delete(member).where(eq(member.campaignId, campaignId));
    await tx.orm.delete(campaign).where(eq(campaign.id, campaignId));
    await recordAudit(tx, context, { campaignId, action: "campaign.discard", detail: { name } });
  });
}
