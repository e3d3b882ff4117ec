import { decisiveWinRate } from "@/server/core/estimation/decisive-win-rate";
import { type HeadlineInterval, headlineInterval } from "@/server/core/estimation/headline-interval";
import type { LureEstimate } from "@/server/core/estimation/lure";
import { effectiveSampleSize } from "@/server/core/estimation/lure-weights";
import { stratified } from "@/server/core/estimation/stratified";
import { studentQuantile } from "@/server/core/estimation/student-quantile";
import type { Bounds } from "@/server/core/estimation/surviving-grid";
import { winRateOfMargin } from "@/server/core/estimation/win-rate";
import { worstCaseBounds } from "@/server/core/estimation/worst-case-bounds";
import { estimateNotes, intervalNote, noIntervalNote } from "./interval-words";
import { judgedSubset } from "./judged-subset";
import { drawOpen } from "./report-input";
import type { Advance, EstimateBlock, PoolEstimate, RateBounds, WinRateEstimate } from "./schemas";
import { lureOfPrefix, type OutcomeShares, type ScoredStratum } from "./scored-stratum";

/** A stratum with its confidence sequence, run at the level that the pair and its strata leave it. */
export interface WatchedStratum extends ScoredStratum {
  sequence: Bounds & { alpha: number };
}

export interface EstimateOptions {
  alpha: number;
  /** Pairs (or pairs and groups) watched together. */
  monitored: number;
  /** The number of draws was fixed before launch. */
  isPlanFixed: boolean;
  /** A stop rule could have ended judging earlier. */
  hasStopRule: boolean;
  /** How many draws a pair got depends on what was judged. */
  isAllocated: boolean;
  outcomes: "four" | "three";
}

/** Estimates of a pair's strata combined, with the headline they rest on (undefined without a comparison). */
export function estimateBlock(
  strata: readonly WatchedStratum[],
  options: EstimateOptions,
): { block: EstimateBlock; headline: HeadlineInterval | undefined } {
  const estimates = strata.map((stratum) => lureOfPrefix(stratum, stratum.s));
  const headline = headlineInterval({
    strata: strata.map((stratum, h) => ({
      N: stratum.size,
      planned: options.isPlanFixed ? stratum.planned : undefined,
      drawn: stratum.drawn,
      closed: stratum.closedPrefix,
      theta: estimates[h]?.theta,
      se: estimates[h]?.se,
      degrees: degreesOfDraws(estimates[h]),
      sequence: stratum.sequence,
    })),
    stopRule: options.hasStopRule,
    isAllocated: options.isAllocated,
    alpha: options.alpha,
    monitored: options.monitored,
  });
  const rate = (share: keyof OutcomeShares) =>
    shareOfPool(strata, estimates, { share, headline, alpha: options.alpha });
  const isFour = options.outcomes === "four";
  const notAsked = missing("This campaign asks for left, right or tie, not for good or bad.");
  const block: EstimateBlock = {
    ...advanceOf(strata),
    winRate: winRateOf(strata, headline),
    decisiveWinRate: decisiveOf(strata, estimates, headline, options.alpha),
    tieRate: rate("tie"),
    bothGoodRate: isFour ? rate("bothGood") : notAsked,
    bothBadRate: isFour ? rate("bothBad") : notAsked,
    ...weightsOf(strata, estimates),
    judged: judgedSubset(strata, options.alpha),
  };
  return { block, headline };
}

/** Of a stratum's standard error: draws that were judged, less one. */
function degreesOfDraws(estimate: LureEstimate | undefined): number {
  return estimate ? Math.max(1, estimate.M - estimate.unjudgeable - 1) : 1;
}

/** How far the strata have come together. */
export function advanceOf(strata: readonly ScoredStratum[]): Advance {
  const sum = (pick: (stratum: ScoredStratum) => number) =>
    strata.reduce((total, stratum) => total + pick(stratum), 0);
  const closedPrefix = sum((stratum) => stratum.closedPrefix);
  return {
    size: sum(({ size }) => size),
    planned: sum(({ planned }) => planned),
    drawn: sum(({ drawn }) => drawn),
    closedPrefix,
    completedBeyondPrefix: sum(({ closed, unjudgeable }) => closed + unjudgeable) - closedPrefix,
    open: sum(({ open }) => open),
    unjudgeable: sum(({ unjudgeable }) => unjudgeable),
  };
}

/** An estimate that cannot be given. */
export function missing(reason: string): PoolEstimate {
  return { value: null, reason, interval: null, intervalNote: reason, se: null };
}

function winRateOf(
  strata: readonly WatchedStratum[],
  headline: HeadlineInterval | undefined,
): WinRateEstimate {
  const worstCase = worstCaseOf(strata);
  const reason = whyNoEstimate(strata);
  if (!headline || strata.every(({ closedPrefix }) => closedPrefix === 0)) {
    const none = missing(reason ?? "There is no comparison.");
    return { ...none, estimateKind: null, estimateNote: null, worstCase };
  }
  const { kind, estimate, estimateKind, se, alpha } = headline;
  const hasEstimate = estimate !== undefined;
  const value = hasEstimate ? winRateOfMargin(estimate) : null;
  return {
    value: value === null ? null : clipped(value),
    reason: hasEstimate ? null : reason,
    interval: {
      kind,
      confidence: 1 - alpha,
      lower: clipped(winRateOfMargin(headline.lower)),
      upper: clipped(winRateOfMargin(headline.upper)),
    },
    intervalNote: intervalNote(headline),
    se: se === undefined ? null : se / 2,
    estimateKind: hasEstimate ? estimateKind : null,
    estimateNote: value === null ? null : estimateNotes[estimateKind] + beyondNote(value),
    worstCase,
  };
}

