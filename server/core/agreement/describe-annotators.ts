import { quantile } from "../estimation/quantile";
import { type AgreementJudgments, groupByComparison } from "./agreement-judgments";
import { chiSquareTail } from "./chi-square-tail";
import { type MeasuredRate, measuredRate } from "./measured-rate";

/** What is known of the annotators of a campaign. */
export interface AnnotatorWork {
  /** Main judgments. */
  judgments: AgreementJudgments;
  /** Per judgment: 1 where model_a stood on the left of the screen, 0 where model_b did, 2 where it is not known. */
  leftIsA: Uint8Array;
  /** Per judgment: milliseconds of active time; NaN where they were not recorded. */
  activeMs: Float64Array;
  /** Per annotator: how many comparisons they skipped. */
  skips: Int32Array;
  /** Per annotator: gold comparisons judged, and how many of them as known. */
  goldJudged: Int32Array;
  goldCorrect: Int32Array;
  /** 1 − confidence of every interval, 0.05 unless given. */
  alpha?: number;
}

/** One annotator, or all together. */
export interface WorkDescription {
  judgments: number;
  /** Judgments of each outcome, in the order of `values`. */
  outcomes: Int32Array;
  /**
   * How often the completion on the left of the screen was preferred, of the judgments that preferred one. Sides are drawn
   * at random, so .5 is expected: an interval that leaves .5 out is a lean to one side (one in twenty by chance).
   */
  leftRate: MeasuredRate<"no-preference">;
  /** Undefined where no time was recorded. */
  medianActiveMs: number | undefined;
  goldAccuracy: MeasuredRate<"no-gold">;
  /** Skips of all that was looked at: judged or skipped. */
  skipRate: MeasuredRate<"nothing-seen">;
}

export interface AnnotatorDescription extends WorkDescription {
  annotator: number;
  /**
   * Mean over the comparisons that others judged too of the share of the others who said the same; `of` counts those
   * comparisons. Read it beside the others' figures: on close models nobody agrees much (an α of 0.05–0.24 is 37–49 % where
   * three outcomes are equally frequent).
   */
  agreement: MeasuredRate<"no-overlap">;
  /** The outcomes against those of everyone else. */
  distribution: DistributionDifference | { kind: "unknown"; reason: "no-judgments" | "no-others" };
}

/** How far one's outcomes are from those of the others. */
export interface DistributionDifference {
  kind: "known";
  /** Total variation: half of the summed differences of shares; 0 the same, 1 nothing in common. It shrinks with judgments. */
  distance: number;
  /** Pearson's χ² test of the two rows of counts: how often chance alone brings such a difference. 1 where all gave one outcome. */
  p: number;
}

/** Every annotator, and all of them as one. */
export interface AnnotatorDescriptions {
  annotators: AnnotatorDescription[];
  all: WorkDescription;
}

/**
 * Describes how every annotator worked: agreement with the others, gold accuracy, pace, lean to the left, skips and mix of
 * outcomes. None of it decides anything: people judged different comparisons, so figures differ for good reasons too.
 *
 * @throws RangeError as `groupByComparison`, or for columns of another length.
 * @example describeAnnotators(work).annotators[0]?.leftRate // { kind: "known", estimate: 0.52, lower: 0.45, upper: 0.59, of: 190 }
 */
export function describeAnnotators(work: AnnotatorWork): AnnotatorDescriptions {
  checkWork(work);
  const { judgments, alpha } = work;
  const counts = countWork(work);
  const all = describeCounts(work, togetherOf(work, counts), sum(work.skips), [
    sum(work.goldCorrect),
    sum(work.goldJudged),
  ]);
  const { concurring, shared } = agreementWithOthers(judgments);
  const annotators = counts.map((own, annotator): AnnotatorDescription => {
    const gold = [work.goldCorrect[annotator]!, work.goldJudged[annotator]!] as const;
    const description = describeCounts(work, own, work.skips[annotator]!, gold);
    return {
      annotator,
      ...description,
      agreement: measuredRate(concurring[annotator]!, shared[annotator]!, "no-overlap", alpha),
      distribution: compareOutcomes(description.outcomes, all.outcomes),
    };
  });
  return { annotators, all };
}

function checkWork({ judgments, leftIsA, activeMs, skips, goldJudged, goldCorrect }: AnnotatorWork): void {
  const rows = judgments.comparison.length;
  if (leftIsA.length !== rows || activeMs.length !== rows) throw new RangeError("columns differ in length");
  for (const perAnnotator of [skips, goldJudged, goldCorrect])
    if (perAnnotator.length !== judgments.annotators)
      throw new RangeError(`figures of ${perAnnotator.length} annotators, not of ${judgments.annotators}`);
}

