import { recordAudit } from "../audit";
import { TiebreakError } from "../errors";
import { addSignInLink, revokeSignInLinks } from "../session/sign-in-link";
import type { VerbContext } from "../verb-context";
import { getMemberOfCampaign } from "./member-of-campaign";
import type { MemberInput } from "./schemas";

/** Makes a new personal link for a member; the older ones stop working and what they signed in is signed out. */
export async function newMemberLink(context: VerbContext, input: MemberInput): Promise<{ token: string }> {
  const { campaignId } = input;
  const now = context.clock();
  return context.database.transaction(async (tx) => {
    const { userId, removedAt } = await getMemberOfCampaign(tx, input);
    if (removedAt !== null)
      throw new TiebreakError("wrong_state", "Restore this person before making a link.");
    await revokeSignInLinks(tx, { userId, campaignId, now });
    const { token } = await addSignInLink(tx, { userId, campaignId, now });
    await recordAudit(tx, context, { campaignId, action: "member.new-link", subject: input.memberId });
    return { token };
  });
}

/** Revokes a member's links and ends the sessions that they opened. */
export async function revokeMemberLinks(context: VerbContext, input: MemberInput): Promise<void> {
  const { campaignId } = input;
  await context.database.transaction(async (tx) => {
    const { userId } = await getMemberOfCampaign(tx, input);
    await revokeSignInLinks(tx, { userId, campaignId, now: context.clock() });
    await recordAudit(tx, context, { campaignId, action: "member.revoke-links", subject: input.memberId });
  });
}
