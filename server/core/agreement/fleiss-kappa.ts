import type { AgreementJudgments } from "./agreement-judgments";
import {
  type BootstrapInterval,
  type BootstrapOptions,
  bootstrapPrompts,
  type PromptSums,
  sumRows,
} from "./bootstrap-prompts";
import { measureOverlap, type NoAgreement, type Overlap, oneOutcome } from "./measure-overlap";

export interface FleissKappa {
  kind: "known";
  method: "fleiss-kappa";
  kappa: number;
  /** P̄: mean over comparisons of the share of pairs that agree. */
  observed: number;
  /** P_e: how often two judgments of any comparisons give the same outcome. */
  expected: number;
  interval: BootstrapInterval;
  comparisons: number;
  prompts: number;
  /** Judgments of each comparison; undefined where they differ, and then it is not κ as Fleiss gave it. */
  judgmentsEach: number | undefined;
}

/**
 * Fleiss' κ: agreement of several annotators beyond chance, all outcomes equally far apart. Comparisons judged once are
 * left out; every other one counts alike, however many judged it.
 *
 * What is normal: about as Krippendorff's α (0.05–0.24 for close models), somewhat below it on small samples.
 *
 * Source: Fleiss 1971, Psychological Bulletin 76:378.
 *
 * @throws RangeError as `groupByComparison`.
 * @example fleissKappa(judgments, { seed: "report" }) // { kind: "known", kappa: 0.4, … }
 */
export function fleissKappa(
  judgments: AgreementJudgments,
  options: BootstrapOptions,
): FleissKappa | NoAgreement {
  const overlap = measureOverlap(judgments);
  if (overlap.kind === "unknown") return overlap;
  const sums = agreementSums(overlap);
  const total = sumRows(sums);
  const kappa = kappaOf(total);
  if (kappa === undefined) return oneOutcome(overlap);
  const { comparisons, prompts, size } = overlap;
  return {
    kind: "known",
    method: "fleiss-kappa",
    kappa,
    observed: observedOf(total),
    expected: expectedOf(total),
    interval: bootstrapPrompts(sums, kappaOf, options),
    comparisons,
    prompts,
    judgmentsEach: size.every((n) => n === size[0]) ? size[0] : undefined,
  };
}

/** Per prompt: Σ P_i, comparisons, then how often each outcome was given. */
function agreementSums({ values, counts, size, prompt, prompts }: Overlap): PromptSums {
  const width = values.length + 2;
  const rows = new Float64Array(prompts * width);
  for (let unit = 0; unit < size.length; unit++) {
    const row = prompt[unit]! * width;
    let agreeing = 0;
    for (let c = 0; c < values.length; c++) {
      const count = counts[unit * values.length + c]!;
      agreeing += count * (count - 1);
      rows[row + 2 + c]! += count;
    }
    rows[row]! += agreeing / (size[unit]! * (size[unit]! - 1));
    rows[row + 1]!++;
  }
  return { rows, width };
}

function observedOf(sums: Float64Array): number {
  return sums[0]! / sums[1]!;
}

function expectedOf(sums: Float64Array): number {
  let judgments = 0;
  let squares = 0;
  for (let i = 2; i < sums.length; i++) {
    judgments += sums[i]!;
    squares += sums[i]! ** 2;
  }
  return squares / judgments ** 2;
}

function kappaOf(sums: Float64Array): number | undefined {
  const expected = expectedOf(sums);
  return expected === 1 ? undefined : (observedOf(sums) - expected) / (1 - expected);
}
