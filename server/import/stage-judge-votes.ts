import { inArray } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { ImportedJudgeVote } from "@/server/readers/rows";
import type { ComparedRow } from "./stage-comparisons";
import type { Staging } from "./staging";
import { valueOrigin } from "./value-origin";

/**
 * Stores the votes of judges for comparisons that had none, and compares the others; other votes for the same comparison
 * are a conflict. Tells which comparisons got votes.
 */
export async function stageJudgeVotes(
  tx: Transaction,
  staging: Staging,
  rows: readonly ComparedRow[],
): Promise<ReadonlySet<number>> {
  const given = rows.filter(({ judgeVotes }) => judgeVotes.length > 0);
  if (given.length === 0) return new Set();
  const { judgeVotes: table } = tx.tables;
  const ids = given.map(({ comparisonId }) => comparisonId);
  const stored = await tx.orm.select().from(table).where(inArray(table.comparisonId, ids));
  const known = new Map(stored.map(({ comparisonId, ...votes }) => [comparisonId, votes]));
  const added = new Map<number, ImportedJudgeVote[]>();
  for (const { comparisonId, judgeVotes, row } of given) {
    const earlier = known.get(comparisonId);
    if (!earlier) {
      known.set(comparisonId, { importId: staging.importId, votes: judgeVotes });
      added.set(comparisonId, judgeVotes);
    } else if (JSON.stringify(earlier.votes) !== JSON.stringify(judgeVotes)) {
      const origin = await valueOrigin(tx, staging, earlier.importId);
      const reason = `this comparison has other votes of judges already, from ${origin}: give all of them in one row`;
      staging.problems.add({ line: row.line, field: "judge_votes", reason });
    }
  }
  const values = [...added].map(([comparisonId, votes]) => {
    return { comparisonId, importId: staging.importId, votes };
  });
  if (values.length > 0) await tx.orm.insert(table).values(values);
  return new Set(added.keys());
}