function beyondNote(value: number): string {
  return clipped(value) === value ? "" : "; the weighted mean lay beyond 0 … 100 % and is given at its end";
}

function whyNoEstimate(strata: readonly ScoredStratum[]): string | null {
  const named = (groups: readonly ScoredStratum[]) =>
    strata.length === 1 ? "" : ` in ${groups.map(({ routingGroup }) => routingGroup).join(", ")}`;
  const unplanned = strata.filter(({ planned, drawn }) => planned === 0 && drawn === 0);
  if (unplanned.length > 0) return `The budget allows no draw${named(unplanned)}.`;
  const unread = strata.filter(({ closedPrefix }) => closedPrefix === 0);
  if (unread.length > 0) return `No draw is closed yet${named(unread)}.`;
  const givenUp = strata.filter(({ judgeable, closedPrefix }) =>
    judgeable.subarray(0, closedPrefix).every((can) => can === 0),
  );
  return givenUp.length > 0 ? `Every draw so far was unjudgeable${named(givenUp)}.` : null;
}

function worstCaseOf(strata: readonly WatchedStratum[]): RateBounds | null {
  if (strata.every(({ open }) => open === 0)) return null;
  const bounds = strata.map(({ size, q, s, state, judgeable }) =>
    worstCaseBounds({ N: size, q, s, judgeable, open: state.map((value) => (value === drawOpen ? 1 : 0)) }),
  );
  const end = (side: "lower" | "upper") =>
    stratified(strata.map(({ size }, h) => ({ N: size, theta: bounds[h]?.[side], se: undefined }))).theta;
  const lower = end("lower");
  const upper = end("upper");
  if (lower === undefined || upper === undefined) return null;
  return { lower: clipped(winRateOfMargin(lower)), upper: clipped(winRateOfMargin(upper)) };
}

function shareOfPool(
  strata: readonly WatchedStratum[],
  estimates: readonly LureEstimate[],
  of: { share: keyof OutcomeShares; headline: HeadlineInterval | undefined; alpha: number },
): PoolEstimate {
  const { share, headline, alpha } = of;
  const { theta, se } = stratified(
    strata.map((stratum, h) => {
      const estimate = lureOfPrefix(stratum, stratum.shares[share], estimates[h]?.v);
      return { N: stratum.size, theta: estimate.theta, se: estimate.se };
    }),
  );
  return poolEstimate(theta, se, headline, { strata, alpha, reason: whyNoEstimate(strata) });
}

function decisiveOf(
  strata: readonly WatchedStratum[],
  estimates: readonly LureEstimate[],
  headline: HeadlineInterval | undefined,
  alpha: number,
): PoolEstimate {
  const reason = whyNoEstimate(strata);
  if (reason) return missing(reason);
  const { winRate, se } = decisiveWinRate(
    strata.map(({ size, closedPrefix, shares }, h) => ({
      N: size,
      v: (estimates[h] as LureEstimate).v,
      wins: shares.win.subarray(0, closedPrefix),
      losses: shares.loss.subarray(0, closedPrefix),
    })),
  );
  const allTied = "No judgment was decisive: all were ties.";
  return poolEstimate(winRate, se, headline, { strata, alpha, reason: allTied });
}

/** A rate beside the win rate: its interval stands only where the win rate's is of fixed n too. */
function poolEstimate(
  value: number | undefined,
  se: number | undefined,
  headline: HeadlineInterval | undefined,
  { strata, alpha, reason }: { strata: readonly ScoredStratum[]; alpha: number; reason: string | null },
): PoolEstimate {
  if (value === undefined || !headline) return missing(reason ?? "It cannot be estimated yet.");
  const whole = strata.every(({ closedPrefix, size }) => closedPrefix === size);
  const hasInterval = headline.kind === "fixed-n" && se !== undefined && (se > 0 || whole);
  if (!hasInterval)
    return {
      value: clipped(value),
      reason: null,
      interval: null,
      intervalNote: noIntervalNote(headline),
      se: null,
    };
  // The same draws as the win rate's, and so its degrees of freedom.
  const half = se === 0 ? 0 : studentQuantile(1 - alpha / 2, headline.degrees ?? Infinity) * se;
  return {
    value: clipped(value),
    reason: null,
    interval: {
      kind: "fixed-n",
      confidence: 1 - alpha,
      lower: clipped(value - half),
      upper: clipped(value + half),
    },
    intervalNote: intervalNote(headline),
    se,
  };
}

/** Effective sample size and largest weight of all closed draws, each stratum's weights scaled to its share of the set. */
function weightsOf(strata: readonly WatchedStratum[], estimates: readonly LureEstimate[]) {
  const drawn = strata.filter(({ closedPrefix }) => closedPrefix > 0);
  if (drawn.length === 0) return { effectiveSampleSize: null, largestWeight: null };
  const weights = new Float64Array(strata.reduce((sum, { closedPrefix }) => sum + closedPrefix, 0));
  let place = 0;
  for (const [h, { size, closedPrefix }] of strata.entries())
    for (const v of (estimates[h] as LureEstimate).v) weights[place++] = (v * size) / closedPrefix;
  return {
    effectiveSampleSize: effectiveSampleSize(weights),
    largestWeight: estimates.reduce((largest, estimate) => Math.max(largest, estimate.largestWeight ?? 0), 0),
  };
}

function clipped(rate: number): number {
  return Math.min(1, Math.max(0, rate));
}
