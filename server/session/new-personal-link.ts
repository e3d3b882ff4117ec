import { recordAudit } from "../audit";
import type { VerbContext } from "../verb-context";
import { addSignInLink } from "./sign-in-link";

/** One more personal link for someone; the earlier ones go on working. Opens on the campaign, or where all are listed. */
export async function newPersonalLink(
  context: VerbContext,
  { userId, campaignId = null }: { userId: string; campaignId?: string | null },
): Promise<{ token: string }> {
  return context.database.transaction(async (tx) => {
    const { token } = await addSignInLink(tx, { userId, campaignId, now: context.clock() });
    await recordAudit(tx, context, { campaignId, action: "session.new-link", subject: userId });
    return { token };
  });
}
