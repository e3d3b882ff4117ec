import { and, asc, eq, gt, or } from "drizzle-orm";
import type { Database } from "@/db/client";
import type { Cell } from "@/server/writers/csv-line";
import { loadPairNames } from "../ranking/pair-names";
import type { judgmentColumns } from "./export-columns";
import type { ReportStratum } from "./list-report-strata";

const rowsPerPage = 2_000;

type JudgmentExport = Record<(typeof judgmentColumns)[number], Cell>;

/** Every judgment of the campaign by ascending id, as exported, page by page. */
export async function* judgmentRows(
  database: Database,
  campaignId: string,
  strata: readonly ReportStratum[],
): AsyncGenerator<JudgmentExport[]> {
  const names = await loadPairNames(database, campaignId);
  const numbers = new Map(strata.map(({ stratumId, stratum }) => [stratumId, stratum]));
  const nameOf = (pairId: number | null) => (pairId === null ? undefined : names.get(pairId));
  for (let after = 0; ; ) {
    const rows = await readPage(database, campaignId, after);
    const last = rows.at(-1);
    if (!last) return;
    yield rows.map(
      ({ row, pairId, promptExternalId, stratumId, drawNumber, openingProbability, withdrawnAt }) => ({
        judgment_id: row.id,
        prompt_id: promptExternalId,
        model_a: nameOf(pairId)?.modelA ?? null,
        model_b: nameOf(pairId)?.modelB ?? null,
        outcome: row.outcome,
        presented_side: row.presentedSide,
        annotator: row.memberId ?? row.importedAnnotator,
        source: row.source,
        purpose: row.purpose,
        duration_ms: row.durationMs,
        strength: row.strength,
        criteria: asJson(row.criteria),
        reasons: asJson(row.reasons),
        comment: row.comment,
        spans: asJson(row.spans),
        guidelines_version: row.guidelinesVersion,
        gold_id: row.goldId,
        repeat_of: row.repeatOf,
        revises: row.revises,
        created_at: new Date(row.createdAt).toISOString(),
        withdrawn: withdrawnAt !== null,
        stratum: (stratumId !== null ? numbers.get(stratumId) : undefined) ?? null,
        draw_number: drawNumber,
        opening_probability: openingProbability,
      }),
    );
    after = last.row.id;
  }
}

function asJson(value: unknown): string | null {
  return value === null ? null : JSON.stringify(value);
}

function readPage({ orm, tables }: Database, campaignId: string, after: number) {
  const { judgment, withdrawal, comparison, comparisonStatus: status, prompt, dataImport } = tables;
  return orm
    .select({
      row: judgment,
      pairId: comparison.pairId,
      promptExternalId: prompt.externalId,
      stratumId: status.stratumId,
      drawNumber: status.drawNumber,
      openingProbability: status.openingProbability,
      withdrawnAt: withdrawal.at,
    })
    .from(judgment)
    .leftJoin(comparison, eq(comparison.id, judgment.comparisonId))
    .leftJoin(prompt, eq(prompt.id, comparison.promptId))
    .leftJoin(status, eq(status.comparisonId, judgment.comparisonId))
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
}
