import { eq } from "drizzle-orm";
import type { Connection } from "@/db/client";

/** The rules that defined the pool of a ranking, each with how many comparisons it left out; none for no ranking. */
export async function listLaunchExclusions(
  { orm, tables: { ranking } }: Connection,
  rankingId: string | null,
): Promise<{ detector: string; comparisons: number }[]> {
  if (!rankingId) return [];
  const rows = await orm
    .select({ exclusions: ranking.exclusions })
    .from(ranking)
    .where(eq(ranking.id, rankingId));
  return rows[0]?.exclusions ?? [];
}
