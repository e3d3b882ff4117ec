import { asc, isNull, sql } from "drizzle-orm";
import type { Connection } from "@/db/client";
import type { Member } from "../member/require-member";
import { unknownLanguage } from "../ranking/lay-out-strata";
import type { QueueCampaign } from "../task/queue-campaign";
import { readsGroup, sharedGroup } from "../task/reads-group";
import type { Outcome } from "./accepted-outcomes";

/** What there is of gold, or of practice, for this person, in its order: nothing retired, and in languages they read. */
export async function listGoldFor(
  connection: Connection,
  campaign: Pick<QueueCampaign, "id" | "routing">,
  member: Pick<Member, "languages">,
  use: "gold" | "practice",
): Promise<{ id: number; accepted: Outcome[] }[]> {
  const rows = await connection
    .prepared("list-gold", ({ orm, tables: { goldComparison: gold } }) =>
      orm
        .select({ id: gold.id, accepted: gold.accepted, language: gold.language })
        .from(gold)
        .where(
          sql`${gold.campaignId} = ${sql.placeholder("campaignId")} and ${gold.use} = ${sql.placeholder("use")} and ${isNull(gold.retiredAt)}`,
        )
        .orderBy(asc(gold.position), asc(gold.id)),
    )
    .execute({ campaignId: campaign.id, use });
  // Gold goes to those who are given comparisons of its language; practice that names none is for everyone.
  const unnamed = use === "gold" ? unknownLanguage : sharedGroup;
  const groupOf = (language: string | null) =>
    campaign.routing === "none" ? sharedGroup : (language ?? unnamed);
  return rows.filter(({ language }) => readsGroup(member.languages, groupOf(language)));
}
