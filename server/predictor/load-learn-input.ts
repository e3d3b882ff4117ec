import type { Database } from "@/db/client";
import type { CampaignRow } from "../campaign/get-campaign-row";
import { TiebreakError } from "../errors";
import type { CampaignBasis } from "../ranking/campaign-basis";
import type { DrawColumns } from "../report/load-draw-columns";
import { loadJudgedDraws } from "../report/load-judged-draws";
import { drawClosed } from "../report/report-input";
import { scoreStratum } from "../report/scored-stratum";
import { findBlocker } from "./count-learnable";
import type { LearnInput } from "./learn-from-pool";
import { loadMetricColumns, loadPoolColumns, type PoolColumns, placesOf } from "./pool-columns";
import type { PredictorContent } from "./schemas";

/** What a predictor learns from, and how far the campaign was then. */
export interface LoadedLearnInput {
  input: LearnInput;
  origin: Pick<PredictorContent, "draws" | "lastJudgmentId">;
}

/**
 * Reads the judged comparisons as estimates read them (closed draws before the first open one, main purpose, the first r
 * judgments, judgeable) and every stored score of the pool.
 */
export async function loadLearnInput(
  database: Database,
  campaign: CampaignRow,
  basis: CampaignBasis,
): Promise<LoadedLearnInput> {
  const { launched, draws, ledger } = await loadJudgedDraws(database, campaign, campaign.rankingId as string);
  const pool = await loadPoolColumns(database, launched);
  const judged = gatherJudged(draws, pool);
  const blocker = findBlocker(sumOf(judged.judgments), new Set(judged.prompt).size) ?? findOneSided(judged);
  if (blocker) throw new TiebreakError("wrong_state", blocker);
  const metrics = [];
  for await (const column of loadMetricColumns(database, basis, pool.comparisonIds)) metrics.push(column);
  const pick = (values: readonly (string | null)[]) =>
    Array.from(judged.rows, (row) => values[row] as string | null);
  // Routed by language, a stratum has but one: the stratum's own column says it.
  const isRouted = launched.routing === "language";
  return {
    input: {
      stratumIds: pool.stratumIds,
      metrics,
      ...judged,
      language: isRouted ? Array.from(judged.rows, () => null) : pick(pool.language),
      category: pick(pool.category),
      seed: launched.seed,
    },
    origin: { draws: closedDraws(draws, pool), lastJudgmentId: ledger.lastJudgmentId },
  };
}

type Judged = Pick<LearnInput, "rows" | "prompt" | "decisive" | "judgments">;

function gatherJudged(draws: readonly DrawColumns[], pool: PoolColumns): Judged {
  const placeOf = placesOf(pool.comparisonIds);
  const rows: number[] = [];
  const decisive: number[] = [];
  const judgments: number[] = [];
  for (const { columns, comparisonIds } of draws) {
    const { closedPrefix } = scoreStratum(columns);
    for (let t = 0; t < closedPrefix; t++) {
      const place = placeOf.get(comparisonIds[t] as number);
      if (columns.state[t] !== drawClosed || place === undefined) continue;
      const counts = columns.outcomes.subarray(5 * t, 5 * t + 5);
      rows.push(place);
      decisive.push((counts[0] as number) + (counts[1] as number));
      judgments.push(counts.reduce((sum, count) => sum + count, 0));
    }
  }
  return {
    rows: Int32Array.from(rows),
    prompt: Int32Array.from(rows, (row) => pool.promptIds[row] as number),
    decisive: Float64Array.from(decisive),
    judgments: Float64Array.from(judgments),
  };
}

/** Both list the launch ranking's strata in the same order. */
function closedDraws(draws: readonly DrawColumns[], { strata }: PoolColumns): PredictorContent["draws"] {
  return draws.map(({ columns }, s) => ({
    stratumId: strata[s] as number,
    closed: scoreStratum(columns).closedPrefix,
  }));
}

function findOneSided({ decisive, judgments }: Judged): string | null {
  const total = sumOf(judgments);
  const preferred = sumOf(decisive);
  if (preferred === total) return "Every judgment so far prefers a model, so nothing tells ties apart yet.";
  return preferred === 0 ? "Every judgment so far is a tie, so nothing tells decisive ones apart yet." : null;
}

function sumOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0);
}
