import { and, desc, eq, gt, isNull, sql } from "drizzle-orm";
import type { Connection } from "@/db/client";
import { quantile } from "@/server/core/estimation/quantile";

/** Fewer say little of how long judging takes. */
const fewestJudgments = 20;
/** The newest: people get quicker. */
const mostJudgments = 10_000;

/** The median active seconds of a judgment in this campaign; null before there are twenty. */
export async function findPace(
  { orm, tables: { judgment, withdrawal, member } }: Connection,
  campaignId: string,
): Promise<number | null> {
  const counts = await orm
    .select({ n: sql<number>`coalesce(sum(${member.judgmentCount}), 0)`.mapWith(Number) })
    .from(member)
    .where(eq(member.campaignId, campaignId));
  const made = counts[0]?.n ?? 0;
  if (made < fewestJudgments) return null;
  // The newer half: the search ends among them and does not go on through older, imported ones.
  const wanted = Math.min(mostJudgments, Math.max(fewestJudgments, Math.floor(made / 2)));
  const rows = await orm
    .select({ ms: judgment.durationMs })
    .from(judgment)
    .leftJoin(withdrawal, eq(withdrawal.judgmentId, judgment.id))
    .where(
      and(
        eq(judgment.campaignId, campaignId),
        eq(judgment.source, "live"),
        eq(judgment.purpose, "main"),
        gt(judgment.durationMs, 0),
        isNull(withdrawal.judgmentId),
      ),
    )
    .orderBy(desc(judgment.id))
    .limit(wanted);
  if (rows.length < fewestJudgments) return null;
  const median = quantile(
    Float64Array.from(rows, ({ ms }) => ms as number),
    0.5,
  ) as number;
  return median / 1000;
}
