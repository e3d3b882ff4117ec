import { eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import type { CampaignRow } from "../campaign/get-campaign-row";
import { found } from "../errors";
import { countJudgments } from "./count-judgments";
import { AnnotatorPlaces, JudgmentGatherer } from "./judgment-columns";
import { countOutcomes, ledgerHash } from "./ledger-hash";
import { listReportStrata } from "./list-report-strata";
import { type DrawColumns, loadDrawColumns } from "./load-draw-columns";
import { readJudgments } from "./read-judgments";
import { drawClosed, drawOpen } from "./report-input";

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
 * Gathers every main judgment of a drawn comparison, counts the first r standing ones of each into the columns, and
 * hashes the ledger. Extra and repeated judgments are gathered apart and are in none of that.
 */
async function fillOutcomes(database: Database, campaign: CampaignRow, draws: DrawColumns[]) {
  const places = placesOf(draws);
  const people = new AnnotatorPlaces();
  const gathered = {
    main: new JudgmentGatherer(people),
    extra: new JudgmentGatherer(people),
    repeat: new JudgmentGatherer(people),
  };
  for await (const page of readJudgments(database, campaign.id)) {
    for (const { id, comparisonId, outcome, source, purpose, ...row } of page) {
      const place = places.get(comparisonId);
      if (!place || !isGathered(purpose) || (source === "imported" && !campaign.adoptImported)) continue;
      gathered[purpose].add({
        id,
        ...place,
        outcome,
        annotator: row.memberId ?? row.importedAnnotator,
        isImported: source === "imported",
        side: row.presentedSide,
        durationMs: row.durationMs,
        isWithdrawn: row.withdrawnAt !== null,
      });
    }
  }
  const judgments = gathered.main.take();
  const { annotators } = people;
  const strata = draws.map(({ columns }) => columns);
  countOutcomes({ strata, judgments }, campaign.judgmentsPerComparison);
  for (const columns of strata) settleOnlyFull(columns, campaign.judgmentsPerComparison);
  return {
    counts: countJudgments(judgments),
    judgments,
    extra: gathered.extra.take(),
    repeats: gathered.repeat.take(),
    people,
    ledger: { hash: ledgerHash({ strata, judgments, annotators }), lastJudgmentId: judgments.id.at(-1) ?? 0 },
  };
}

function isGathered(purpose: string): purpose is "main" | "extra" | "repeat" {
  return purpose === "main" || purpose === "extra" || purpose === "repeat";
}

/** Where each drawn comparison stands: its stratum's place and its draw, both from 0. */
function placesOf(draws: readonly DrawColumns[]): Map<number, { stratum: number; draw: number }> {
  const places = new Map<number, { stratum: number; draw: number }>();
  for (const [stratum, { comparisonIds }] of draws.entries())
    for (const [draw, id] of comparisonIds.entries()) places.set(id, { stratum, draw });
  return places;
}

/** A judgment taken back between reading states and judgments leaves its comparison open. */
function settleOnlyFull({ state, outcomes }: DrawColumns["columns"], judgmentsPerComparison: number): void {
  for (let t = 0; t < state.length; t++) {
    const judgments = outcomes.subarray(5 * t, 5 * t + 5).reduce((sum, n) => sum + n, 0);
    if (state[t] === drawClosed && judgments < judgmentsPerComparison) state[t] = drawOpen;
  }
}
