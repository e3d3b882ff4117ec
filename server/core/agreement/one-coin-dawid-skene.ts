import { type AgreementJudgments, groupByComparison, type JudgedComparisons } from "./agreement-judgments";
import { measureOverlap, type NoAgreement } from "./measure-overlap";

export interface DawidSkeneOptions {
  /** Stratum of each comparison, such as its model pair: each has its own mix of outcomes. All one if left out. */
  stratum?: Int32Array;
  /** EM steps at most, 500 unless given. */
  mostSteps?: number;
}

/** A second opinion on the result, in which reliable annotators count more. */
export interface ReliabilityWeighted {
  kind: "fitted";
  method: "one-coin-dawid-skene";
  /**
   * Per annotator: how often they give a comparison's true outcome, in (0, 1), drawn towards chance while they judged little;
   * undefined for those who judged nothing.
   */
  accuracy: (number | undefined)[];
  /** comparisons × outcomes: how probable each outcome is; all 0 where nothing was judged. */
  probability: Float64Array;
  /** Mean over judged comparisons of the expected score: the margin with reliable annotators counting more. */
  margin: number;
  /** The same comparisons' margin as it is everywhere else, every judgment alike. */
  unweightedMargin: number;
  judged: number;
  /** Log posterior, up to a constant; it never falls from step to step. */
  logPosterior: number;
  steps: number;
  converged: boolean;
}

interface Model {
  judgments: AgreementJudgments;
  grouped: JudgedComparisons;
  stratum: Int32Array | undefined;
  probability: Float64Array;
  /** strata × outcomes. */
  shares: Float64Array;
  accuracy: Float64Array;
  /** Judgments per annotator. */
  given: Float64Array;
}

/**
 * Aggregates judgments by how reliable the annotators seem: every comparison has one true outcome, annotator j gives it
 * with probability a_j and any other outcome alike; outcomes, shares and accuracies are fitted by EM, started from the vote.
 *
 * One imagined right judgment and outcomes − 1 wrong ones per annotator keep every accuracy inside (0, 1). A separate
 * result: the report's main line stays unweighted, for "true outcome" is a fiction where people differ in taste. Between
 * close models low accuracies of everyone are normal and no fault; it is the one far below the rest that tells something.
 *
 * Source: Dawid and Skene 1979, Applied Statistics 28:20, with one parameter per annotator (Zhang et al. 2014).
 *
 * @returns `unknown` where no comparison was judged by two people: then nobody can be told to be more reliable.
 * @throws RangeError as `groupByComparison`, or for strata of another length or below 0.
 * @example
 * const result = oneCoinDawidSkene(judgments);
 * if (result.kind === "fitted") console.log(result.margin - result.unweightedMargin);
 */
export function oneCoinDawidSkene(
  judgments: AgreementJudgments,
  { stratum, mostSteps = 500 }: DawidSkeneOptions = {},
): ReliabilityWeighted | NoAgreement {
  const overlap = measureOverlap(judgments);
  if (overlap.kind === "unknown") return overlap;
  if (stratum && (stratum.length !== judgments.comparisons || stratum.some((s) => s < 0)))
    throw new RangeError("every comparison needs a stratum of 0 or more");
  const model = startFromVotes(judgments, stratum);
  const unweightedMargin = marginOf(model);
  let logPosterior = -Infinity;
  let steps = 0;
  let converged = false;
  while (steps < mostSteps && !converged) {
    maximise(model);
    const next = inferOutcomes(model);
    converged = next - logPosterior < 1e-10 * judgments.comparison.length;
    logPosterior = next;
    steps++;
  }
  return {
    kind: "fitted",
    method: "one-coin-dawid-skene",
    accuracy: Array.from(model.accuracy, (a, j) => (model.given[j]! > 0 ? a : undefined)),
    probability: model.probability,
    margin: marginOf(model),
    unweightedMargin,
    judged: overlap.all.judged,
    logPosterior,
    steps,
    converged,
  };
}

