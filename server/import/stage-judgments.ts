import { and, eq, inArray } from "drizzle-orm";
import type { Transaction } from "@/db/client";
import type { ImportedOutcome } from "@/server/readers/rows";
import { insertRows } from "./insert-rows";
import type { ComparedRow } from "./stage-comparisons";
import type { Staging } from "./staging";
import { valueOrigin } from "./value-origin";

interface StoredJudgment {
  outcome: ImportedOutcome;
  importId: string | null;
}

/**
 * Stages the judgments that came with pairs: one per comparison and annotator. The same judgment again adds nothing,
 * another one by the same annotator is a conflict. `withVotes`: comparisons that got votes of judges from these rows.
 */
export async function stageJudgments(
  tx: Transaction,
  staging: Staging,
  rows: readonly ComparedRow[],
  withVotes: ReadonlySet<number>,
): Promise<void> {
  const stored = await findImported(tx, rows);
  const added: (typeof tx.tables.judgment.$inferInsert)[] = [];
  const createdAt = staging.context.clock();
  for (const row of rows) {
    const before = added.length;
    for (const { annotator, outcome } of row.outcomes) {
      const key = `${row.comparisonId}/${annotator}`;
      const earlier = stored.get(key);
      if (!earlier) {
        stored.set(key, { outcome, importId: staging.importId });
        added.push({
          campaignId: staging.campaign.id,
          comparisonId: row.comparisonId,
          outcome,
          source: "imported",
          purpose: "main",
          importId: staging.importId,
          importedAnnotator: annotator,
          createdAt,
        });
      } else if (earlier.outcome !== outcome) {
        const origin = await valueOrigin(tx, staging, earlier.importId ?? "");
        const reason = `annotator ${JSON.stringify(annotator)} has judged this comparison otherwise already, in ${origin}`;
        staging.problems.add({ line: row.row.line, field: "judgments", reason });
      }
    }
    const isUnchanged = !row.isNew && !withVotes.has(row.comparisonId) && added.length === before;
    if (isUnchanged) staging.counts.unchanged++;
  }
  const { judgment } = tx.tables;
  const columns = [
    "campaignId",
    "comparisonId",
    "outcome",
    "source",
    "purpose",
    "importId",
    "importedAnnotator",
    "createdAt",
  ];
  const statement = {
    name: "import-add-judgments",
    table: judgment,
    columns,
    returning: { id: judgment.id },
  };
  await insertRows(tx, statement, added);
  staging.counts.judgmentsAdded += added.length;
}

async function findImported(
  { orm, tables: { judgment } }: Transaction,
  rows: readonly ComparedRow[],
): Promise<Map<string, StoredJudgment>> {
  const known = rows.filter(({ isNew }) => !isNew).map(({ comparisonId }) => comparisonId);
  if (known.length === 0) return new Map();
  const found = await orm
    .select({
      comparisonId: judgment.comparisonId,
      annotator: judgment.importedAnnotator,
      outcome: judgment.outcome,
      importId: judgment.importId,
    })
    .from(judgment)
    .where(and(inArray(judgment.comparisonId, known), eq(judgment.source, "imported")));
  return new Map(found.map(({ comparisonId, annotator, ...rest }) => [`${comparisonId}/${annotator}`, rest]));
}
