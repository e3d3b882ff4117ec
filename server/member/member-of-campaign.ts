import { and, eq } from "drizzle-orm";
import type { Connection } from "@/db/client";
import { found } from "../errors";
import type { MemberInput } from "./schemas";

/** A member of this campaign, removed or not; members of others are not found. */
export async function getMemberOfCampaign({ orm, tables: { member } }: Connection, input: MemberInput) {
  const rows = await orm
    .select()
    .from(member)
    .where(and(eq(member.id, input.memberId), eq(member.campaignId, input.campaignId)));
  return found(rows[0], "member", input.memberId);
}
