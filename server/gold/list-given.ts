import { and, eq, isNotNull, isNull, ne } from "drizzle-orm";
import type { Connection } from "@/db/client";

/** Ids of the known comparisons that annotators were given, whatever they made of them; what leads saw in preview is none. */
export async function listGiven(
  { orm, tables: { member, task } }: Connection,
  campaignId: string,
): Promise<Set<number>> {
  const rows = await orm
    .selectDistinct({ goldId: task.goldId })
    .from(member)
    // The index on person and comparison holds them together: none of them has a comparison.
    .innerJoin(task, and(eq(task.memberId, member.id), isNull(task.comparisonId)))
    .where(and(eq(member.campaignId, campaignId), isNotNull(task.goldId), ne(task.purpose, "preview")));
  return new Set(rows.flatMap(({ goldId }) => (goldId === null ? [] : [goldId])));
}
