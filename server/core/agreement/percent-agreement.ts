import type { AgreementJudgments } from "./agreement-judgments";
import {
  type BootstrapInterval,
  type BootstrapOptions,
  bootstrapPrompts,
  type PromptSums,
  sumRows,
} from "./bootstrap-prompts";
import { measureOverlap, type NoAgreement, type Overlap } from "./measure-overlap";

/** A share of pairs of judgments, in [0, 1]. */
export interface AgreementShare {
  agreement: number;
  interval: BootstrapInterval;
  /** Pairs of judgments of one comparison by two people that it is a share of. */
  pairs: number;
}

export interface PercentAgreement extends AgreementShare {
  kind: "known";
  method: "percent-agreement";
  comparisons: number;
  prompts: number;
  /** Among pairs in which both preferred a model: how often the same one. Undefined where no pair did. */
  decisive: AgreementShare | undefined;
}

/**
 * How often two people who judged the same comparison gave the same outcome, over all such pairs; and how often they
 * preferred the same model where neither tied. Nothing is taken off for chance: see `krippendorffAlpha`.
 *
 * What is normal: people on MT-bench agreed in 63 % of pairs, in 81 % of those without a tie (Zheng et al. 2023, arXiv
 * 2306.05685, table 5); closer models agree less, down to the 50 % of chance without ties.
 *
 * @throws RangeError as `groupByComparison`.
 * @example percentAgreement(judgments, { seed: "report" }) // { kind: "known", agreement: 0.63, … }
 */
export function percentAgreement(
  judgments: AgreementJudgments,
  options: BootstrapOptions,
): PercentAgreement | NoAgreement {
  const overlap = measureOverlap(judgments);
  if (overlap.kind === "unknown") return overlap;
  const { comparisons, prompts } = overlap;
  const share = (sums: PromptSums): AgreementShare | undefined => {
    const [agreeing, pairs] = sumRows(sums);
    if (!pairs) return undefined;
    const interval = bootstrapPrompts(sums, ([yes, all]) => (all ? yes! / all : undefined), options);
    return { agreement: agreeing! / pairs, interval, pairs };
  };
  return {
    kind: "known",
    method: "percent-agreement",
    comparisons,
    prompts,
    // Every comparison of the overlap has a pair.
    ...share(outcomePairs(overlap))!,
    decisive: share(preferencePairs(overlap)),
  };
}

/** Per prompt: pairs that agree, pairs. */
function outcomePairs({ values, counts, size, prompt, prompts }: Overlap): PromptSums {
  const rows = new Float64Array(prompts * 2);
  for (let unit = 0; unit < size.length; unit++) {
    const row = prompt[unit]! * 2;
    for (let c = 0; c < values.length; c++) rows[row]! += pairsOf(counts[unit * values.length + c]!);
    rows[row + 1]! += pairsOf(size[unit]!);
  }
  return { rows, width: 2 };
}

/** The same among judgments that prefer a model. */
function preferencePairs({ values, counts, size, prompt, prompts }: Overlap): PromptSums {
  const rows = new Float64Array(prompts * 2);
  for (let unit = 0; unit < size.length; unit++) {
    let a = 0;
    let b = 0;
    for (let c = 0; c < values.length; c++) {
      const count = counts[unit * values.length + c]!;
      if (values[c]! > 0) a += count;
      if (values[c]! < 0) b += count;
    }
    const row = prompt[unit]! * 2;
    rows[row]! += pairsOf(a) + pairsOf(b);
    rows[row + 1]! += pairsOf(a + b);
  }
  return { rows, width: 2 };
}

function pairsOf(n: number): number {
  return (n * (n - 1)) / 2;
}
