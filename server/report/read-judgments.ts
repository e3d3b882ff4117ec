import { and, asc, eq, gt } from "drizzle-orm";
import type { Database } from "@/db/client";

const rowsPerPage = 5_000;

/** The campaign's judgments of every purpose by ascending id, withdrawn ones included, page by page. */
export async function* readJudgments(database: Database, campaignId: string) {
  const { judgment, withdrawal } = database.tables;
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
      .where(and(eq(judgment.campaignId, campaignId), gt(judgment.id, after)))
      .orderBy(asc(judgment.id))
      .limit(rowsPerPage);
    const last = rows.at(-1);
    if (!last) return;
    yield rows;
    after = last.id;
  }
}

type Pages<G> = G extends AsyncGenerator<infer Rows extends readonly unknown[]> ? Rows[number] : never;
export type JudgmentRow = Pages<ReturnType<typeof readJudgments>>;