function startFromVotes(judgments: AgreementJudgments, stratum: Int32Array | undefined): Model {
  const { comparisons, annotators, values } = judgments;
  const outcomes = values.length;
  const grouped = groupByComparison(judgments);
  const probability = new Float64Array(comparisons * outcomes);
  const given = new Float64Array(annotators);
  const strata = 1 + (stratum?.reduce((most, s) => Math.max(most, s), 0) ?? 0);
  for (let c = 0; c < comparisons; c++) {
    const [from, to] = [grouped.start[c]!, grouped.start[c + 1]!];
    for (let row = from; row < to; row++) {
      probability[c * outcomes + grouped.outcome[row]!]! += 1 / (to - from);
      given[grouped.annotator[row]!]!++;
    }
  }
  const shares = new Float64Array(strata * outcomes);
  return { judgments, grouped, stratum, probability, shares, accuracy: new Float64Array(annotators), given };
}

/** M step: shares and accuracies from the probabilities of the outcomes. */
function maximise({ judgments, grouped, stratum, probability, shares, accuracy, given }: Model): void {
  const outcomes = judgments.values.length;
  const { start, annotator, outcome } = grouped;
  shares.fill(0);
  accuracy.fill(1);
  for (let c = 0; c < judgments.comparisons; c++) {
    for (let k = 0; k < outcomes; k++)
      shares[(stratum?.[c] ?? 0) * outcomes + k]! += probability[c * outcomes + k]!;
    for (let row = start[c]!; row < start[c + 1]!; row++)
      accuracy[annotator[row]!]! += probability[c * outcomes + outcome[row]!]!;
  }
  for (let j = 0; j < accuracy.length; j++) accuracy[j]! /= given[j]! + outcomes;
  for (let s = 0; s < shares.length; s += outcomes) {
    const own = shares.subarray(s, s + outcomes);
    const total = own.reduce((sum, share) => sum + share, 0);
    if (total > 0) for (let k = 0; k < outcomes; k++) own[k]! /= total;
  }
}

/** E step: probabilities of the outcomes from shares and accuracies; returns the log posterior of those. */
function inferOutcomes({ judgments, grouped, stratum, probability, shares, accuracy, given }: Model): number {
  const outcomes = judgments.values.length;
  const { start, annotator, outcome } = grouped;
  const right = accuracy.map((a) => Math.log(a));
  const wrong = accuracy.map((a) => Math.log((1 - a) / (outcomes - 1)));
  const logShares = shares.map((share) => Math.log(share));
  let logPosterior = 0;
  for (let j = 0; j < accuracy.length; j++)
    if (given[j]! > 0) logPosterior += right[j]! + (outcomes - 1) * wrong[j]!;
  const logs = new Float64Array(outcomes);
  for (let c = 0; c < judgments.comparisons; c++) {
    if (start[c] === start[c + 1]) continue;
    for (let k = 0; k < outcomes; k++) logs[k] = logShares[(stratum?.[c] ?? 0) * outcomes + k]!;
    for (let row = start[c]!; row < start[c + 1]!; row++) {
      const j = annotator[row]!;
      for (let k = 0; k < outcomes; k++) logs[k]! += k === outcome[row] ? right[j]! : wrong[j]!;
    }
    logPosterior += normalise(logs, probability.subarray(c * outcomes, (c + 1) * outcomes));
  }
  return logPosterior;
}

/** Writes exp(logs) scaled to a sum of 1, and returns the log of that sum. */
function normalise(logs: Float64Array, probability: Float64Array): number {
  const most = logs.reduce((a, b) => Math.max(a, b), -Infinity);
  let sum = 0;
  for (let k = 0; k < logs.length; k++) sum += probability[k] = Math.exp(logs[k]! - most);
  for (let k = 0; k < logs.length; k++) probability[k]! /= sum;
  return most + Math.log(sum);
}

function marginOf({ judgments, grouped, probability }: Model): number {
  const { values, comparisons } = judgments;
  let sum = 0;
  let judged = 0;
  for (let c = 0; c < comparisons; c++) {
    if (grouped.start[c] === grouped.start[c + 1]) continue;
    judged++;
    for (let k = 0; k < values.length; k++) sum += values[k]! * probability[c * values.length + k]!;
  }
  return sum / judged;
}
