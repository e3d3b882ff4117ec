import type { Connection } from "@/db/client";
import { findNewestInspection } from "./find-inspection";
import { listActiveExclusions, listTouched } from "./touched-comparisons";

export interface Excluded {
  /** Comparison ids that the rules in force take out of the pool. */
  excluded: ReadonlySet<number>;
  /** Per rule, how many comparisons of the pool it touches; one may be touched by several. */
  counts: { detector: string; comparisons: number }[];
}

/** What the exclusion rules in force take out, by the newest inspection. Nothing without rules or inspection. */
export async function listExcluded(connection: Connection, campaignId: string): Promise<Excluded> {
  const rules = await listActiveExclusions(connection, campaignId);
  const newest = rules.length > 0 ? await findNewestInspection(connection, campaignId) : undefined;
  const excluded = new Set<number>();
  if (newest) {
    for (const { detector } of rules) {
      const inspectionId = newest.id;
      for (const id of await listTouched(connection, { campaignId, inspectionId }, detector))
        excluded.add(id);
    }
  }
  return { excluded, counts: await countExcluded(connection, campaignId) };
}

/** The counts alone, which an inspection holds ready: what tells whether a ranking was made with other rules. */
export async function countExcluded(connection: Connection, campaignId: string): Promise<Excluded["counts"]> {
  const rules = await listActiveExclusions(connection, campaignId);
  const newest = rules.length > 0 ? await findNewestInspection(connection, campaignId) : undefined;
  const known = new Map(newest?.counts.map(({ detector, comparisons }) => [detector, comparisons]));
  return rules
    .map(({ detector }) => ({ detector, comparisons: known.get(detector) ?? 0 }))
    .sort((one, other) => (one.detector < other.detector ? -1 : 1));
}
