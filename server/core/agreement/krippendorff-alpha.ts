import type { AgreementJudgments } from "./agreement-judgments";
import {
  type BootstrapInterval,
  type BootstrapOptions,
  bootstrapPrompts,
  type PromptSums,
  sumRows,
} from "./bootstrap-prompts";
import { measureOverlap, type NoAgreement, type Overlap, oneOutcome } from "./measure-overlap";

/** `nominal`: outcomes differ or not. `interval`: by the squared distance of their values, a tie halfway between models. */
export type AlphaLevel = "nominal" | "interval";

export interface KrippendorffAlpha {
  kind: "known";
  method: "krippendorff-alpha";
  level: AlphaLevel;
  /** 1 is perfect, 0 what chance gives, below 0 systematic disagreement. */
  alpha: number;
  interval: BootstrapInterval;
  /** Comparisons that two people or more judged, their prompts and judgments. */
  comparisons: number;
  prompts: number;
  judgments: number;
}

/**
 * Krippendorff's α: how far people agree beyond what chance would give. Any number of annotators, each comparison judged
 * by any of them; comparisons judged once are left out. The interval is a percentile bootstrap over prompts.
 *
 * What is normal: 0.05–0.24 on real data of close models, 0.67 for a clear gap. The thresholds of content analysis (0.67,
 * 0.8) do not apply to preferences: a low α between close models says that people differ, not that they are careless.
 * Quote it on the control sample: subsets served for their disagreement inflate it.
 *
 * Source: Krippendorff 2011, "Computing Krippendorff's alpha-reliability"; α = 1 − D_o/D_e.
 *
 * @returns `unknown` where nobody judged what another judged, or everyone said the same throughout.
 * @throws RangeError as `groupByComparison`.
 * @example
 * const result = krippendorffAlpha(judgments, "nominal", { seed: "report" });
 * if (result.kind === "known") console.log(result.alpha, result.interval);
 */
export function krippendorffAlpha(
  judgments: AgreementJudgments,
  level: AlphaLevel,
  options: BootstrapOptions,
): KrippendorffAlpha | NoAgreement {
  const overlap = measureOverlap(judgments);
  if (overlap.kind === "unknown") return overlap;
  const distances = squaredDistances(overlap.values, level);
  const statistic = (sums: Float64Array) => alphaOf(sums, distances);
  const sums = disagreementSums(overlap, distances);
  const alpha = statistic(sumRows(sums));
  if (alpha === undefined) return oneOutcome(overlap);
  return {
    kind: "known",
    method: "krippendorff-alpha",
    level,
    alpha,
    interval: bootstrapPrompts(sums, statistic, options),
    comparisons: overlap.comparisons,
    prompts: overlap.prompts,
    judgments: overlap.judgments,
  };
}

/** δ² of every two outcomes, outcomes × outcomes. */
function squaredDistances(values: readonly number[], level: AlphaLevel): Float64Array {
  return Float64Array.from({ length: values.length ** 2 }, (_, cell) => {
    const c = Math.floor(cell / values.length);
    const k = cell % values.length;
    if (level === "nominal") return c === k ? 0 : 1;
    return (values[c]! - values[k]!) ** 2;
  });
}

/** Per prompt: how often each outcome was given, then Σ over its comparisons of Σ n_c n_k δ² / (m − 1). */
function disagreementSums(
  { values, counts, size, prompt, prompts }: Overlap,
  distances: Float64Array,
): PromptSums {
  const outcomes = values.length;
  const width = outcomes + 1;
  const rows = new Float64Array(prompts * width);
  for (let unit = 0; unit < size.length; unit++) {
    const own = counts.subarray(unit * outcomes, (unit + 1) * outcomes);
    const row = prompt[unit]! * width;
    for (let c = 0; c < outcomes; c++) rows[row + c]! += own[c]!;
    rows[row + outcomes]! += spreadOf(own, distances) / (size[unit]! - 1);
  }
  return { rows, width };
}

/** Σ over all c and k of n_c n_k δ²(c, k). */
function spreadOf(counts: ArrayLike<number>, distances: Float64Array): number {
  const outcomes = Math.sqrt(distances.length);
  let sum = 0;
  for (let c = 0; c < outcomes; c++)
    for (let k = 0; k < outcomes; k++) sum += counts[c]! * counts[k]! * distances[c * outcomes + k]!;
  return sum;
}

function alphaOf(sums: Float64Array, distances: Float64Array): number | undefined {
  const outcomes = sums.length - 1;
  let judgments = 0;
  for (let c = 0; c < outcomes; c++) judgments += sums[c]!;
  const expected = spreadOf(sums, distances);
  return expected === 0 ? undefined : 1 - ((judgments - 1) * sums[outcomes]!) / expected;
}
