import { computePairs } from "./compute-pairs";
import { advanceOf } from "./estimate-block";
import { computeJudge } from "./judge/compute-judge";
import { methodsParagraph } from "./methods-paragraph";
import { orderWorthView } from "./order-worth-view";
import { computePeople } from "./people/compute-people";
import { peopleMethodWords } from "./people/people-method-words";
import { computeRatings } from "./ratings/compute-ratings";
import { ratingMethodWords } from "./ratings/rating-method-words";
import type { ReportInput } from "./report-input";
import { reportNotes } from "./report-notes";
import type { ReportConfiguration, ReportContent, ReportCounts, ReportPair } from "./schemas";
import { type ScoredStratum, scoreStratum } from "./scored-stratum";
import { computeSlices } from "./slices/compute-slices";
import type { SequenceName } from "./stop/view";
import { tieRateView } from "./tie-rate-view";
import { computeWider } from "./wider/compute-wider";

/** Raised whenever the same data could give another content. */
export const reportVersion = 7;

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
  const stored = strata.flatMap(({ stratum }, h) => {
    const sequence = input.sequences?.[h];
    return sequence ? [[stratum, sequence] as const] : [];
  });
  const pairs = computePairs(strata, input.configuration, onProgress, new Map(stored));
  const configuration: ReportConfiguration = { ...input.configuration, monitored: pairs.length };
  const isMeasured = configuration.mode === "measure";
  const { alpha, controlShare } = configuration;
  const counts = countAll(input, strata);
  const people = computePeople(input, strata);
  const ratings = computeRatings(input, strata, pairs);
  return {
    campaign: input.campaign,
    scope: isMeasured ? "whole-set" : "judged-subset",
    notes: reportNotes(configuration, counts, pairs),
    counts,
    models: [...new Set(strata.flatMap(({ modelA, modelB }) => [modelA, modelB]))].sort(),
    pairs,
    wider: computeWider(input, strata, pairs),
    judge: computeJudge(input, strata, pairs),
    slices: computeSlices(input, strata, pairs),
    ratings,
    people,
    order: isMeasured ? orderWorthView(strata, { alpha, controlShare, isOnePair: false }) : null,
    tieRateByPercentile: tieRateView(strata, `${configuration.seed}/report/tie-rate`),
    configuration,
    versions: {
      product: input.productVersion,
      report: reportVersion,
      metric: `${configuration.metric}@${configuration.metricVersion}`,
      methods: [
        ...(isMeasured ? measureMethods : exploreMethods),
        ...(ratings ? ratingMethods : []),
        ...(ratings && configuration.pairAllocation === "uncertain" ? ["pair-allocation"] : []),
      ],
      ...(isMeasured && controlShare > 0 ? { scored: input.scored ?? [] } : {}),
    },
    methods: [
      methodsParagraph(configuration, counts, input.productVersion, sequencesOf(pairs)),
      ...ratingMethodWords(ratings),
      ...peopleMethodWords(people, configuration),
    ].join(" "),
    ledger: input.ledger,
  };
}

function sequencesOf(pairs: readonly ReportPair[]): ReadonlySet<SequenceName> {
  return new Set(pairs.flatMap(({ stop }) => (stop && stop.step > 0 ? [stop.sequence] : [])));
}

const peopleMethods = [
  "krippendorff-alpha",
  "percent-agreement",
  "cohen-kappa",
  "fleiss-kappa",
  "anomaly-test",
  "one-coin-dawid-skene",
];
const ratingMethods = [
  "bradley-terry",
  "prompt-clustered-sandwich",
  "simultaneous-ranks",
  "rao-kupper",
  "davidson",
  "transitivity",
];
const exploreMethods = ["wilson", "tie-rate-curve", ...peopleMethods];
const measureMethods = [
  "lure",
  "stratified",
  "headline-interval",
  "weighted-confidence-sequence",
  "betting-confidence-sequence",
  "stop-rule",
  "decisive-win-rate",
  "control-sample",
  "compare-orders",
  "holm",
  "worst-case-bounds",
  "two-way-clustered",
  "slice-estimate",
  "empirical-bayes",
  "judge-control-variate",
  ...exploreMethods,
];

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
