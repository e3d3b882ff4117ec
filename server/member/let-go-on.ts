import { eq } from "drizzle-orm";
import { recordAudit } from "../audit";
import type { VerbContext } from "../verb-context";
import { getMemberOfCampaign } from "./member-of-campaign";
import type { MemberInput } from "./schemas";

/** Lets someone whom the gold rule stopped go on; the rule counts their answers from now. */
export async function letGoOn(context: VerbContext, input: MemberInput): Promise<void> {
  const { campaignId, memberId } = input;
  await context.database.transaction(async (tx) => {
    await tx.lockCampaign(campaignId);
    await getMemberOfCampaign(tx, input);
    const { member } = tx.tables;
    await tx.orm
      .update(member)
      .set({ stoppedAt: null, goneOnAt: context.clock() })
      .where(eq(member.id, memberId));
    await recordAudit(tx, context, { campaignId, action: "member.let-go-on", subject: memberId });
  });
}
