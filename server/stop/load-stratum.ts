import { and, asc, eq, gt, isNull, lte, or } from "drizzle-orm";
import type { Database } from "@/db/client";
import type { CampaignRow } from "../campaign/get-campaign-row";
import type { ReportStratum } from "../report/list-report-strata";
import { loadDrawColumns } from "../report/load-draw-columns";
import { drawClosed, drawOpen, outcomeOrder, type StratumColumns } from "../report/report-input";
import { type ScoredStratum, scoreStratum } from "../report/scored-stratum";

const drawsPerPage = 5_000;

/** One stratum with its draws scored, just as a report scores them. */
export async function loadStratum(
  database: Database,
  campaign: CampaignRow,
  stratum: ReportStratum,
): Promise<ScoredStratum> {
  const { columns } = await loadDrawColumns(database, stratum);
  for (let after = 0; after < columns.drawn; after += drawsPerPage)
    await countPage(database, campaign, { columns, stratumId: stratum.stratumId }, after);
  for (let t = 0; t < columns.drawn; t++) {
    // One taken back while this was read.
    const isFull = judgmentsOf(columns, t) >= campaign.judgmentsPerComparison;
    if (columns.state[t] === drawClosed && !isFull) columns.state[t] = drawOpen;
  }
  return scoreStratum(columns);
}

/** Counts the first r standing judgments of draws after + 1 … after + 5,000. */
async function countPage(
  { orm, tables }: Database,
  { judgmentsPerComparison, adoptImported }: CampaignRow,
  { columns, stratumId }: { columns: StratumColumns; stratumId: number },
  after: number,
): Promise<void> {
  const { comparisonStatus: status, judgment, withdrawal, dataImport } = tables;
  const isPublished = adoptImported ? eq(dataImport.state, "published") : undefined;
  const rows = await orm
    .select({ drawNumber: status.drawNumber, outcome: judgment.outcome })
    .from(status)
    .innerJoin(judgment, eq(judgment.comparisonId, status.comparisonId))
    .leftJoin(withdrawal, eq(withdrawal.judgmentId, judgment.id))
    .leftJoin(dataImport, eq(dataImport.id, judgment.importId))
    .where(
      and(
        eq(status.stratumId, stratumId),
        gt(status.drawNumber, after),
        lte(status.drawNumber, after + drawsPerPage),
        eq(judgment.purpose, "main"),
        isNull(withdrawal.judgmentId),
        or(eq(judgment.source, "live"), isPublished),
      ),
    )
    .orderBy(asc(judgment.id));
  for (const { drawNumber, outcome } of rows) {
    const t = drawNumber - 1;
    if (t >= columns.drawn || judgmentsOf(columns, t) >= judgmentsPerComparison) continue;
    (columns.outcomes[5 * t + outcomeOrder.indexOf(outcome)] as number)++;
  }
}

function judgmentsOf({ outcomes }: StratumColumns, t: number): number {
  let n = 0;
  for (let i = 5 * t; i < 5 * t + 5; i++) n += outcomes[i] as number;
  return n;
}
