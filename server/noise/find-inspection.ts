import { desc, eq } from "drizzle-orm";
import type { Connection } from "@/db/client";
import { detectors } from "@/server/core/noise/registry";
import type { PoolOrigin } from "../comparison/build-pool";
import { sha256 } from "../ids";
import { canonicalPairs } from "../ranking/score-sets";
import { canonicalJson } from "../report/canonical-json";

/** A name for what is looked at: equal for equal imports, pairs and versions of the detectors. */
export function inspectionBasis({ importIds, pairChoice }: Omit<PoolOrigin, "campaignId" | "seed">): string {
  const versions = detectors.map(({ id, version }) => `${id}@${version}`);
  return sha256(canonicalJson({ importIds, pairs: canonicalPairs(pairChoice), detectors: versions }));
}

/** The campaign's newest inspection: what exclusion rules go by. */
export async function findNewestInspection({ orm, tables: { inspection } }: Connection, campaignId: string) {
  const rows = await orm
    .select()
    .from(inspection)
    .where(eq(inspection.campaignId, campaignId))
    .orderBy(desc(inspection.createdAt), desc(inspection.id))
    .limit(1);
  return rows[0];
}
