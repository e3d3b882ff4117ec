import { eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import type { CampaignRow } from "../campaign/get-campaign-row";
import { found } from "../errors";
import { countJudgments } from "./count-judgments";
import { AnnotatorPlaces, JudgmentGatherer } from "./judgment-columns";
import { countOutcomes, ledgerHash } from "./ledger-hash";
import { listReportStrata } from "./list-report-strata";
import { type DrawColumns, idRange, loadAllDrawColumns } from "./load-draw-columns";
import { decode, readJudgments, readPurposes } from "./read-judgments";
import { drawClosed, drawOpen } from "./report-input";

/** The strata of the launch ranking with their draws and how each was judged. */
export async function loadJudgedDraws(database: Database, campaign: CampaignRow, rankingId: string) {
  const { ranking } = database.tables;
  const rankings = await database.orm.select().from(ranking).where(eq(ranking.id, rankingId));
  const launched = found(rankings[0], "ranking", rankingId);
  const draws = await loadAllDrawColumns(database, await listReportStrata(database, launched));
  return { launched, draws, ...(await fillOutcomes(database, campaign, draws)) };
}

/**
 * Gathers every main judgment of a drawn comparison, counts the first r standing ones of each into the columns, and
 * hashes the ledger. Extra and repeated judgments are gathered apart and are in none of that.
 */
async function fillOutcomes(database: Database, campaign: CampaignRow, draws: DrawColumns[]) {
  const places = placesOf(draws);
  const people = new AnnotatorPlaces();
  const drawn = draws.reduce((sum, { comparisonIds }) => sum + comparisonIds.length, 0);
  const gathered = {
    main: new JudgmentGatherer(people, drawn * campaign.judgmentsPerComparison),
    extra: new JudgmentGatherer(people),
    repeat: new JudgmentGatherer(people),
  };
  await readJudgments(database, campaign.id, (id, comparisonId, label, durationMs, codes) => {
    const stratum = places.stratumOf(comparisonId);
    const { purpose, outcome, side, isImported, isWithdrawn } = decode(codes);
    if (stratum === -1 || (isImported === 1 && !campaign.adoptImported)) return;
    gathered[readPurposes[purpose]!].addCoded({
      id,
      stratum,
      draw: places.drawOf(comparisonId),
      outcome,
      annotator: label === null ? -1 : people.placeOf(label, isImported === 1),
      side,
      durationMs,
      isImported,
      isWithdrawn,
    });
  });
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

/** Where each drawn comparison stands: its stratum's place and its draw, both from 0; −1 for one that is not drawn. */
function placesOf(draws: readonly DrawColumns[]) {
  const [least, most] = idRange(draws);
  const strata = new Int32Array(Math.max(0, most - least + 1)).fill(-1);
  const numbers = new Int32Array(strata.length);
  for (const [stratum, { comparisonIds }] of draws.entries()) {
    for (let draw = 0; draw < comparisonIds.length; draw++) {
      const place = comparisonIds[draw]! - least;
      strata[place] = stratum;
      numbers[place] = draw;
    }
  }
  return {
    stratumOf: (comparisonId: number) => strata[comparisonId - least] ?? -1,
    drawOf: (comparisonId: number) => numbers[comparisonId - least] ?? -1,
  };
}

/** A judgment taken back between reading states and judgments leaves its comparison open. */
function settleOnlyFull({ state, outcomes }: DrawColumns["columns"], judgmentsPerComparison: number): void {
  for (let t = 0; t < state.length; t++) {
    if (state[t] !== drawClosed) continue;
    let judgments = 0;
    for (let place = 5 * t; place < 5 * t + 5; place++) judgments += outcomes[place]!;
    if (judgments < judgmentsPerComparison) state[t] = drawOpen;
  }
}
