import { desc, eq } from "drizzle-orm";
import type { Connection } from "@/db/client";
import { findCombination } from "@/server/core/disagreement/combine";
import type { CampaignRow } from "../campaign/get-campaign-row";
import { canonicalJson } from "../report/canonical-json";
import { WorthContent, type WorthRow } from "../worth/schemas";

/** How well the campaign's order tells decisive comparisons from ties, by its newest comparison of metrics; null: not measured. */
export async function findOrderAuc(
  { orm, tables: { orderWorth } }: Connection,
  campaign: CampaignRow,
): Promise<number | null> {
  const rows = await orm
    .select({ content: orderWorth.content })
    .from(orderWorth)
    .where(eq(orderWorth.campaignId, campaign.id))
    .orderBy(desc(orderWorth.createdAt), desc(orderWorth.id))
    .limit(1);
  const content = WorthContent.safeParse(rows[0]?.content);
  if (!content.success) return null;
  return content.data.table.rows.find((row) => isOrderOf(row, campaign))?.auc ?? null;
}

/** A row's settings say nothing of the spread, so an order with one is known by its own row alone. */
function isOrderOf({ id, settings }: WorthRow, { metric, members, spread }: CampaignRow): boolean {
  const own = findCombination(metric) ? members : null;
  const isSame =
    settings.metric === metric && canonicalJson(settings.members ?? null) === canonicalJson(own ?? null);
  return isSame && (spread === "pair" || id === "own-order");
}
