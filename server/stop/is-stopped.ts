import { and, eq } from "drizzle-orm";
import type { Connection } from "@/db/client";
import type { CampaignRow } from "../campaign/get-campaign-row";

/** Whether the stop rule has ended every pair of a campaign, and judging did not go on. */
export async function isStopped(
  { orm, tables: { drawSequence } }: Connection,
  { id, stopRule }: Pick<CampaignRow, "id" | "stopRule">,
): Promise<boolean> {
  if (stopRule === null) return false;
  const of = (stopped: boolean) =>
    orm
      .select({ stratumId: drawSequence.stratumId })
      .from(drawSequence)
      .where(and(eq(drawSequence.campaignId, id), eq(drawSequence.stopped, stopped)))
      .limit(1);
  return (await of(false)).length === 0 && (await of(true)).length > 0;
}