/** What someone's judgments were. */
interface WorkCounts {
  judgments: number;
  outcomes: Int32Array;
  /** Judgments that preferred a side that is known, and of those the left. */
  decisive: number;
  left: number;
  /** Recorded times, in the order of the judgments. */
  times: Float64Array;
}

/** Per annotator, in one pass over all judgments. */
function countWork({ judgments, leftIsA, activeMs }: AnnotatorWork): WorkCounts[] {
  const { annotators, annotator, outcome, values } = judgments;
  const width = values.length;
  const outcomes = new Int32Array(width * annotators);
  const [decisive, left, timed] = [0, 1, 2].map(() => new Int32Array(annotators)) as [
    Int32Array,
    Int32Array,
    Int32Array,
  ];
  for (let row = 0; row < annotator.length; row++) {
    const who = annotator[row]!;
    const value = values[outcome[row]!]!;
    outcomes[who * width + outcome[row]!]!++;
    if (!Number.isNaN(activeMs[row]!)) timed[who]!++;
    if (value === 0 || leftIsA[row] === 2) continue;
    decisive[who]!++;
    if (value > 0 === (leftIsA[row] === 1)) left[who]!++;
  }
  const times = Array.from(timed, (count) => new Float64Array(count));
  timed.fill(0);
  for (let row = 0; row < annotator.length; row++) {
    const who = annotator[row]!;
    if (!Number.isNaN(activeMs[row]!)) times[who]![timed[who]!++] = activeMs[row]!;
  }
  return times.map((own, who) => {
    const given = outcomes.slice(who * width, (who + 1) * width);
    return {
      judgments: sum(given),
      outcomes: given,
      decisive: decisive[who]!,
      left: left[who]!,
      times: own,
    };
  });
}

/** All annotators as one. */
function togetherOf(
  { judgments: { values }, activeMs }: AnnotatorWork,
  counts: readonly WorkCounts[],
): WorkCounts {
  const total = (pick: (own: WorkCounts) => number) => counts.reduce((so, own) => so + pick(own), 0);
  return {
    judgments: total((own) => own.judgments),
    outcomes: Int32Array.from(values, (_, code) => total(({ outcomes }) => outcomes[code]!)),
    decisive: total((own) => own.decisive),
    left: total((own) => own.left),
    times: activeMs.filter((time) => !Number.isNaN(time)),
  };
}

function describeCounts(
  { alpha }: AnnotatorWork,
  { judgments, outcomes, decisive, left, times }: WorkCounts,
  skips: number,
  [goldCorrect, goldJudged]: readonly [number, number],
): WorkDescription {
  return {
    judgments,
    outcomes,
    leftRate: measuredRate(left, decisive, "no-preference", alpha),
    medianActiveMs: quantile(times, 0.5),
    goldAccuracy: measuredRate(goldCorrect, goldJudged, "no-gold", alpha),
    skipRate: measuredRate(skips, skips + judgments, "nothing-seen", alpha),
  };
}

/** Per annotator: Σ over the comparisons shared with others of the share of the others who say the same. */
function agreementWithOthers(judgments: AgreementJudgments): {
  concurring: Float64Array;
  shared: Int32Array;
} {
  const { start, annotator, outcome } = groupByComparison(judgments);
  const concurring = new Float64Array(judgments.annotators);
  const shared = new Int32Array(judgments.annotators);
  const counts = new Int32Array(judgments.values.length);
  for (let c = 0; c < judgments.comparisons; c++) {
    const others = start[c + 1]! - start[c]! - 1;
    if (others < 1) continue;
    counts.fill(0);
    for (let row = start[c]!; row <= start[c]! + others; row++) counts[outcome[row]!]!++;
    for (let row = start[c]!; row <= start[c]! + others; row++) {
      shared[annotator[row]!]!++;
      concurring[annotator[row]!]! += (counts[outcome[row]!]! - 1) / others;
    }
  }
  return { concurring, shared };
}

function compareOutcomes(own: Int32Array, all: Int32Array): AnnotatorDescription["distribution"] {
  const others = all.map((count, c) => count - own[c]!);
  const [mine, theirs] = [sum(own), sum(others)];
  if (mine === 0) return { kind: "unknown", reason: "no-judgments" };
  if (theirs === 0) return { kind: "unknown", reason: "no-others" };
  let distance = 0;
  let chi = 0;
  let given = 0;
  for (let c = 0; c < own.length; c++) {
    distance += Math.abs(own[c]! / mine - others[c]! / theirs) / 2;
    if (all[c] === 0) continue;
    given++;
    chi += (own[c]! * theirs - others[c]! * mine) ** 2 / (all[c]! * mine * theirs);
  }
  return { kind: "known", distance, p: given > 1 ? chiSquareTail(chi, given - 1) : 1 };
}

function sum(values: Int32Array): number {
  return values.reduce((total, value) => total + value, 0);
}
