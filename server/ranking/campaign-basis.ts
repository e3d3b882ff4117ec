import { eq } from "drizzle-orm";
import type { Connection } from "@/db/client";
import type { CampaignRow } from "../campaign/get-campaign-row";
import type { PoolOrigin } from "../comparison/build-pool";
import { found } from "../errors";
import { listPublishedImports } from "./list-published-imports";
import { poolBasis } from "./score-sets";

/** What a pool is built from, and the name that score sets know it by. */
export interface CampaignBasis extends PoolOrigin {
  basis: string;
}

/** The pool of a campaign: as its settings and imports are now; once launched, as the launch ranking had it. */
export async function campaignBasis(connection: Connection, campaign: CampaignRow): Promise<CampaignBasis> {
  const origin = campaign.rankingId
    ? await originOfRanking(connection, campaign.rankingId)
    : {
        importIds: await listPublishedImports(connection, campaign.id),
        pairChoice: campaign.pairChoice,
        seed: campaign.seed,
      };
  return { ...origin, campaignId: campaign.id, basis: poolBasis(origin) };
}

async function originOfRanking({ orm, tables: { ranking } }: Connection, rankingId: string) {
  const { importIds, pairChoice, seed } = ranking;
  const rows = await orm
    .select({ importIds, pairChoice, seed })
    .from(ranking)
    .where(eq(ranking.id, rankingId));
  return found(rows[0], "ranking", rankingId);
}
