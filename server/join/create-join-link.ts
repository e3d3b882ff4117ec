import type { PanelSettings } from "@/db/schema/campaign";
import { recordAudit } from "../audit";
import { getCampaignRow } from "../campaign/get-campaign-row";
import { TiebreakError } from "../errors";
import { newId, newToken, sha256 } from "../ids";
import type { VerbContext } from "../verb-context";
import type { CreateJoinLinkInput } from "./schemas";

/** Makes a link by which people whom nobody invited by name join; its token is shown once and stored as a hash. */
export async function createJoinLink(
  context: VerbContext,
  { campaignId, name, mostPeople = null, isPanel = false }: CreateJoinLinkInput,
): Promise<{ joinLinkId: string; token: string; panel: PanelSettings | null }> {
  return context.database.transaction(async (tx) => {
    const { panel } = await getCampaignRow(tx, campaignId);
    if (isPanel && panel === null)
      throw new TiebreakError("invalid_input", "Set up the panel in the protocol first.");
    const [joinLinkId, token] = [newId("jnl"), newToken()];
    await tx.orm.insert(tx.tables.joinLink).values({
      id: joinLinkId,
      campaignId,
      name,
      tokenHash: sha256(token),
      mostPeople,
      isPanel,
      createdAt: context.clock(),
    });
    await recordAudit(tx, context, {
      campaignId,
      action: "join-link.create",
      subject: joinLinkId,
      detail: { name, mostPeople, isPanel },
    });
    return { joinLinkId, token, panel: isPanel ? panel : null };
  });
}
