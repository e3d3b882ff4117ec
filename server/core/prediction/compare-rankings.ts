import { quantile } from "../estimation/quantile";
import { createRandom } from "../sampling/random";
import { groupedAreaUnderCurve } from "./grouped-area-under-curve";

export interface AucEstimate {
  /** In [0, 1]. */
  auc: number;
  /** 95 % bootstrap interval over prompts, stretched for cross-validation; undefined without resamples. */
  interval: [number, number] | undefined;
}

/** How well two orders rank decisive judgments above tied ones; undefined where nothing, or everything, is tied. */
export interface RankingAccuracy {
  learned: AucEstimate | undefined;
  single: AucEstimate | undefined;
  /** Learned less single, from the same resamples; `auc` lies in [−1, 1]. */
  gain: AucEstimate | undefined;
}

/** Held-out scores of two orders for the same cases, and how these turned out. */
export interface HeldOutRankings {
  learned: Float64Array;
  single: Float64Array;
  /** Only cases of one fold were scored by one model: only they are held against each other. */
  fold: Int32Array;
  folds: number;
  prompt: Int32Array;
  decisive: Float64Array;
  tied: Float64Array;
  bootstrap: number;
  seed: string;
}

/**
 * The AUC of both orders and of their difference, inside folds, with percentile bootstrap intervals that resample prompts.
 *
 * The models of the folds have learned from much the same cases, which a bootstrap of their scores does not see: alone it
 * covers ½ in 84–93 % of runs on pure noise. The intervals are therefore stretched about the estimate by
 * √(1 + folds/(folds − 1)), after the corrected variance of Nadeau and Bengio 2003.
 *
 * @example compareRankings(rankings).gain?.interval // [−0.01, 0.06]: learning adds little, if anything
 */
export function compareRankings(rankings: HeldOutRankings): RankingAccuracy {
  const { fold, folds, decisive, tied, bootstrap, seed } = rankings;
  const aucOfLearned = groupedAreaUnderCurve(rankings.learned, fold, folds);
  const aucOfSingle = groupedAreaUnderCurve(rankings.single, fold, folds);
  const learned = aucOfLearned(decisive, tied);
  const single = aucOfSingle(decisive, tied);
  if (learned === undefined || single === undefined)
    return { learned: undefined, single: undefined, gain: undefined };
  const resampled: [number, number][] = [];
  for (const [drawnDecisive, drawnTied] of resamplePrompts(rankings, bootstrap, seed)) {
    const one = aucOfLearned(drawnDecisive, drawnTied);
    const other = aucOfSingle(drawnDecisive, drawnTied);
    if (one !== undefined && other !== undefined) resampled.push([one, other]);
  }
  const stretch = Math.sqrt(1 + folds / (folds - 1));
  const estimate = (auc: number, values: number[], least = 0): AucEstimate => {
    const sample = Float64Array.from(values);
    const lower = quantile(sample, 0.025);
    const upper = quantile(sample, 0.975);
    if (lower === undefined || upper === undefined) return { auc, interval: undefined };
    const from = Math.max(least, auc + stretch * (lower - auc));
    return { auc, interval: [from, Math.min(1, auc + stretch * (upper - auc))] };
  };
  return {
    learned: estimate(
      learned,
      resampled.map(([one]) => one),
    ),
    single: estimate(
      single,
      resampled.map(([, other]) => other),
    ),
    gain: estimate(
      learned - single,
      resampled.map(([one, other]) => one - other),
      -1,
    ),
  };
}

/** The weights of as many bootstrap resamples of the prompts; the arrays are used again for the next one. */
function* resamplePrompts(
  { prompt, decisive, tied }: HeldOutRankings,
  times: number,
  seed: string,
): Generator<[Float64Array, Float64Array]> {
  const codes = new Map([...new Set(prompt)].map((value, code) => [value, code]));
  const code = prompt.map((value) => codes.get(value)!);
  const random = createRandom(`${seed}/bootstrap`);
  const copies = new Int32Array(codes.size);
  const drawnDecisive = new Float64Array(decisive.length);
  const drawnTied = new Float64Array(tied.length);
  for (let run = 0; run < times; run++) {
    copies.fill(0);
    for (let p = 0; p < copies.length; p++) copies[random.below(copies.length)]!++;
    for (let i = 0; i < code.length; i++) {
      drawnDecisive[i] = copies[code[i]!]! * decisive[i]!;
      drawnTied[i] = copies[code[i]!]! * tied[i]!;
    }
    yield [drawnDecisive, drawnTied];
  }
}
