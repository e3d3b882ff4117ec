import { and, asc, count, eq, sql } from "drizzle-orm";
import type { Database } from "@/db/client";
import { studentQuantile } from "@/server/core/estimation/student-quantile";
import { wilson } from "@/server/core/estimation/wilson";
import { loadPairNames } from "../ranking/pair-names";
import type { PoolPair } from "./find-pool";
import { type Pilot, type PilotPair, pairKey, rateInterval } from "./pilot";

/** Judgments of imports that are read, the first ones: enough for a plan, and quick. */
const mostJudgments = 50_000;

/** What the judgments that came with imports say, pair by pair, as if they were a random sample of the pool. */
export async function loadRecordedPilot(
  database: Database,
  campaignId: string,
  pool: readonly PoolPair[],
): Promise<Pilot | null> {
  const names = await loadPairNames(database, campaignId);
  const sizes = new Map(pool.map((pair) => [pairKey(pair), pair.size]));
  const sums = (await sumByPair(database, campaignId)).flatMap((row) => {
    const pair = names.get(row.pairId);
    const size = pair && sizes.get(pairKey(pair));
    return pair && size ? [{ ...row, ...pair, size }] : [];
  });
  const judged = sums.reduce((sum, { comparisons }) => sum + comparisons, 0);
  if (judged === 0) return null;
  const ties = sums.reduce((sum, { tieShares }) => sum + tieShares, 0);
  // Pairs of one prompt tie together: as many independent cases as the fullest pair has prompts, at least.
  const independent = Math.max(...sums.map(({ comparisons }) => comparisons));
  const tieRate = Math.min(1, ties / judged);
  const interval = wilson(tieRate * independent, independent);
  return {
    judged,
    tieRate,
    tieInterval: rateInterval(interval?.lower ?? 0, interval?.upper ?? 1),
    pairs: sums.map(viewPair),
  };
}

interface PairSums {
  modelA: string;
  modelB: string;
  size: number;
  comparisons: number;
  /** Over comparisons: ties' share of the judgments, the score, and its square. */
  tieShares: number;
  scores: number;
  squares: number;
}

function viewPair({ modelA, modelB, size, ...sums }: PairSums): PilotPair {
  const { comparisons: n, tieShares, scores, squares } = sums;
  const margin = scores / n;
  const variance = n > 1 ? Math.max(0, squares / n - margin ** 2) / (n - 1) : undefined;
  const se = variance === undefined ? null : Math.sqrt(variance * Math.max(0, 1 - n / size));
  // Scores that are all equal say nothing of what others would be, unless they are the whole pool.
  const isKnown = se !== null && (se > 0 || n >= size);
  const half = isKnown ? studentQuantile(0.975, n - 1) * se : null;
  return {
    modelA,
    modelB,
    judged: n,
    tieRate: tieShares / n,
    margin,
    marginInterval: half === null ? null : [Math.max(-1, margin - half), Math.min(1, margin + half)],
  };
}

async function sumByPair({ orm, tables }: Database, campaignId: string) {
  const { comparison, judgment, dataImport } = tables;
  const first = orm
    .select({ comparisonId: judgment.comparisonId, outcome: judgment.outcome })
    .from(judgment)
    .innerJoin(dataImport, eq(dataImport.id, judgment.importId))
    .where(
      and(
        eq(judgment.campaignId, campaignId),
        eq(judgment.source, "imported"),
        eq(judgment.purpose, "main"),
        eq(dataImport.state, "published"),
      ),
    )
    .orderBy(asc(judgment.id))
    .limit(mostJudgments)
    .as("first_judgments");
  const share = (wanted: "model_a" | "model_b") =>
    sql`sum(case when ${first.outcome} = ${wanted} then 1.0 else 0.0 end)`;
  const judged = orm
    .select({
      pairId: comparison.pairId,
      score: sql<number>`(${share("model_a")} - ${share("model_b")}) / count(*)`.as("score"),
      tieShare: sql<number>`1.0 - (${share("model_a")} + ${share("model_b")}) / count(*)`.as("tie_share"),
    })
    .from(first)
    .innerJoin(comparison, eq(comparison.id, first.comparisonId))
    .groupBy(comparison.id, comparison.pairId)
    .as("judged");
  return orm
    .select({
      pairId: judged.pairId,
      comparisons: count(),
      tieShares: sql<number>`sum(${judged.tieShare})`.mapWith(Number),
      scores: sql<number>`sum(${judged.score})`.mapWith(Number),
      squares: sql<number>`sum(${judged.score} * ${judged.score})`.mapWith(Number),
    })
    .from(judged)
    .groupBy(judged.pairId)
    .orderBy(asc(judged.pairId));
}
