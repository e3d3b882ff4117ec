import { createHash } from "node:crypto";
import { eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import type { CampaignRow } from "../campaign/get-campaign-row";
import { found } from "../errors";
import { JudgmentGatherer } from "./judgment-columns";
import { drawLine, judgmentLine } from "./ledger";
import { listReportStrata } from "./list-report-strata";
import { type DrawColumns, loadDrawColumns } from "./load-draw-columns";
import { readJudgments } from "./read-judgments";
import { drawClosed, drawOpen, outcomeOrder } from "./report-input";

const stateNames = ["open", "closed", "unjudgeable"] as const;

/** The strata of the launch ranking with their draws and how each was judged. */
export async function loadJudgedDraws(database: Database, campaign: CampaignRow, rankingId: string) {
  const { ranking } = database.tables;
  const rankings = await database.orm.select().from(ranking).where(eq(ranking.id, rankingId));
  const launched = found(rankings[0], "ranking", rankingId);
  const draws: DrawColumns[] = [];
  for (const stratum of await listReportStrata(database, launched))
    draws.push(await loadDrawColumns(database, stratum));
  return { launched, draws, ...(await fillOutcomes(database, campaign, draws)) };
}

/**
 * Counts the first r standing judgments of every drawn comparison into the columns, and hashes the ledger: every main
 * judgment of a drawn comparison, then every drawn comparison's state.
 */
async function fillOutcomes(database: Database, campaign: CampaignRow, draws: DrawColumns[]) {
  const places = placesOf(draws);
  const counts = { judgments: 0, judgmentsImported: 0, withdrawn: 0 };
  const standing = new Set<string>();
  const gathered = new JudgmentGatherer();
  const hash = createHash("sha256");
  let lastJudgmentId = 0;
  for await (const page of readJudgments(database, campaign.id)) {
    for (const { id, comparisonId, outcome, source, purpose, ...row } of page) {
      const place = places.get(comparisonId);
      if (!place || purpose !== "main" || (source === "imported" && !campaign.adoptImported)) continue;
      lastJudgmentId = id;
      const { h, t } = place;
      const { columns } = draws[h] as DrawColumns;
      const annotator = row.memberId ?? row.importedAnnotator;
      const withdrawn = row.withdrawnAt !== null;
      const { stratum } = columns;
      hash.update(
        judgmentLine({ judgmentId: id, stratum, drawNumber: t + 1, outcome, source, annotator, withdrawn }),
      );
      gathered.add({
        id,
        stratum: h,
        draw: t,
        outcome,
        annotator,
        isImported: source === "imported",
        side: row.presentedSide,
        durationMs: row.durationMs,
        isWithdrawn: withdrawn,
      });
      if (withdrawn) {
        counts.withdrawn++;
        continue;
      }
      counts.judgments++;
      if (source === "imported") counts.judgmentsImported++;
      if (annotator !== null) standing.add(`${source}/${annotator}`);
      const own = columns.outcomes.subarray(5 * t, 5 * t + 5);
      if (own.reduce((sum, n) => sum + n, 0) < campaign.judgmentsPerComparison)
        (own[outcomeOrder.indexOf(outcome)] as number)++;
    }
  }
  for (const { columns } of draws) {
    settleOnlyFull(columns, campaign.judgmentsPerComparison);
    for (const [t, state] of columns.state.entries()) {
      const name = stateNames[state] as string;
      hash.update(drawLine({ stratum: columns.stratum, drawNumber: t + 1, state: name }));
    }
  }
  return {
    counts: { ...counts, annotators: standing.size },
    judgments: gathered.take(),
    annotators: gathered.annotators,
    ledger: { hash: hash.digest("hex"), lastJudgmentId },
  };
}

/** Where each drawn comparison stands: its stratum's place and its draw, both from 0. */
function placesOf(draws: readonly DrawColumns[]): Map<number, { h: number; t: number }> {
  const places = new Map<number, { h: number; t: number }>();
  for (const [h, { comparisonIds }] of draws.entries())
    for (const [t, id] of comparisonIds.entries()) places.set(id, { h, t });
  return places;
}

/** A judgment taken back between reading states and judgments leaves its comparison open. */
function settleOnlyFull({ state, outcomes }: DrawColumns["columns"], judgmentsPerComparison: number): void {
  for (let t = 0; t < state.length; t++) {
    const judgments = outcomes.subarray(5 * t, 5 * t + 5).reduce((sum, n) => sum + n, 0);
    if (state[t] === drawClosed && judgments < judgmentsPerComparison) state[t] = drawOpen;
  }
}
