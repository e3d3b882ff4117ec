import { and, desc, eq, gt, isNotNull, sql } from "drizzle-orm";
import { viewComparisons } from "../comparison/view-comparisons";
import { found } from "../errors";
import type { VerbContext } from "../verb-context";
import type { FlagView, SkippedView } from "./schemas";

const mostListed = 500;

/** What annotators flagged, newest first: waiting for a ruling, or everything. */
export async function listFlags(
  { database }: VerbContext,
  input: { campaignId: string; state: "raised" | "all" },
): Promise<FlagView[]> {
  const { flag, member, user } = database.tables;
  const isWanted = input.state === "raised" ? eq(flag.state, "raised") : undefined;
  const rows = await database.orm
    .select({
      id: flag.id,
      at: flag.at,
      annotator: user.name,
      reason: flag.reason,
      promptCode: flag.promptCode,
      note: flag.note,
      state: flag.state,
      comparisonId: sql<number>`${flag.comparisonId}`.mapWith(Number),
    })
    .from(flag)
    .innerJoin(member, eq(member.id, flag.memberId))
    .innerJoin(user, eq(user.id, member.userId))
    .where(and(eq(flag.campaignId, input.campaignId), isNotNull(flag.comparisonId), isWanted))
    .orderBy(desc(flag.at), desc(flag.id))
    .limit(mostListed);
  const comparisons = await viewComparisons(
    database,
    rows.map(({ comparisonId }) => comparisonId),
  );
  return rows.map(({ comparisonId, ...flagged }) => ({
    ...flagged,
    comparison: found(comparisons.get(comparisonId), "comparison", comparisonId),
  }));
}

/** Comparisons that someone skipped, most skips first. */
export async function listSkipped({ database }: VerbContext, campaignId: string): Promise<SkippedView[]> {
  const { comparisonStatus: status } = database.tables;
  const rows = await database.orm
    .select({ comparisonId: status.comparisonId, skips: status.skipCount, state: status.state })
    .from(status)
    .where(and(eq(status.campaignId, campaignId), gt(status.skipCount, 0)))
    .orderBy(desc(status.skipCount), status.openingNumber)
    .limit(mostListed);
  const comparisons = await viewComparisons(
    database,
    rows.map(({ comparisonId }) => comparisonId),
  );
  return rows.map(({ comparisonId, ...skipped }) => ({
    ...skipped,
    comparison: found(comparisons.get(comparisonId), "comparison", comparisonId),
  }));
}
