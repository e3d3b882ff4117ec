import { recordAudit } from "../audit";
import { getCampaignRow } from "../campaign/get-campaign-row";
import { newId } from "../ids";
import { addUser } from "../session/add-user";
import { addSignInLink } from "../session/sign-in-link";
import type { VerbContext } from "../verb-context";
import type { InviteMemberInput } from "./schemas";

/** Adds a person to a campaign and makes their personal link's token, which is shown once and stored as a hash. */
export async function inviteMember(
  context: VerbContext,
  { campaignId, name, role, languages }: InviteMemberInput,
): Promise<{ memberId: string; token: string }> {
  const now = context.clock();
  return context.database.transaction(async (tx) => {
    await getCampaignRow(tx, campaignId);
    const userId = await addUser(tx, { name, role, now });
    const memberId = newId("mem");
    await tx.orm
      .insert(tx.tables.member)
      .values({ id: memberId, campaignId, userId, role, languages: languages ?? null, createdAt: now });
    const { token } = await addSignInLink(tx, { userId, campaignId, now });
    await recordAudit(tx, context, {
      campaignId,
      action: "member.invite",
      subject: memberId,
      detail: { name, role },
    });
    return { memberId, token };
  });
}
