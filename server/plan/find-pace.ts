import { and, desc, eq, gt, isNull } from "drizzle-orm";
import type { Connection } from "@/db/client";
import { quantile } from "@/server/core/estimation/quantile";

/** Fewer say little of how long judging takes. */
const fewestJudgments = 20;
/** The newest: people get quicker. */
const mostJudgments = 10_000;

/** The median active seconds of a judgment in this campaign; null before there are twenty. */
export async function findPace(
  { orm, tables: { judgment, withdrawal } }: Connection,
  campaignId: string,
): Promise<number | null> {
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
    .limit(mostJudgments);
  if (rows.length < fewestJudgments) return null;
  const median = quantile(
    Float64Array.from(rows, ({ ms }) => ms as number),
    0.5,
  ) as number;
  return median / 1000;
}
