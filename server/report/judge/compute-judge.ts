import { judgeControlVariate, judgeScores } from "@/server/core/estimation/judge-control-variate";
import { stratified } from "@/server/core/estimation/stratified";
import { studentQuantile } from "@/server/core/estimation/student-quantile";
import { winRateOfMargin } from "@/server/core/estimation/win-rate";
import { controlVariateWords } from "../../campaign/schemas";
import type { ReportInput, StratumPool } from "../report-input";
import type { ReportPair } from "../schemas";
import type { ScoredStratum } from "../scored-stratum";
import type { JudgeRow, JudgeView } from "./view";

/**
 * Every pair's win rate with the campaign's control variate (methods §3, PPI++ in sequential form), beside the one without.
 *
 * @returns null in explore mode and without a control variate.
 */
export function computeJudge(
  input: ReportInput,
  strata: readonly ScoredStratum[],
  pairs: readonly ReportPair[],
): JudgeView | null {
  const { mode, controlVariate, alpha } = input.configuration;
  if (mode === "explore" || !controlVariate) return null;
  const rows = pairs.map((pair) => {
    const parts = strata.flatMap((stratum, h) =>
      stratum.modelA === pair.modelA && stratum.modelB === pair.modelB
        ? [estimatePart(stratum, input.pools[h] as StratumPool)]
        : [],
    );
    return rowOf(pair, parts, alpha);
  });
  return { title: controlVariateWords(controlVariate), rows };
}

type Part = ReturnType<typeof estimatePart>;

function estimatePart(stratum: ScoredStratum, pool: StratumPool) {
  const { size, closedPrefix: M, routingGroup } = stratum;
  const { scores, unscored } = filled(pool.judge ?? new Float64Array(size).fill(Number.NaN));
  const estimate = judgeControlVariate({
    N: size,
    q: stratum.q.subarray(0, M),
    s: stratum.s.subarray(0, M),
    judgeable: stratum.judgeable.subarray(0, M),
    f: Float64Array.from(pool.item.subarray(0, M), (item) => scores[item] as number),
    pool: judgeScores(scores),
  });
  const degrees = Math.max(1, estimate.M - estimate.lure.unjudgeable - 1);
  return { size, routingGroup, unscored, estimate, degrees };
}

/** What the judge says nothing of counts as the mean of the rest, and as 0 where it says nothing at all. */
function filled(judge: Float64Array): { scores: Float64Array; unscored: number } {
  const known = judge.filter(Number.isFinite);
  const mean = known.length > 0 ? known.reduce((sum, score) => sum + score, 0) / known.length : 0;
  const scores = judge.map((score) => (Number.isFinite(score) ? score : mean));
  return { scores, unscored: judge.length - known.length };
}

function rowOf(pair: ReportPair, parts: readonly Part[], alpha: number): JudgeRow {
  const combine = (pick: (part: Part) => { theta: number | undefined; se: number | undefined }) =>
    stratified(parts.map((part) => ({ N: part.size, degrees: part.degrees, ...pick(part) })));
  const { theta, se, degrees } = combine(({ estimate }) => estimate);
  const plain = combine(({ estimate }) => estimate.lure);
  const unscored = parts.reduce((sum, part) => sum + part.unscored, 0);
  const isFixed = pair.winRate.interval?.kind === "fixed-n";
  const half = studentQuantile(1 - alpha / 2, degrees) * (se ?? 0);
  const hasInterval = isFixed && theta !== undefined && se !== undefined && se > 0;
  return {
    modelA: pair.modelA,
    modelB: pair.modelB,
    winRate: theta === undefined ? null : rate(theta),
    interval: hasInterval
      ? { lower: rate(theta - half), upper: rate(theta + half), confidence: 1 - alpha }
      : null,
    varianceSaved: se === undefined || !plain.se ? null : 1 - (se / plain.se) ** 2,
    strata: parts.map(({ routingGroup, estimate }) => ({
      routingGroup,
      lambda: estimate.nextLambda,
      correlation: estimate.correlation ?? null,
    })),
    unscored,
    note: noteOf(pair, { isFixed, isSilent: unscored === pair.size, isEmpty: theta === undefined }),
  };
}

function noteOf(
  { winRate }: ReportPair,
  { isFixed, isSilent, isEmpty }: { isFixed: boolean; isSilent: boolean; isEmpty: boolean },
): string | null {
  if (isEmpty) return winRate.reason ?? "Nothing is read yet.";
  if (isSilent) return "It says nothing of this pair, so nothing changes.";
  return isFixed
    ? null
    : "No interval: one of this kind needs a number of draws that was fixed beforehand and reached.";
}

function rate(theta: number): number {
  return Math.min(1, Math.max(0, winRateOfMargin(theta)));
}
