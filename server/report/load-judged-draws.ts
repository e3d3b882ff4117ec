import { setImmediate as nextTurn } from "node:timers/promises";
import { eq } from "drizzle-orm";
import type { Database } from "@/db/client";
import type { CampaignRow } from "../campaign/get-campaign-row";
import { found } from "../errors";
import { countJudgments } from "./count-judgments";
import { AnnotatorPlaces, JudgmentGatherer } from "./judgment-columns";
import { countOutcomes, LedgerHash } from "./ledger-hash";
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
  return { launched, draws, judged: async () => fillOutcomes(reading(), campaign, draws, expected) };
}

/**
 * Gathers every main judgment of a drawn comparison, counts the first r standing ones of each into the columns, and
 * hashes the ledger. Extra and repeated judgments are gathered apart and are in none of that.
 */
async function fillOutcomes(
  reading: AsyncIterable<ReadJudgments>,
  campaign: CampaignRow,
  draws: DrawColumns[],
  expected: number,
) {
  const strata = draws.map(({ columns }) => columns);
  const gathering = new Gathering(draws, { expected, adoptImported: campaign.adoptImported });
  const hash = new LedgerHash(strata);
  let hashed = 0;
  for await (const stretch of reading) {
    gathering.add(stretch);
    const { columns, length } = gathering.main.soFar();
    hash.add(columns, gathering.people.annotators, hashed, length);
    hashed = length;
    await nextTurn();
  }
  const { main, extra, repeat, people } = gathering;
  const judgments = main.take();
  countOutcomes({ strata, judgments }, campaign.judgmentsPerComparison);
  for (const columns of strata) settleOnlyFull(columns, campaign.judgmentsPerComparison);
  return {
    counts: countJudgments(judgments),
    judgments,
    extra: extra.take(),
    repeats: repeat.take(),
    people,
    ledger: { hash: hash.digest(), lastJudgmentId: judgments.id.at(-1) ?? 0 },
  };
}

/** Judgments of drawn comparisons as they are read, by what they are for. */
class Gathering {
  readonly people = new AnnotatorPlaces();
  readonly main: JudgmentGatherer;
  readonly extra = new JudgmentGatherer(this.people);
  readonly repeat = new JudgmentGatherer(this.people);
  readonly #places: ReturnType<typeof placesOf>;
  readonly #adoptImported: boolean;
  readonly #labels: string[] = [];
  /** One more than a label's place among the people, 0 for nobody yet: they are numbered as they are met among what is gathered. */
  readonly #known = { live: [] as number[], imported: [] as number[] };

  constructor(draws: readonly DrawColumns[], about: { expected: number; adoptImported: boolean }) {
    this.main = new JudgmentGatherer(this.people, about.expected);
    this.#places = placesOf(draws);
    this.#adoptImported = about.adoptImported;
  }

  add({ id, comparisonId, annotator, durationMs, codes, labels }: ReadJudgments): void {
    for (const label of labels) {
      this.#labels.push(label);
      this.#known.live.push(0);
      this.#known.imported.push(0);
    }
    const gathered = { main: this.main, extra: this.extra, repeat: this.repeat };
    for (let row = 0; row < id.length; row++) {
      const stratum = this.#places.stratumOf(comparisonId[row]!);
      const { purpose, outcome, side, isImported, isWithdrawn } = decode(codes[row]!);
      if (stratum === -1 || (isImported === 1 && !this.#adoptImported)) continue;
      gathered[readPurposes[purpose]!].addCoded({
        id: id[row]!,
        stratum,
        draw: this.#places.drawOf(comparisonId[row]!),
        outcome,
        annotator: this.#placeOf(annotator[row]!, isImported === 1),
        side,
        durationMs: durationMs[row]!,
        isImported,
        isWithdrawn,
      });
    }
  }

  /** One label may be a member's and an import's. */
  #placeOf(label: number, isImported: boolean): number {
    if (label < 0) return -1;
    const known = isImported ? this.#known.imported : this.#known.live;
    if (known[label] === 0) known[label] = 1 + this.people.placeOf(this.#labels[label]!, isImported);
    return known[label]! - 1;
  }
}

/** Where each drawn comparison stands: its stratum's place and its draw, both from 0; −1 for one that is not drawn. */
function placesOf(draws: readonly DrawColumns[]) {
  const [least, most] = idRange(draws);
  // Both side by side, so that they are looked up at once.
  const places = new Int32Array(2 * Math.max(0, most - least + 1)).fill(-1);
  for (const [stratum, { comparisonIds }] of draws.entries()) {
    for (let draw = 0; draw < comparisonIds.length; draw++) {
      const place = 2 * (comparisonIds[draw]! - least);
      places[place] = stratum;
      places[place + 1] = draw;
    }
  }
  return {
    stratumOf: (comparisonId: number) => places[2 * (comparisonId - least)] ?? -1,
    drawOf: (comparisonId: number) => places[2 * (comparisonId - least) + 1] ?? -1,
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
