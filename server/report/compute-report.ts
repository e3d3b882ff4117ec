import { sequenceAlpha } from "@/server/core/estimation/sequence-alpha";
import { decidePairs } from "./decide-pairs";
import { advanceOf, type EstimateOptions, estimateBlock, type WatchedStratum } from "./estimate-block";
import { exploreBlock } from "./explore-block";
import { methodsParagraph } from "./methods-paragraph";
import { orderWorthView } from "./order-worth-view";
import type { ReportInput } from "./report-input";
import { reportNotes } from "./report-notes";
import type { ReportConfiguration, ReportContent, ReportCounts, ReportGroup, ReportPair } from "./schemas";
import { type ScoredStratum, scoreStratum, sequenceOfPrefix } from "./scored-stratum";
import { tieRateView } from "./tie-rate-view";
import { judgedSubsetVerdict, verdictOf } from "./verdict";

/** Raised whenever the same data could give another content. */
export const reportVersion = 1;

/**
 * A campaign's report from its draws and judgments as columns. Nothing but the input decides it: no clock, no chance
 * beyond the input's seed.
 *
 * @param onProgress is told how many of the strata are done.
 */
export function computeReport(
  input: ReportInput,
  onProgress: (done: number, total: number) => void = () => {},
): ReportContent {
  const strata = input.strata.map(scoreStratum);
  const byPair = groupByPair(strata);
  const configuration: ReportConfiguration = { ...input.configuration, monitored: byPair.length };
  const isMeasured = configuration.mode === "measure";
  const pairs = isMeasured
    ? measuredPairs(byPair, configuration, onProgress)
    : exploredPairs(byPair, configuration);
  const { alpha, controlShare } = configuration;
  const counts = countAll(input, strata);
  return {
    campaign: input.campaign,
    scope: isMeasured ? "whole-set" : "judged-subset",
    notes: reportNotes(configuration, counts, pairs),
    counts,
    models: [...new Set(strata.flatMap(({ modelA, modelB }) => [modelA, modelB]))].sort(),
    pairs,
    order: isMeasured ? orderWorthView(strata, { alpha, controlShare, isOnePair: false }) : null,
    tieRateByPercentile: tieRateView(strata, `${configuration.seed}/report/tie-rate`),
    configuration,
    versions: {
      product: input.productVersion,
      report: reportVersion,
      metric: `${configuration.metric}@${configuration.metricVersion}`,
      methods: isMeasured ? measureMethods : exploreMethods,
    },
    methods: methodsParagraph(configuration, counts, input.productVersion),
    ledger: input.ledger,
  };
}

const exploreMethods = ["wilson", "tie-rate-curve"];
const measureMethods = [
  "lure",
  "stratified",
  "headline-interval",
  "weighted-confidence-sequence",
  "decisive-win-rate",
  "control-sample",
  "holm",
  "worst-case-bounds",
  ...exploreMethods,
];

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
  configuration: ReportConfiguration,
  onProgress: (done: number, total: number) => void,
): ReportPair[] {
  const { alpha, controlShare, routing } = configuration;
  const total = byPair.reduce((sum, strata) => sum + strata.length, 0);
  let done = 0;
  const estimated = byPair.map((strata) => {
    const options: EstimateOptions = {
      alpha,
      monitored: byPair.length,
      isPlanFixed: configuration.budget === configuration.budgetAtLaunch,
      outcomes: configuration.outcomes,
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

function exploredPairs(
  byPair: readonly ScoredStratum[][],
  { alpha, routing }: ReportConfiguration,
): ReportPair[] {
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

function countAll(input: ReportInput, strata: readonly ScoredStratum[]): ReportCounts {
  const advance = advanceOf(strata);
  const closed = strata.reduce((sum, stratum) => sum + stratum.closed, 0);
  const perComparison = input.configuration.judgmentsPerComparison;
  return {
    ...input.counts,
    comparisons: advance.size,
    planned: advance.planned,
    drawn: advance.drawn,
    closed,
    closedPrefix: advance.closedPrefix,
    completedBeyondPrefix: advance.completedBeyondPrefix,
    open: advance.open,
    unjudgeable: advance.unjudgeable,
    judgmentsCounted: closed * perComparison,
  };
}
