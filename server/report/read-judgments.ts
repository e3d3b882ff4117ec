import { and, asc, eq, gt, or } from "drizzle-orm";
import type { Database } from "@/db/client";

const rowsPerPage = 5_000;

/** The campaign's judgments of every purpose by ascending id, withdrawn ones and published imports' included, page by page. */
export async function* readJudgments(database: Database, campaignId: string) {
  const { judgment, withdrawal, dataImport } = database.tables;
  for (let after = 0; ; ) {
    const rows = await database.orm
      .select({
        id: judgment.id,
        comparisonId: judgment.comparisonId,
        outcome: judgment.outcome,
        source: judgment.source,
        purpose: judgment.purpose,
        memberId: judgment.memberId,
        importedAnnotator: judgment.importedAnnotator,
        presentedSide: judgment.presentedSide,
        durationMs: judgment.durationMs,
        createdAt: judgment.createdAt,
        withdrawnAt: withdrawal.at,
      })
      .from(judgment)
      .leftJoin(withdrawal, eq(withdrawal.judgmentId, judgment.id))
      .leftJoin(dataImport, eq(dataImport.id, judgment.importId))
      .where(
        and(
          eq(judgment.campaignId, campaignId),
          gt(judgment.id, after),
          or(eq(judgment.source, "live"), eq(dataImport.state, "published")),
        ),
      )
      .orderBy(asc(judgment.id))
      .limit(rowsPerPage);
    const last = rows.at(-1);
    if (!last) return;
    yield rows;
    after = last.id;
  }
}
