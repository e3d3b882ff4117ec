import { and, asc, eq, isNull } from "drizzle-orm";
import type { Connection } from "@/db/client";
import type { Member } from "../member/require-member";
import { unknownLanguage } from "../ranking/lay-out-strata";
import type { QueueCampaign } from "../task/queue-campaign";
import { readsGroup, sharedGroup } from "../task/reads-group";
import type { Outcome } from "./accepted-outcomes";

/** What there is of gold, or of practice, for this person, in its order: nothing retired, and in languages they read. */
export async function listGoldFor(
  { orm, tables: { goldComparison } }: Connection,
  campaign: Pick<QueueCampaign, "id" | "routing">,
  member: Pick<Member, "languages">,
  use: "gold" | "practice",
): Promise<{ id: number; accepted: Outcome[] }[]> {
  const rows = await orm
    .select({ id: goldComparison.id, accepted: goldComparison.accepted, language: goldComparison.language })
    .from(goldComparison)
    .where(
      and(
        eq(goldComparison.campaignId, campaign.id),
        eq(goldComparison.use, use),
        isNull(goldComparison.retiredAt),
      ),
    )
    .orderBy(asc(goldComparison.position), asc(goldComparison.id));
  // Gold goes to those who are given comparisons of its language; practice that names none is for everyone.
  const unnamed = use === "gold" ? unknownLanguage : sharedGroup;
  const groupOf = (language: string | null) =>
    campaign.routing === "none" ? sharedGroup : (language ?? unnamed);
  return rows.filter(({ language }) => readsGroup(member.languages, groupOf(language)));
}
