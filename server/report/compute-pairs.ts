import { sequenceAlpha } from "@/server/core/estimation/sequence-alpha";
import { runSequence, type StoredSequence } from "../stop/run-sequence";
import { decidePairs } from "./decide-pairs";
import { type EstimateOptions, estimateBlock, type WatchedStratum } from "./estimate-block";
import { exploreBlock } from "./explore-block";
import { isAllocated } from "./is-allocated";
import { orderWorthView } from "./order-worth-view";
import type { ReportConfiguration, ReportGroup, ReportPair } from "./schemas";
import type { ScoredStratum } from "./scored-stratum";
import { computeStop } from "./stop/compute-stop";
import { judgedSubsetVerdict, verdictOf } from "./verdict";

/** What the estimates of pairs depend on beyond the draws. */
export type PairSettings = Pick<
  ReportConfiguration,
  | "mode"
  | "alpha"
  | "controlShare"
  | "routing"
  | "outcomes"
  | "budget"
  | "budgetAtLaunch"
  | "preset"
  | "judgmentsPerComparison"
  | "pairAllocation"
  | "stopRule"
  | "stops"
  | "hasGoneOn"
>;

/** Stored sequences to go on from, by the stratum's number: quicker, and the same to the bit. */
export type StoredSequences = ReadonlyMap<number, StoredSequence>;

/** Every pair's estimates and verdict, in the order of the strata; each pair's strata combined. */
export function computePairs(
  strata: readonly ScoredStratum[],
  settings: PairSettings,
  onProgress: (done: number, total: number) => void = () => {},
  sequences?: StoredSequences,
): ReportPair[] {
  const byPair = groupByPair(strata);
  return settings.mode === "measure"
    ? measuredPairs(byPair, settings, onProgress, sequences)
    : exploredPairs(byPair, settings);
}

function groupByPair(strata: readonly ScoredStratum[]): ScoredStratum[][] {
  const pairs = new Map<string, ScoredStratum[]>();
  for (const stratum of strata) {
    const key = JSON.stringify([stratum.modelA, stratum.modelB]);
    const members = pairs.get(key);
    if (members) members.push(stratum);
    else pairs.set(key, [stratum]);
  }
  return [...pairs.values()];
}

function measuredPairs(
  byPair: readonly ScoredStratum[][],
  settings: PairSettings,
  onProgress: (done: number, total: number) => void,
  sequences: StoredSequences | undefined,
): ReportPair[] {
  const { alpha, controlShare, routing } = settings;
  const total = byPair.reduce((sum, strata) => sum + strata.length, 0);
  let done = 0;
  const set = byPair.flat().reduce((sum, { size }) => sum + size, 0);
  const estimated = byPair.map((strata) => {
    const options: EstimateOptions = {
      alpha,
      monitored: byPair.length,
      isPlanFixed: settings.budget === settings.budgetAtLaunch,
      hasStopRule: settings.stopRule != null,
      isAllocated: isAllocated(settings, set, byPair.length),
      outcomes: settings.outcomes,
    };
    const level = sequenceAlpha(alpha, byPair.length, strata.length);
    const watched = strata.map((stratum) => {
      const run = runSequence(
        stratum,
        { preset: settings.preset, alpha: level },
        sequences?.get(stratum.stratum),
      );
      onProgress(++done, total);
      return { ...stratum, run, sequence: { ...run.bounds, alpha: level } };
    });
    return { watched, options, ...estimateBlock(watched, options) };
  });
  const decisions = decidePairs(
    estimated.map(({ headline }) => headline),
    alpha,
  );
  return estimated.map(({ watched, options, block }, i) => {
    const { modelA, modelB } = watched[0] as WatchedStratum;
    const decision = decisions[i] as number;
    const rule = settings.stopRule ?? null;
    const hasGoneOn = settings.hasGoneOn ?? false;
    const stop = computeStop(watched, {
      rule,
      stops: settings.stops ?? [],
      hasGoneOn,
      judgmentsPerComparison: settings.judgmentsPerComparison,
      alpha,
      monitored: byPair.length,
    });
    const about = { decision, monitored: byPair.length, stop, rule, hasGoneOn };
    return {
      modelA,
      modelB,
      verdict: verdictOf({ modelA, modelB }, block, about),
      ...block,
      stop,
      order: orderWorthView(watched, { alpha, controlShare, isOnePair: true }),
      groups: routing === "none" ? [] : groupsOf(watched, options),
    };
  });
}

function exploredPairs(byPair: readonly ScoredStratum[][], { alpha, routing }: PairSettings): ReportPair[] {
  return byPair.map((strata) => {
    const { modelA, modelB } = strata[0] as ScoredStratum;
    const block = exploreBlock(strata, alpha);
    const groups = strata.map((stratum) => ({
      routingGroup: stratum.routingGroup,
      stratum: stratum.stratum,
      ...exploreBlock([stratum], alpha),
    }));
    return {
      modelA,
      modelB,
      verdict: judgedSubsetVerdict({ modelA, modelB }, block.judged),
      ...block,
      order: null,
      groups: routing === "none" ? [] : groups,
    };
  });
}

/** Each routing group by itself; its sequence runs at its part of alpha already. */
function groupsOf(watched: readonly WatchedStratum[], options: EstimateOptions): ReportGroup[] {
  const monitored = options.monitored * watched.length;
  return watched.map((stratum) => ({
    routingGroup: stratum.routingGroup,
    stratum: stratum.stratum,
    ...estimateBlock([stratum], { ...options, monitored }).block,
  }));
}
