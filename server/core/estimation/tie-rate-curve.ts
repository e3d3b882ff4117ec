import { createHypergeometricSampler } from "../sampling/hypergeometric-sampler";
import { createRandom, type Random } from "../sampling/random";
import { quantile } from "./quantile";

export interface TieRateCurveInput {
  /** r_i in (0, 1) of each judged comparison in its stratum (`utilityRanks`): near 1 is the top of the ranking. */
  ranks: Float64Array;
  /** Tied judgments of each, both kinds. */
  ties: ArrayLike<number>;
  /** All judgments of each. */
  judgments: ArrayLike<number>;
  seed: string;
  /** Equal parts of the ranking, 10 unless given. */
  bins?: number;
  /** Reshuffles behind the null band, 1,000 unless given. */
  permutations?: number;
}

export interface TieRatePoint {
  /** Part of the ranking, counted from its top: 0 … 0.1 is the first tenth. */
  from: number;
  to: number;
  comparisons: number;
  judgments: number;
  /** Tied judgments / judgments; undefined without judgments. */
  tieRate: number | undefined;
  /** 5 % and 95 % quantiles of the same rate when outcomes have nothing to do with the ranking. */
  nullLower: number | undefined;
  nullUpper: number | undefined;
}

export interface TieRateCurve {
  method: "tie-rate-curve";
  bins: TieRatePoint[];
  /** The same from the top down to each bin's end. */
  cumulative: TieRatePoint[];
  permutations: number;
  seed: string;
}

/**
 * How the tie rate runs along the ranking, by bin and from the top down, beside the band that chance alone would give:
 * the outcomes are reshuffled over the judged comparisons, whole comparisons at a time. Of a reshuffle nothing but how many
 * comparisons of each outcome fall into each bin is needed, and that is drawn by its law: multivariate hypergeometric.
 *
 * The rates are unweighted, so from a ranked order they speak of the judged comparisons; the caller labels them so.
 *
 * @throws RangeError when the arrays differ in length.
 * @example tieRateCurve({ ranks, ties, judgments, seed: "s" }).bins[0]?.tieRate // among the top tenth
 */
export function tieRateCurve(input: TieRateCurveInput): TieRateCurve {
  const { ranks, ties, judgments, seed, bins = 10, permutations = 1000 } = input;
  if (ties.length !== ranks.length || judgments.length !== ranks.length)
    throw new RangeError("arrays differ in length");
  const binOf = new Int32Array(ranks.length);
  for (let i = 0; i < ranks.length; i++)
    binOf[i] = Math.min(bins - 1, Math.floor((1 - ranks[i]!) * bins + 1e-9));
  const observed = observedRates(binOf, ties, judgments, bins);
  const counts = new Int32Array(bins);
  for (const bin of binOf) counts[bin]!++;
  const shuffle = reshuffler(counts, outcomesOf(ties, judgments), createRandom(seed));
  const shuffles = Array.from({ length: permutations }, shuffle);
  const points = (kind: "single" | "cumulative"): TieRatePoint[] =>
    Array.from({ length: bins }, (_, bin) => {
      const chance = Float64Array.from(shuffles, (shuffle) => shuffle[kind].rate[bin]!).filter(
        (rate) => !Number.isNaN(rate),
      );
      const tied = observed[kind].rate[bin]!;
      return {
        from: kind === "single" ? bin / bins : 0,
        to: (bin + 1) / bins,
        comparisons:
          kind === "single" ? counts[bin]! : counts.subarray(0, bin + 1).reduce((sum, n) => sum + n, 0),
        judgments: observed[kind].judgments[bin]!,
        tieRate: Number.isNaN(tied) ? undefined : tied,
        nullLower: quantile(chance, 0.05),
        nullUpper: quantile(chance, 0.95),
      };
    });
  return {
    method: "tie-rate-curve",
    bins: points("single"),
    cumulative: points("cumulative"),
    permutations,
    seed,
  };
}

interface Rates {
  rate: Float64Array;
  judgments: Float64Array;
}

/** Comparisons that are alike in their outcomes. */
interface SameOutcome {
  ties: number;
  judgments: number;
  comparisons: number;
}

function outcomesOf(ties: ArrayLike<number>, judgments: ArrayLike<number>): SameOutcome[] {
  const known = new Map<number, SameOutcome[]>();
  const all: SameOutcome[] = [];
  // Most comparisons are alike to the few that were met first.
  let ofTies: SameOutcome[] = [];
  let tied = Number.NaN;
  for (let i = 0; i < ties.length; i++) {
    if (ties[i] !== tied) {
      tied = ties[i]!;
      ofTies = known.get(tied) ?? [];
      known.set(tied, ofTies);
    }
    let same: SameOutcome | undefined;
    for (let place = 0; place < ofTies.length && !same; place++)
      if (ofTies[place]!.judgments === judgments[i]) same = ofTies[place];
    if (!same) {
      same = { ties: tied, judgments: judgments[i]!, comparisons: 0 };
      ofTies.push(same);
      all.push(same);
    }
    same.comparisons++;
  }
  return all;
}

/** Rates of one reshuffle per call: each bin takes its number of comparisons from what the bins before it have left. */
function reshuffler(counts: Int32Array, outcomes: readonly SameOutcome[], random: Random): () => BinRates {
  const comparisons = counts.reduce((sum, count) => sum + count, 0);
  const draw = createHypergeometricSampler(comparisons, random);
  return () => {
    const left = outcomes.map((outcome) => outcome.comparisons);
    const tied = new Float64Array(counts.length);
    const judged = new Float64Array(counts.length);
    for (const [bin, count] of counts.entries()) {
      let take = count;
      let rest = left.reduce((sum, own) => sum + own, 0);
      for (const [place, { ties, judgments }] of outcomes.entries()) {
        rest -= left[place]!;
        const taken = draw(left[place]!, rest, take);
        left[place]! -= taken;
        take -= taken;
        tied[bin]! += taken * ties;
        judged[bin]! += taken * judgments;
      }
    }
    return ratesOf(tied, judged);
  };
}

function observedRates(
  binOf: Int32Array,
  ties: ArrayLike<number>,
  judgments: ArrayLike<number>,
  bins: number,
): BinRates {
  const tied = new Float64Array(bins);
  const judged = new Float64Array(bins);
  for (let i = 0; i < binOf.length; i++) {
    tied[binOf[i]!]! += ties[i]!;
    judged[binOf[i]!]! += judgments[i]!;
  }
  return ratesOf(tied, judged);
}

interface Rates {
  rate: Float64Array;
  judgments: Float64Array;
}

type BinRates = Record<"single" | "cumulative", Rates>;

/** NaN marks a bin without judgments. */
function ratesOf(tied: Float64Array, judged: Float64Array): BinRates {
  const tiedSoFar = runningSum(tied);
  const judgedSoFar = runningSum(judged);
  return {
    single: { rate: tied.map((count, bin) => count / judged[bin]!), judgments: judged },
    cumulative: { rate: tiedSoFar.map((count, bin) => count / judgedSoFar[bin]!), judgments: judgedSoFar },
  };
}

function runningSum(values: Float64Array): Float64Array {
  let sum = 0;
  return values.map((value) => {
    sum += value;
    return sum;
  });
}
