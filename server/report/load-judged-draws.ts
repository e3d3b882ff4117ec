import { setImmediate as nextTurn } from "node:timers/promises";
import { eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import type { CampaignRow } from "../campaign/get-campaign-row";
import { found } from "../errors";
import { countJudgments } from "./count-judgments";
import { AnnotatorPlaces, JudgmentGatherer } from "./judgment-columns";
import { countOutcomes, ledgerHash } from "./ledger-hash";
import { listReportStrata } from "./list-report-strata";
import { type DrawColumns, idRange, loadAllDrawColumns } from "./load-draw-columns";
import {
  decode,
  type ReadJudgments,
  readPurposes,
  type ScanElsewhere,
  startReadingJudgments,
} from "./read-judgments";
import { drawClosed, drawOpen } from "./report-input";

/** Requests are served after so many judgments. */
const rowsPerTurn = 50_000;

/** The strata of the launch ranking with their draws and how each was judged. */
export async function loadJudgedDraws(database: Database, campaign: CampaignRow, rankingId: string) {
  const { launched, draws, judged } = await startJudgedDraws(database, campaign, rankingId);
  return { launched, draws, ...(await judged()) };
}

/** The same in two steps: of very many judgments the reading goes on while the caller does something else. */
export async function startJudgedDraws(
  database: Database,
  campaign: CampaignRow,
  rankingId: string,
  scanElsewhere?: ScanElsewhere,
) {
  const { ranking } = database.tables;
  const rankings = await database.orm.select().from(ranking).where(eq(ranking.id, rankingId));
  const launched = found(rankings[0], "ranking", rankingId);
  const strata = await listReportStrata(database, launched);
  const expected = campaign.judgmentsPerComparison * strata.reduce((sum, { drawn }) => sum + drawn, 0);
  const reading = startReadingJudgments(database, campaign.id, expected, scanElsewhere);
  const draws = await loadAllDrawColumns(database, strata);
  return { launched, draws, judged: async () => fillOutcomes(await reading(), campaign, draws) };
}

/**
 * Gathers every main judgment of a drawn comparison, counts the first r standing ones of each into the columns, and
 * hashes the ledger. Extra and repeated judgments are gathered apart and are in none of that.
 */
async function fillOutcomes(read: ReadJudgments, campaign: CampaignRow, draws: DrawColumns[]) {
  const places = placesOf(draws);
  const people = new AnnotatorPlaces();
  const gathered = {
    main: new JudgmentGatherer(people, read.id.length),
    extra: new JudgmentGatherer(people),
    repeat: new JudgmentGatherer(people),
  };
  // Numbered as they are met among what is gathered; one label may be a member's and an import's.
  const numbers = { live: new Int32Array(read.labels.length), imported: new Int32Array(read.labels.length) };
  for (let row = 0; row < read.id.length; row++) {
    if (row % rowsPerTurn === 0) await nextTurn();
    const comparisonId = read.comparisonId[row]!;
    const stratum = places.stratumOf(comparisonId);
    const { purpose, outcome, side, isImported, isWithdrawn } = decode(read.codes[row]!);
    if (stratum === -1 || (isImported === 1 && !campaign.adoptImported)) continue;
    const label = read.annotator[row]!;
    const known = isImported === 1 ? numbers.imported : numbers.live;
    // One more than the place, so that 0 is nobody yet.
    if (label >= 0 && known[label] === 0)
      known[label] = 1 + people.placeOf(read.labels[label]!, isImported === 1);
    gathered[readPurposes[purpose]!].addCoded({
      id: read.id[row]!,
      stratum,
      draw: places.drawOf(comparisonId),
      outcome,
      annotator: label < 0 ? -1 : known[label]! - 1,
      side,
      durationMs: read.durationMs[row]!,
      isImported,
      isWithdrawn,
    });
  }
  const judgments = gathered.main.take();
  const { annotators } = people;
  const strata = draws.map(({ columns }) => columns);
  await nextTurn();
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
