import { and, eq, inArray, isNull, sql } from "drizzle-orm";
import type { Connection } from "@/db/client";

/** A person's gold, repeats or previews, whatever became of them. */
export async function listChecks(
  { orm, tables: { task, goldComparison } }: Connection,
  memberId: string,
  purposes: readonly ("gold" | "repeat" | "preview")[],
) {
  return (
    orm
      .select({
        id: task.id,
        purpose: task.purpose,
        goldId: task.goldId,
        shownComparisonId: task.shownComparisonId,
        state: task.state,
        leasedAt: task.leasedAt,
        leaseExpiresAt: task.leaseExpiresAt,
        isRetired: sql`case when ${goldComparison.retiredAt} is null then 0 else 1 end`.mapWith(Boolean),
      })
      .from(task)
      .leftJoin(goldComparison, eq(goldComparison.id, task.goldId))
      // The index on person and comparison holds them together: none of them has a comparison.
      .where(
        and(eq(task.memberId, memberId), isNull(task.comparisonId), inArray(task.purpose, [...purposes])),
      )
  );
}

export type Check = Awaited<ReturnType<typeof listChecks>>[number];

/** Whether a task was begun and not decided, and nobody holds it now. */
export function isUnfinished({ state, leaseExpiresAt }: Check, now: number): boolean {
  return state === "released" || (state === "leased" && leaseExpiresAt <= now);
}
