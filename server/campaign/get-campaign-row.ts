import { eq } from "drizzle-orm";
import type { Connection } from "@/db/client";
import { found } from "../errors";

export type CampaignRow = Awaited<ReturnType<typeof getCampaignRow>>;

/** A campaign as stored. */
export async function getCampaignRow({ orm, tables: { campaign } }: Connection, campaignId: string) {
  const rows = await orm.select().from(campaign).where(eq(campaign.id, campaignId));
  return found(rows[0], "campaign", campaignId);
}
