/** What is known of one pair of models when the next judgment is to be spent. */
export interface PairTally {
  /** Judgments for the first model, for the second, and ties of every kind. */
  wins: number;
  losses: number;
  ties: number;
  /** n: comparisons spent on it, those that still await their judgments among them. */
  spent: number;
}

/** What the next judgment may be spent on, and with what probability. */
export interface PairAllocation {
  method: "largest-gain";
  /** Share that is spread evenly over all pairs, whatever was judged. */
  floor: number;
  /** One per pair in the order given, each at least floor/pairs, Σ = 1. Record it with the draw. */
  probabilities: Float64Array;
}

/** The floor that campaigns use. */
export const allocationFloor = 0.1;

/**
 * Which pair of models the next judgment should be spent on: in proportion to how much it narrows that pair's score,
 * sqrt(Σ̂/n) − sqrt(Σ̂/(n + 1)), with Σ̂ the variance of a judgment's score and n how many comparisons were spent.
 *
 * Of this, `floor` is taken off and spread evenly, so that every pair keeps a known positive probability: without it a pair
 * that looks certain would never be judged again, and what was drawn could not be weighted. Pairs never drawn share the
 * rest evenly until each has a draw, as the formula does in its limit. n counts what is under way too: of several people who
 * judge at once, each would else be sent to the same pair, and one whose comparisons nobody can judge would take everything.
 * Σ̂ is taken with an imagined win and loss beside the judgments, or few equal ones would look certain.
 *
 * Source: Chiang et al. 2024, arXiv 2403.04132, equation 9.
 *
 * @param pairs those that can still be drawn; leave out what has no comparisons left. @param floor in (0, 1].
 * @throws RangeError for another floor, no pairs, or counts that are none.
 * @example pairAllocation([{ wins: 2, losses: 2, ties: 0, spent: 4 }, { wins: 4, losses: 0, ties: 0, spent: 4 }]).probabilities
 *   // [0.566, 0.434]
 */
export function pairAllocation(pairs: readonly PairTally[], floor = allocationFloor): PairAllocation {
  if (!(floor > 0 && floor <= 1)) throw new RangeError(`the floor share must lie in (0, 1], got ${floor}`);
  if (pairs.length === 0) throw new RangeError("there is no pair to spend a judgment on");
  const shares = allocationShares(
    Float64Array.from(pairs, scoreVariance),
    Float64Array.from(pairs, ({ spent }) => spent),
  );
  const even = floor / pairs.length;
  return { method: "largest-gain", floor, probabilities: shares.map((share) => even + (1 - floor) * share) };
}

/**
 * Equation 9 alone: shares that sum to 1.
 *
 * @param variance Σ̂ of each pair. @param spent n of each pair; those with 0 take all, evenly.
 * @returns even shares where no judgment would narrow anything.
 * @example allocationShares(Float64Array.of(1, 1), Float64Array.of(1, 3)) // [0.791, 0.209]
 */
export function allocationShares(variance: Float64Array, spent: Float64Array): Float64Array {
  const isUndrawn = spent.some((n) => n === 0);
  const gains = spent.map((n, pair) => {
    if (isUndrawn) return n === 0 ? 1 : 0;
    return Math.sqrt(variance[pair]! / n) - Math.sqrt(variance[pair]! / (n + 1));
  });
  const sum = gains.reduce((total, gain) => total + gain, 0);
  return gains.map((gain) => (sum > 0 ? gain / sum : 1 / gains.length));
}

/**
 * Which of several things a number picks that is even on [0, 1), each with its probability.
 *
 * @param probabilities Σ = 1 but for rounding, none negative. @param chance in [0, 1).
 * @returns a place whose probability is above 0.
 * @example pickByChance(Float64Array.of(0.25, 0.75), 0.3) // 1
 */
export function pickByChance(probabilities: Float64Array, chance: number): number {
  let left = chance;
  let last = 0;
  for (const [place, probability] of probabilities.entries()) {
    if (probability <= 0) continue;
    if (left < probability) return place;
    left -= probability;
    last = place;
  }
  // What rounding has left over falls to the last one that could be.
  return last;
}

/** Σ̂ of the score +1, 0 or −1, in (0, 1]. */
function scoreVariance({ wins, losses, ties, spent }: PairTally): number {
  if (![wins, losses, ties, spent].every((count) => count >= 0 && Number.isFinite(count)))
    throw new RangeError(`a pair cannot have ${wins} wins, ${losses} losses and ${ties} ties of ${spent}`);
  const judgments = wins + losses + ties + 2;
  const mean = (wins - losses) / judgments;
  return (wins + losses + 2) / judgments - mean * mean;
}
