import { eq } from "drizzle-orm";
import type { Connection } from "@/db/client";
import type { CampaignRow } from "../campaign/get-campaign-row";
import { listExcluded } from "../noise/list-excluded";
import { toInt32 } from "./arrays";

/**
 * The comparisons of a pool that a ranking of the campaign has not: in a draft those that the rules in force take out,
 * once launched those that the launch ranking left out, whatever was excluded since.
 */
export async function listLeftOut(
  connection: Connection,
  { id, rankingId }: Pick<CampaignRow, "id" | "rankingId">,
  poolIds: Iterable<number>,
): Promise<ReadonlySet<number>> {
  if (!rankingId) return (await listExcluded(connection, id)).excluded;
  const leftOut = new Set(poolIds);
  const { stratum } = connection.tables;
  const rows = await connection.orm
    .select({ comparisonIds: stratum.comparisonIds })
    .from(stratum)
    .where(eq(stratum.rankingId, rankingId));
  for (const { comparisonIds } of rows) for (const own of toInt32(comparisonIds)) leftOut.delete(own);
  return leftOut;
}
