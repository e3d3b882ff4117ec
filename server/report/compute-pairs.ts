import { sequenceAlpha } from "@/server/core/estimation/sequence-alpha";
import { decidePairs } from "./decide-pairs";
import { type EstimateOptions, estimateBlock, type WatchedStratum } from "./estimate-block";
import { exploreBlock } from "./explore-block";
import { orderWorthView } from "./order-worth-view";
import type { ReportConfiguration, ReportGroup, ReportPair } from "./schemas";
import { type ScoredStratum, sequenceOfPrefix } from "./scored-stratum";
import { judgedSubsetVerdict, verdictOf } from "./verdict";

/** What the estimates of pairs depend on beyond the draws. */
export type PairSettings = Pick<
  ReportConfiguration,
  "mode" | "alpha" | "controlShare" | "routing" | "outcomes" | "budget" | "budgetAtLaunch"
>;

/** Every pair's estimates and verdict, in the order of the strata; each pair's strata combined. */
export function computePairs(
  strata: readonly ScoredStratum[],
  settings: PairSettings,
  onProgress: (done: number, total: number) => void = () => {},
): ReportPair[] {
  const byPair = groupByPair(strata);
  return settings.mode === "measure"
    ? measuredPairs(byPair, settings, onProgress)
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
): ReportPair[] {
  const { alpha, controlShare, routing } = settings;
  const total = byPair.reduce((sum, strata) => sum + strata.length, 0);
  let done = 0;
  const estimated = byPair.map((strata) => {
    const options: EstimateOptions = {
      alpha,
      monitored: byPair.length,
      isPlanFixed: settings.budget === settings.budgetAtLaunch,
      outcomes: settings.outcomes,
    };
    const level = sequenceAlpha(alpha, byPair.length, strata.length);
    const watched = strata.map((stratum) => {
      const sequence = sequenceOfPrefix(stratum, level);
      onProgress(++done, total);
      return { ...stratum, sequence };
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
    return {
      modelA,
      modelB,
      verdict: verdictOf({ modelA, modelB }, block, { decision, monitored: byPair.length }),
      ...block,
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
