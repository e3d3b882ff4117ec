import { and, eq, isNull } from "drizzle-orm";
import { demoAnnotator } from "../demo/demo-annotator";
import { ensureLead } from "../session/ensure-lead";
import { newPersonalLink } from "../session/new-personal-link";
import type { VerbContext } from "../verb-context";

/**
 * New sign-in links to print when the server starts: the lead's, and the demo annotator's while the demo campaign is
 * live. Stored links are hashes, so that the earlier ones cannot be printed again; they go on working.
 */
export async function freshLinks(
  context: VerbContext,
  origin: string,
): Promise<{ title: string; link: string }[]> {
  const { userId } = await ensureLead(context);
  const { token } = await newPersonalLink(context, { userId });
  const links = [{ title: "As the lead", link: `${origin}/l/${token}` }];
  const annotator = await findDemoAnnotator(context);
  if (annotator) {
    const demo = await newPersonalLink(context, annotator);
    links.push({ title: "Judge as the demo annotator", link: `${origin}/l/${demo.token}` });
  }
  return links;
}

async function findDemoAnnotator({ database }: VerbContext) {
  const { campaign, member, user } = database.tables;
  const rows = await database.orm
    .select({ userId: member.userId, campaignId: campaign.id })
    .from(member)
    .innerJoin(user, eq(user.id, member.userId))
    .innerJoin(campaign, eq(campaign.id, member.campaignId))
    .where(and(eq(user.name, demoAnnotator), eq(campaign.state, "live"), isNull(member.removedAt)));
  return rows.at(-1);
}
