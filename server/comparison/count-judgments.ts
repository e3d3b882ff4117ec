import { and, count, eq, isNull } from "drizzle-orm";
import type { Connection } from "@/db/client";
import type { ComparisonExplanation } from "./schemas";

/** A comparison's judgments by outcome: those of this campaign, and those that imports brought. Withdrawn ones are none. */
export async function countJudgments(
  { orm, tables: { judgment, withdrawal, dataImport } }: Connection,
  comparisonId: number,
): Promise<ComparisonExplanation["judgments"]> {
  const rows = await orm
    .select({
      source: judgment.source,
      outcome: judgment.outcome,
      state: dataImport.state,
      judgments: count(),
    })
    .from(judgment)
    .leftJoin(withdrawal, eq(withdrawal.judgmentId, judgment.id))
    .leftJoin(dataImport, eq(dataImport.id, judgment.importId))
    .where(
      and(
        eq(judgment.comparisonId, comparisonId),
        eq(judgment.purpose, "main"),
        isNull(withdrawal.judgmentId),
      ),
    )
    .groupBy(judgment.source, judgment.outcome, dataImport.state);
  const counted: ComparisonExplanation["judgments"] = { live: {}, imported: {} };
  for (const { source, outcome, state, judgments } of rows) {
    if (source === "live") counted.live[outcome] = Number(judgments);
    else if (state === "published") counted.imported[outcome] = Number(judgments);
  }
  return counted;
}
