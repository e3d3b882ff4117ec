import { and, eq, isNull, notInArray } from "drizzle-orm";
import type { Transaction } from "@/db/client";
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
    await refuseOutsiders(tx, context, userId);
    await revokeSignInLinks(tx, { userId, campaignId, now });
    const { token } = await addSignInLink(tx, { userId, campaignId, now });
    await recordAudit(tx, context, { campaignId, action: "member.new-link", subject: input.memberId });
    return { token };
  });
}

/**
 * A link signs in as the person in every campaign of theirs. Whoever makes one for somebody else must therefore lead
 * all of these campaigns; the operator may make it for anyone.
 */
async function refuseOutsiders(
  { orm, tables: { member } }: Transaction,
  { actor }: VerbContext,
  userId: string,
): Promise<void> {
  if (actor === userId || actor === "operator") return;
  const led = orm
    .select({ id: member.campaignId })
    .from(member)
    .where(and(eq(member.userId, actor), eq(member.role, "lead"), isNull(member.removedAt)));
  const elsewhere = await orm
    .select({ id: member.id })
    .from(member)
    .where(and(eq(member.userId, userId), isNull(member.removedAt), notInArray(member.campaignId, led)))
    .limit(1);
  if (elsewhere.length === 0) return;
  throw new TiebreakError(
    "not_allowed",
    "This person is also in campaigns that you do not lead. Only they themselves or the operator can make their link.",
  );
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
